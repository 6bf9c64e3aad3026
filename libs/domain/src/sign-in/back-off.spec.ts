import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accountBackOff, addressBackOff, delayAfter, judgeAttempt } from './back-off.js';

const noon = Date.UTC(2026, 10, 23, 12);

describe('the back-off of sign-in attempts', () => {
  it('lets a person mistype four times without waiting', () => {
    for (const failures of [0, 1, 2, 3, 4])
      expect(judgeAttempt({ failures, lastAt: noon }, noon, accountBackOff).kind).toBe('try');
  });

  it('then waits 15 s, 30 s, 1 min, … and never more than a quarter of an hour', () => {
    expect([5, 6, 7, 8, 9, 10, 11, 12, 999].map((failures) => delayAfter(failures, accountBackOff))).toEqual([
      15, 30, 60, 120, 240, 480, 900, 900, 900,
    ]);
  });

  it('says how many seconds are left, and lets in when they are over', () => {
    const attempts = { failures: 6, lastAt: noon };
    expect(judgeAttempt(attempts, noon + 9_500, accountBackOff)).toEqual({ kind: 'wait', seconds: 21 });
    expect(judgeAttempt(attempts, noon + 30_000, accountBackOff)).toEqual({ kind: 'try', failures: 7, thenWait: 60 });
  });

  it('forgets after a quiet day', () => {
    const attempts = { failures: 50, lastAt: noon };
    expect(judgeAttempt(attempts, noon + 24 * 3_600_000, accountBackOff)).toMatchObject({ kind: 'try', failures: 1 });
  });

  it('never shuts anybody out for longer than the longest delay, whatever was tried before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.constantFrom(accountBackOff, addressBackOff),
        (failures, rule) => {
          const decision = judgeAttempt({ failures, lastAt: noon }, noon + rule.longest * 1000, rule);
          expect(decision.kind).toBe('try');
        },
      ),
    );
  });

  it('allows an attacker who tries without a pause about a hundred guesses a day', () => {
    let [now, guesses] = [noon, 0];
    let attempts = { failures: 0, lastAt: noon };
    while (now < noon + 24 * 3_600_000) {
      const decision = judgeAttempt(attempts, now, accountBackOff);
      if (decision.kind === 'wait') now += decision.seconds * 1000;
      else [attempts, guesses] = [{ failures: decision.failures, lastAt: now }, guesses + 1];
    }
    expect(guesses).toBeLessThan(110);
  });
});
