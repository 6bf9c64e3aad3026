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

export class PgTransactions implements Transactions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly instants: InstantSource,
  ) {}

  /** For questions that change nothing: one business instant, but no transaction and no locks. */
  async read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { manager } = this.dataSource;
    return work(await this.begin(manager));
  }

  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.dataSource.transaction(async (manager) => work(await this.begin(manager)));
      } catch (error) {
        if (attempt === attempts || !isTransient(error)) throw error;
      }
    }
  }

  private async begin(manager: EntityManager): Promise<PgTx> {
    const moment = await readMoment(manager);
    return { manager, now: this.instants.now(moment), counties: moment.counties };
  }
}

/** The connection of a transaction that this library opened. */
export function managerOf(tx: Tx): EntityManager {
  return (tx as PgTx).manager;
}

/** The county's counters at the beginning of the transaction; undefined of a county that was not there then. */
export function countyVersions(tx: Tx, countyCode: string): CountyVersions | undefined {
  return (tx as PgTx).counties[countyCode];
}

const attempts = 4;

/** 40001 serialization_failure, 40P01 deadlock_detected: somebody else went first, and trying again helps. */
function isTransient(error: unknown): boolean {
  const code = error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;
  return code === '40001' || code === '40P01';
}
