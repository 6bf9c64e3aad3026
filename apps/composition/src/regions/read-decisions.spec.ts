import { describe, expect, it } from '@jest/globals';
import { isDay } from './is-day.js';
import { readDecisions } from './read-decisions.js';

describe('decisions about successors', () => {
  it('are a code, several, or none', () => {
    expect(
      readDecisions('{"a":"b","c":[],"d":["e"],"f":["g","h","g"],"i":{"successors":["j","k"],"heir":"k"}}'),
    ).toEqual(
      new Map([
        ['a', { successors: ['b'], heir: 'b' }],
        ['c', { successors: [], heir: null }],
        ['d', { successors: ['e'], heir: 'e' }],
        ['f', { successors: ['g', 'h'], heir: null }],
        ['i', { successors: ['j', 'k'], heir: 'k' }],
      ]),
    );
  });

  it.each([
    '',
    'x',
    '[]',
    '1',
    'null',
    '{"a":1}',
    '{"a":[1]}',
    '{"a":null}',
    '{"a":{"heir":"b"}}',
    '{"a":{"successors":["b"],"heir":1}}',
  ])('%j is none', (text) => expect(readDecisions(text)).toBeNull());
});

describe('a day', () => {
  it.each([
    ['2026-12-01', true],
    ['2028-02-29', true],
    ['2026-02-30', false],
    ['2026-12-1', false],
    ['2026-12-01T00:00', false],
  ])('%s: %p', (text, is) => expect(isDay(text)).toBe(is));
});
