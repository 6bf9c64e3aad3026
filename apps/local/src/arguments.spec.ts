import { describe, expect, it } from '@jest/globals';
import { readArguments } from './arguments.js';

describe('the command line', () => {
  it('starts the demonstration when nothing is asked for', () => {
    expect(readArguments([])).toEqual({ county: undefined, help: false });
  });

  it.each([[['--county', '350123']], [['--county=350123']]])('starts a real county: %j', (words) => {
    expect(readArguments(words).county).toBe('350123');
  });

  it.each([
    [['--county', '35012']],
    [['--county', 'luoyuan']],
    [['--county']],
    [['--countty', '350123']],
    [['350123']],
  ])('refuses %j, and shows how it is written', (words) => {
    expect(() => readArguments(words)).toThrow(
      expect.objectContaining({ code: 'arguments-invalid', en: expect.any(String) }),
    );
  });
});
