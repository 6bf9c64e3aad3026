import { describe, expect, it } from '@jest/globals';
import { AccountLimit, requestsAMinute } from './account-limit.js';

const noon = Date.UTC(2026, 10, 23, 12);
const askAll = (limit: AccountLimit, account: string, now: number) => {
  for (let n = 0; n < requestsAMinute; n++) limit.count(account, now);
};

describe('the limit of an account', () => {
  it('lets it ask so much a minute, then says how long to wait, and touches nobody else', () => {
    const limit = new AccountLimit({ demonstration: false });
    askAll(limit, 'busy', noon);
    expect(() => limit.count('busy', noon + 20_000)).toThrow(
      expect.objectContaining({ status: 429, more: { data: { seconds: 40 }, retryAfter: 40 } }),
    );
    expect(() => limit.count('quiet', noon + 20_000)).not.toThrow();
    expect(() => limit.count('busy', noon + 60_000)).not.toThrow();
  });

  it('is not for demonstration accounts, which everybody shares', () => {
    const limit = new AccountLimit({ demonstration: true });
    askAll(limit, 'supervisor', noon);
    expect(() => limit.count('supervisor', noon)).not.toThrow();
  });
});
