import { type Temporal } from 'temporal-polyfill';
import { type Scope } from './scope.js';
import { type Tx } from './transactions.js';

export type ExportFormat = 'xlsx' | 'csv';
export type ExportState = 'to-decide' | 'refused' | 'waiting' | 'done' | 'failed';

/** A list of cases that somebody wants to take out of the house. */
export interface ExportRequest {
  readonly id: string;
  readonly countyCode: string;
  /** Whose it is: the list is cut to what this person sees when it is made, and nobody else gets it. */
  readonly personId: string;
  /** The filter of the list as it was asked for; what is inside is the store's. */
  readonly filter: Readonly<Record<string, unknown>>;
  readonly format: ExportFormat;
  readonly columns: readonly string[];
  readonly language: 'zh' | 'en';
}

export interface StoredExport extends ExportRequest {
  readonly state: ExportState;
  readonly rowsExpected: number;
  readonly rows: number | null;
  readonly askedAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant | null;
}

export interface Exports {
  /** Rows that the filter finds inside the scope, counted up to `limit`. */
  count(tx: Tx, scope: Scope, filter: ExportRequest['filter'], limit: number): Promise<number>;
  /** Rows that a person has asked for since then and that no second person agreed to; asked for one at a time a person. */
  rowsWithoutConsent(tx: Tx, personId: string, since: Temporal.Instant): Promise<number>;
  create(tx: Tx, request: ExportRequest, state: ExportState, rowsExpected: number): Promise<void>;
  /** Asks a worker to make it, with the commit of this transaction. */
  enqueue(tx: Tx, countyCode: string, id: string): Promise<void>;
  /** Locks it; null where the county has none of this id. */
  lock(tx: Tx, id: string, countyCode: string | null): Promise<StoredExport | null>;
  decide(tx: Tx, id: string, state: 'waiting' | 'refused', by: string): Promise<void>;
  /** Keeps the file, sealed. */
  keep(tx: Tx, id: string, file: Uint8Array, rows: number, expiresAt: Temporal.Instant): Promise<void>;
  fail(tx: Tx, id: string): Promise<void>;
  file(tx: Tx, id: string): Promise<Uint8Array | null>;
  /** Deletes the files whose time is over; how many. */
  expire(tx: Tx): Promise<number>;
}

/** Makes the file of an export, masked and marked with whose it is: never longer than `rowsAtMost`, and it says where it stops. */
export interface ExportFiles {
  make(
    request: ExportRequest,
    scope: Scope,
    rowsAtMost: number,
  ): Promise<{ readonly file: Uint8Array; readonly rows: number }>;
}
