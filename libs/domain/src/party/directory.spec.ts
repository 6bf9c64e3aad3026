import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { Directory } from './directory.js';

const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms);

describe('an organisation', () => {
  it('is found while it exists, to the instant', () => {
    const one = { id: 'bureau', name: '某局', kind: 'department', regionCode: '350123' };
    const directory = new Directory(
      [
        { ...one, from: 10, to: 20 },
        { ...one, id: 'always' },
      ],
      [],
      [],
      [],
    );
    expect([9, 10, 19, 20].map((ms) => directory.organisation('bureau', at(ms))?.id)).toEqual([
      ...[undefined, 'bureau', 'bureau', undefined],
    ]);
    expect(directory.organisation('always', at(0))?.id).toBe('always');
    expect(directory.organisation('nobody', at(0))).toBeUndefined();
  });
});
