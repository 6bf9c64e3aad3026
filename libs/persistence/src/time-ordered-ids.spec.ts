import { describe, expect, it } from '@jest/globals';
import { validate, version } from 'uuid';
import { TimeOrderedIds } from './time-ordered-ids.js';

describe('time-ordered ids', () => {
  it('are version 7, never alike, and in rising order however fast they are drawn', () => {
    const ids = new TimeOrderedIds();
    const drawn = Array.from({ length: 5_000 }, () => ids.next());
    expect(drawn.every((id) => validate(id) && version(id) === 7)).toBe(true);
    expect(new Set(drawn).size).toBe(drawn.length);
    expect([...drawn].sort()).toEqual(drawn);
  });
});
