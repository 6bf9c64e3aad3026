import { describe, expect, it } from '@jest/globals';
import { Chance } from './chance.js';

const draws = (seed: number) => {
  const chance = new Chance(seed);
  return Array.from({ length: 1000 }, () => chance.between(-3, 3));
};

describe('chance', () => {
  it('repeats itself for a seed, and only for that', () => {
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
  });

  it('reaches both ends and nothing beyond', () => {
    expect([...new Set(draws(1))].sort((a, b) => a - b)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
  });

  it('has nothing to pick from an empty list', () => {
    expect(() => new Chance(1).pick([])).toThrow();
  });
});
