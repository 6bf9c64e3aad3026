import { type ClockChange, type MigrationObstacle, type PendingTimer } from '#domain';
import { type CaseRecord } from './case-store.js';
import { type Tx } from './transactions.js';

/** A run that brings the open cases of a type onto one version of it, or only says what it would do. */
export interface CaseMigration {
  readonly id: string;
  readonly countyCode: string;
  readonly code: string;
  readonly toVersionId: string;
  readonly dryRun: boolean;
  readonly personId: string | null;
  readonly state: 'running' | 'done' | 'failed';
  readonly casesExpected: number;
  readonly moved: number;
  readonly stayed: number;
}

/** What became of one case, or would. */
export interface MigratedCase {
  readonly caseId: string;
  readonly fromVersionId: string;
  /** Empty where it moves. */
  readonly obstacles: readonly MigrationObstacle[];
  readonly clocks: readonly ClockChange[];
}

export interface CaseMigrations {
  /** How many open cases of the type are on another version. */
  expected(tx: Tx, countyCode: string, code: string, toVersionId: string): Promise<number>;
  create(tx: Tx, migration: Omit<CaseMigration, 'state' | 'moved' | 'stayed'>): Promise<void>;
  /** The one that is not over, and moves cases; null where there is none. */
  running(tx: Tx, countyCode: string, code: string): Promise<CaseMigration | null>;
  /** A run that is not over, held until the transaction ends: batches of one run come one behind the other. */
  claim(tx: Tx, id: string): Promise<CaseMigration | null>;
  /**
   * The next open cases that the run has not looked at and that are on another version, in the order of their ids; locked
   * where they are to move.
   */
  next(tx: Tx, migration: CaseMigration, limit: number): Promise<CaseRecord[]>;
  /** Timers that nothing has decided, by case. */
  pendingTimers(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly PendingTimer[]>>;
  /** Notes what became of a batch, and that the run goes on behind it. Returns the run as it is then. */
  note(tx: Tx, migration: CaseMigration, cases: readonly MigratedCase[]): Promise<CaseMigration>;
  end(tx: Tx, id: string, state: 'done' | 'failed'): Promise<void>;
}
