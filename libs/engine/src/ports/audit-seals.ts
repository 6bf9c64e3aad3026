import {
  type ChainEnd,
  type Checkpoint,
  type Seal,
  type SealedRow,
  type SealedSource,
  type SignedCheckpoint,
} from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Tx } from './transactions.js';

/** What of a table may still be unsealed. */
export interface Frontier {
  /** No row with an id up to this one is unsealed, nor will any appear. */
  readonly settledTo: string;
  /** The highest id that was ever given out. */
  readonly givenOut: string;
  /** Transactions that have begun to write into the table and are not over: their rows are yet to be seen. */
  readonly writers: readonly string[];
}

/** The chain of seals over the rows of the audit, as the sealer writes it. */
export interface AuditSeals {
  /** Takes the one turn to seal, until the transaction ends. False where another sealer has it. */
  takeTurn(tx: Tx): Promise<boolean>;
  frontier(tx: Tx, source: SealedSource): Promise<Frontier>;
  end(tx: Tx): Promise<ChainEnd>;
  /** Rows with an id above `behind` that have no seal, by id; of those, the first `limit`. */
  unsealed(tx: Tx, source: SealedSource, behind: string, limit: number): Promise<SealedRow[]>;
  append(tx: Tx, seals: readonly Seal[]): Promise<void>;
  /** Notes how far a table is settled, and since when (machine time) all that was there then is sealed. */
  settle(tx: Tx, source: SealedSource, settledTo: string, passedAt: Temporal.Instant): Promise<void>;
}

/** The signed checkpoints, as a table and as a file outside of the database. */
export interface Checkpoints {
  last(tx: Tx): Promise<SignedCheckpoint | null>;
  /** How many rows of each table the seals behind number `no` have sealed. */
  sealedBehind(tx: Tx, no: number): Promise<Checkpoint['counts']>;
  keep(tx: Tx, checkpoint: SignedCheckpoint): Promise<void>;
}

/** A file outside of the database to which checkpoints are added, so that the whole log cannot be exchanged. */
export interface CheckpointFile {
  append(checkpoint: SignedCheckpoint): Promise<void>;
}

export interface CheckpointSigner {
  /** Base64 of its DER form. */
  readonly publicKey: string;
  /** Base64. */
  sign(text: string): string;
}
