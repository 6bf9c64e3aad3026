import { type Temporal } from 'temporal-polyfill';

/** A transaction that a door opened. It has one business instant: all that happens in it happens then (time.md §1). */
export interface Tx {
  readonly now: Temporal.Instant;
}

/** Opens transactions: READ COMMITTED, tried again up to three times on a serialisation failure or a deadlock. */
export interface Transactions {
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
