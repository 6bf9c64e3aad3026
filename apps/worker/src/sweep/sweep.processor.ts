import { InjectQueue, Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { type Queue } from 'bullmq';
import { Temporal } from 'temporal-polyfill';
import { FireDueTimers } from '#engine';
import { PgCaseStore, PgTransactions } from '#persistence';
import { QueueWorker } from '../queue-worker.js';
import { queues } from '#queue';

/** Ticks that re-derive due work whatever else happened (design §7). */
export const tickMilliseconds = 5_000;

/** Fires what is due, and sets the alarm for the next: punctual by the alarm, guaranteed by the tick. */
@Processor(queues.sweep, { concurrency: 1 })
export class SweepProcessor extends QueueWorker {
  constructor(
    @Inject(FireDueTimers) private readonly fireDueTimers: FireDueTimers,
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgCaseStore) private readonly cases: PgCaseStore,
    @InjectQueue(queues.sweep) private readonly queue: Queue,
  ) {
    super();
  }

  async process(): Promise<number> {
    const fired = await this.fireDueTimers.untilNoneAreDue();
    await this.setAlarm();
    return fired;
  }

  /** A job delayed until the next timer, where that comes before the tick after the next. */
  private async setAlarm(): Promise<void> {
    const { now, next } = await this.transactions.read(async (tx) => ({
      now: tx.now,
      next: await this.cases.nextDue(tx),
    }));
    const delay = next === null ? Infinity : wait(now, next);
    if (delay > 2 * tickMilliseconds) return;
    // one alarm an instant, however often it is set; not all digits, no colon
    await this.queue.add(
      'alarm',
      {},
      { jobId: `at-${next!.epochMilliseconds}`, delay, removeOnComplete: true, removeOnFail: true },
    );
  }
}

function wait(now: Temporal.Instant, next: Temporal.Instant): number {
  return Math.max(0, next.epochMilliseconds - now.epochMilliseconds);
}
