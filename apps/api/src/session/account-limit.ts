import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../../composition/src/index.js';
import { Problem } from '../http/problem.js';

/** Requests a minute of one account: twenty a second, all day long. */
export const requestsAMinute = 1_200;
const minute = 60_000;

/**
 * How much one account may ask of one process, wherever it asks from. Demonstration accounts are shared by whoever looks
 * at the demonstration, so that no person is behind one and none is limited.
 */
@Injectable()
export class AccountLimit {
  private since = 0;
  private asked = new Map<string, number>();

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'demonstration'>) {}

  /** Counts a request of this account. Throws the problem that says how many seconds it has to wait. */
  count(accountId: string, now = Date.now()): void {
    if (this.settings.demonstration) return;
    if (now - this.since >= minute) [this.since, this.asked] = [now, new Map()];
    const asked = (this.asked.get(accountId) ?? 0) + 1;
    this.asked.set(accountId, asked);
    if (asked <= requestsAMinute) return;
    const seconds = Math.ceil((this.since + minute - now) / 1000);
    throw new Problem(429, 'too-many-requests', { data: { seconds }, retryAfter: seconds });
  }
}
