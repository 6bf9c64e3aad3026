import { setImmediate } from 'node:timers/promises';

/** A statement whose parameters are ready. */
export type Prepared = () => Promise<void>;

/** Rows from which on it pays to let the database begin before the next statement is made ready. */
const manyRows = 100;

/**
 * Sends statements one after another, each made ready while the database works on the one before: a batch keeps both
 * busy. The first that fails ends the turn; the transaction is then the caller's to roll back.
 */
export class InTurn {
  private running: Promise<void> = Promise.resolve();

  /** Makes the statement ready, waits for the one before, and sends it. */
  async next(rows: number, prepare: () => Prepared): Promise<void> {
    if (rows === 0) return;
    const send = prepare();
    await this.running;
    this.running = send();
    // waited for by the next statement or by `end`; in between nobody listens
    this.running.catch(() => {});
    if (rows >= manyRows) await setImmediate();
  }

  /** Waits for the last one. */
  end(): Promise<void> {
    return this.running;
  }
}
