import { describe, expect, it } from '@jest/globals';
import { alternativesOf, choose, type Choice } from './choice.js';

const always = <T>(value: T): Choice<T> => ({ always: value });
const among = <T>(alternatives: Record<string, Choice<T>>): Choice<T> => ({
  among: Object.entries(alternatives).map(([when, then]) => ({ when, then })),
});
const given = (...names: string[]) => new Set(names);

/** As a policy writes it: `{ emergency: 24h, normal: { question: 5wd, otherwise: 10wd }, complex: 30wd }`. */
const handling = among({
  emergency: always('24h'),
  normal: among({ question: always('5wd'), otherwise: always('10wd') }),
  complex: always('30wd'),
});

describe('a choice', () => {
  it('is one value whatever is true of the case', () => {
    expect(choose(always('30nd'), given())).toBe('30nd');
    expect(choose(always('30nd'), given('emergency', 'tier-a'))).toBe('30nd');
  });

  it('is read from the outer condition to the inner one', () => {
    expect(choose(handling, given('normal', 'question'))).toBe('5wd');
    expect(choose(handling, given('normal', 'complaint'))).toBe('10wd');
    expect(choose(handling, given('emergency', 'question'))).toBe('24h');
  });

  it('takes the first condition that holds, as a reader would', () => {
    const both = among({ 'third-return': always('supervisor'), 'tier-c': always('township') });
    expect(choose(both, given('tier-c', 'third-return'))).toBe('supervisor');
  });

  it('goes on to the next condition where the inner ones say nothing', () => {
    const gap = among({ normal: among({ question: always('5wd') }), otherwise: always('1wd') });
    expect(choose(gap, given('normal', 'help'))).toBe('1wd');
  });

  it('yields a value that counts as false like any other', () => {
    expect(choose(among({ 'outcome-solved': always(false), otherwise: always(true) }), given('outcome-solved'))).toBe(
      false,
    );
  });

  it('yields nothing where no condition holds', () => {
    expect(choose(handling, given('urgent'))).toBeUndefined();
  });

  it('names every value with the way to it', () => {
    expect(alternativesOf(handling)).toEqual([
      { path: ['emergency'], value: '24h' },
      { path: ['normal', 'question'], value: '5wd' },
      { path: ['normal', 'otherwise'], value: '10wd' },
      { path: ['complex'], value: '30wd' },
    ]);
    expect(alternativesOf(always('30nd'))).toEqual([{ path: [], value: '30nd' }]);
  });
});
