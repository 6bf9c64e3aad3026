import { describe, expect, it } from '@jest/globals';
import { cut, spread } from './spread.js';

const numbers = Array.from({ length: 189 }, (_, i) => i);

describe('spreading over the villages', () => {
  it('takes as many as asked, each once, the named ones first', () => {
    const taken = spread(numbers, 39, [100, 7]);
    expect(taken.slice(0, 2)).toEqual([100, 7]);
    expect(new Set(taken).size).toBe(39);
  });

  it('leaves no gap wider than the next', () => {
    const taken = spread(numbers, 39);
    const gaps = taken.slice(1).map((one, i) => one - taken[i]!);
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
  });

  it('takes only named ones where there are enough', () => {
    expect(spread(numbers, 1, [5, 6])).toEqual([5]);
  });
});

describe('sharing the villages out', () => {
  it('gives each to one leader, neighbours together, nineteen at most more or less one', () => {
    const areas = cut(numbers, 10);
    expect(areas.flat()).toEqual(numbers);
    expect(new Set(areas.map(({ length }) => length))).toEqual(new Set([18, 19]));
  });
});
