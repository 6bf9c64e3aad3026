import { Temporal } from 'temporal-polyfill';
import { type FireDueTimers } from '../timers/fire-due-timers.js';
import { type FiredStep } from '../timers/firing-case.js';
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

  /** Advances to `target` and returns every step that fired on the way. An instant not after now fires what is due only. */
  async to(target: Temporal.Instant): Promise<FiredStep[]> {
    const fired: FiredStep[] = [];
    const see = (step: FiredStep) => fired.push(step);
    for (;;) {
      const { now, next } = await this.transactions.run(async (tx) => ({
        now: tx.now,
        next: await this.cases.nextDue(tx),
      }));
      if (!next || Temporal.Instant.compare(next, target) > 0) break;
      await this.clock.standAt(later(next, now));
      await this.fireDueTimers.untilNoneAreDue(see);
    }
    await this.clock.runFrom(target);
    return fired;
  }
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) > 0 ? a : b;
}
