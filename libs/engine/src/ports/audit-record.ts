import { type ChainEnd, type Seal, type SealedRow, type SealedSource, type SignedCheckpoint } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Tx } from './transactions.js';

/** Rows that wait for their seal. */
export interface UnsealedTail {
  readonly rows: number;
  /** Since when (machine time) everything that was there is sealed: no waiting row has waited for longer. */
  readonly sealedUntil: Temporal.Instant;
}

/** The audit as it is read to be verified: in batches, nothing is changed. */
export interface AuditRecord {
  /** The seals with numbers above `no`, in order; of those, the first `limit`. */
  seals(tx: Tx, no: number, limit: number): Promise<Seal[]>;
  sealAt(tx: Tx, no: number): Promise<ChainEnd | null>;
  rows(tx: Tx, source: SealedSource, ids: readonly string[]): Promise<SealedRow[]>;
  checkpoints(tx: Tx): Promise<SignedCheckpoint[]>;
  settledTo(tx: Tx, source: SealedSource): Promise<string>;
  /** Ids above `behind` (null: from the lowest) and up to `settledTo` of rows that have no seal; of those, the first `limit`. */
  neverSealed(tx: Tx, source: SealedSource, behind: string | null, settledTo: string, limit: number): Promise<string[]>;
  tail(tx: Tx): Promise<UnsealedTail>;
}
