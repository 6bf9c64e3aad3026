import { type BusinessClock, type Transactions, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { type EntityManager } from 'typeorm';
import { readMoment } from './moment.js';
import { type PgTx } from './transactions.js';

/**
 * One database transaction in which a whole history is written, with a clock of its own that only moves forward: the
 * use cases believe that each of their transactions is one, and all of it is there in the end, or nothing.
 */
export class HistoryTransaction implements Transactions, BusinessClock {
  constructor(
    private readonly manager: EntityManager,
    private instant: Temporal.Instant,
  ) {}

  get now(): Temporal.Instant {
    return this.instant;
  }

  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { counties } = await readMoment(this.manager);
    const tx: PgTx = { manager: this.manager, now: this.instant, counties };
    return work(tx);
  }

  standAt(instant: Temporal.Instant): Promise<void> {
    if (instant.epochMilliseconds > this.instant.epochMilliseconds) this.instant = instant;
    return Promise.resolve();
  }

  /** History does not tick: the clock stands wherever it is put. */
  runFrom(instant: Temporal.Instant): Promise<void> {
    return this.standAt(instant);
  }
}
