import { describe, expect, it } from '@jest/globals';
import { Settling } from './settling.js';

const seen = (settledTo: number, givenOut: number, ...writers: string[]) => ({
  ...{ settledTo: String(settledTo), givenOut: String(givenOut), writers },
});

describe('how far a table is settled', () => {
  it('is all that was given out while nobody writes', () => {
    expect(new Settling().settledTo(seen(0, 9))).toBe('9');
  });

  it('is where it was until each who wrote then is over, whoever else has begun', () => {
    const settling = new Settling();
    expect(settling.settledTo(seen(3, 9, 'a', 'b'))).toBe('3');
    expect(settling.settledTo(seen(3, 12, 'b', 'c'))).toBe('3');
    expect(settling.settledTo(seen(3, 20, 'c', 'd'))).toBe('9');
    expect(settling.settledTo(seen(9, 30, 'd', 'e'))).toBe('9');
    expect(settling.settledTo(seen(9, 40, 'e'))).toBe('20');
  });

  it('takes nothing back that another sealer has settled further', () => {
    const settling = new Settling();
    settling.settledTo(seen(3, 9, 'a'));
    expect(settling.settledTo(seen(50, 60, 'b'))).toBe('50');
  });

  it('counts ids that do not fit a number', () => {
    const settling = new Settling();
    settling.settledTo({ settledTo: '9007199254740993', givenOut: '9007199254740995', writers: ['a'] });
    const now = { settledTo: '9007199254740993', givenOut: '9007199254740999', writers: ['b'] };
    expect(settling.settledTo(now)).toBe('9007199254740995');
  });
});
