import { Temporal } from 'temporal-polyfill';
import { type FireDueTimers } from '../timers/fire-due-timers.js';
import { type CaseStore } from '../ports/case-store.js';
import { type BusinessClock } from '../ports/business-clock.js';
import { type Transactions } from '../ports/transactions.js';

/**
 * Moves the demonstration clock forward, visiting each due instant in order with the clock standing at that instant,
 * including timers born on the way (time.md §1).
 */
export class AdvanceBusinessClock {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: CaseStore,
    private readonly clock: BusinessClock,
    private readonly fireDueTimers: FireDueTimers,
  ) {}

  /**
   * Advances to `target`; an instant not after now fires what is due only. Returns how many timers were decided. Where
   * firing fails on the way, the clock runs on from there.
   */
  async to(target: Temporal.Instant): Promise<number> {
    let fired = 0;
    let reached = target;
    try {
      for (;;) {
        const { now, next } = await this.transactions.run(async (tx) => ({
          now: tx.now,
          next: await this.cases.nextDue(tx),
        }));
        if (!next || Temporal.Instant.compare(next, target) > 0) return fired;
        await this.clock.standAt((reached = later(next, now)));
        fired += await this.fireDueTimers.untilNoneAreDue();
        reached = target;
      }
    } finally {
      await this.clock.runFrom(reached);
    }
  }
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) > 0 ? a : b;
}
