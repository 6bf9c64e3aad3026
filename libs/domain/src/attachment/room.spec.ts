import { describe, expect, it } from '@jest/globals';
import { limitsOf, whyNoRoom } from './room.js';

const limits = limitsOf(10_000);
const empty = { filesOfCase: 0, bytesOfCase: 0, filesOfPersonToday: 0 };

describe('room for one more file', () => {
  it('is there up to twenty files, ten times the largest of them, and a hundred a person a day', () => {
    expect(whyNoRoom({ filesOfCase: 19, bytesOfCase: 90_000, filesOfPersonToday: 99 }, 10_000, limits)).toBeNull();
    expect(whyNoRoom({ ...empty, filesOfCase: 20 }, 1, limits)).toBe('case-full-of-files');
    expect(whyNoRoom({ ...empty, bytesOfCase: 90_001 }, 10_000, limits)).toBe('case-full-of-bytes');
    expect(whyNoRoom({ ...empty, filesOfPersonToday: 100 }, 1, limits)).toBe('person-full-today');
  });
});
