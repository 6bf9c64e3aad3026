import { setImmediate } from 'node:timers/promises';

/** A statement whose parameters are ready. */
export type Prepared = () => Promise<void>;

/** Rows from which on it pays to let the database begin before the next statement is made ready. */
const manyRows = 100;

/**
 * Sends statements one behind the other over one connection without waiting for answers: the database works them off in
 * this order, while the next one is made ready. The first that fails fails the turn, and the transaction refuses the
 * rest; it is then the caller's to roll back.
 */
export class InTurn {
  private readonly sent: Promise<void>[] = [];

  async next(rows: number, prepare: () => Prepared): Promise<void> {
    if (rows === 0) return;
    const answer = prepare()();
    // waited for by `end`; until then nobody listens
    answer.catch(() => {});
    this.sent.push(answer);
    if (rows >= manyRows) await setImmediate();
  }

  /** Waits for all of them; rejects with the first failure. */
  async end(): Promise<void> {
    const failure = (await Promise.allSettled(this.sent)).find(({ status }) => status === 'rejected');
    if (failure?.status === 'rejected') throw failure.reason;
  }
}
