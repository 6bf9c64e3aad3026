import { AsyncLocalStorage } from 'node:async_hooks';
import { type Transactions, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { type CountyVersions, type Moment, readMoment } from './moment.js';

/** A transaction with its connection. Only this library looks inside. */
export interface PgTx extends Tx {
  readonly manager: EntityManager;
  /** The counters of each county as the transaction found them. */
  readonly counties: Moment['counties'];
}

/** Where business time comes from: the host's clock, or the demonstration clock's row. */
export interface InstantSource {
  now(moment: Moment): Temporal.Instant;
}

/** A transaction that others are part of, for as long as it is open. */
interface Whole {
  readonly tx: PgTx;
  /** Something may have been written in it: what is kept in memory of a county is no longer what it sees. */
  hasChanged: boolean;
  isOver: boolean;
}

export class PgTransactions implements Transactions {
  private readonly wholes = new AsyncLocalStorage<Whole>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly instants: InstantSource,
  ) {}

  /** For questions that change nothing: one business instant, but no transaction and no locks. */
  async read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const whole = this.whole;
    return work(whole ? partOf(whole) : await this.begin(this.dataSource.manager));
  }

  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt === attempts || !isTransient(error)) throw error;
      }
    }
  }

  /**
   * Every transaction that is opened while `work` runs becomes a part of one: at one business instant, undone by itself
   * where it fails, and there in the end only if `work` ends well.
   */
  async asOne<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      const whole: Whole = { tx: await this.begin(manager), hasChanged: false, isOver: false };
      try {
        return await this.wholes.run(whole, () => work(whole.tx));
      } finally {
        whole.isOver = true;
      }
    });
  }

  private once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const whole = this.whole;
    if (!whole) return this.dataSource.transaction(async (manager) => work(await this.begin(manager)));
    // a savepoint
    return whole.tx.manager.transaction(async () => {
      const part = partOf(whole);
      whole.hasChanged = true;
      return work(part);
    });
  }

  /** What is started by a request and outlives it is no part of its transaction. */
  private get whole(): Whole | undefined {
    const whole = this.wholes.getStore();
    return whole?.isOver ? undefined : whole;
  }

  private async begin(manager: EntityManager): Promise<PgTx> {
    const moment = await readMoment(manager);
    return { manager, now: this.instants.now(moment), counties: moment.counties };
  }
}

/** Behind the first change nothing is taken from memory, or put there: it may be undone. */
function partOf({ tx, hasChanged }: Whole): PgTx {
  return hasChanged ? { ...tx, counties: {} } : tx;
}

/** The connection of a transaction that this library opened. */
export function managerOf(tx: Tx): EntityManager {
  return (tx as PgTx).manager;
}

/**
 * The county's counters at the beginning of the transaction; undefined of a county that was not there then, and where
 * the transaction itself may have moved them.
 */
export function countyVersions(tx: Tx, countyCode: string): CountyVersions | undefined {
  return (tx as PgTx).counties[countyCode];
}

const attempts = 4;

/** 40001 serialization_failure, 40P01 deadlock_detected: somebody else went first, and trying again helps. */
function isTransient(error: unknown): boolean {
  const code = error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;
  return code === '40001' || code === '40P01';
}
