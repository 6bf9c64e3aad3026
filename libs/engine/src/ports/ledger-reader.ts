import { type JudgedRow, type LedgerColumn, type LedgerKnowledge, type LedgerRow } from '#domain';

/** Why no rows came out of a file. The adapter that reads it knows the codes and the sentences. */
export interface LedgerFileProblem {
  readonly code: string;
}

/** A judged row with its cells as they stood in the file. */
export type LedgerLine = JudgedRow & { readonly cells: LedgerRow['cells'] };

/** What of a sheet outlives its file, so that refused rows can be handed back in it: plain JSON, of the adapter's shape. */
export type LedgerFrame = object;

/** A ledger sheet understood, its rows still to be read. */
export interface OpenedLedger {
  readonly sheet: string;
  readonly alsoLedgers: readonly string[];
  readonly mapping: readonly (LedgerColumn & { readonly field: NonNullable<LedgerColumn['field']> })[];
  readonly frame: LedgerFrame;
  /** At most so many rows are to come: the measure for a progress bar. */
  readonly rowsExpected: number;
  /** Lines passed so far that are no rows (blank, total, signature). */
  readonly skipped: number;
  /** The rows in file order, from the file each time it is called. */
  rows(): AsyncIterable<LedgerLine>;
  close(): void;
}

/** Reads ledgers (Excel workbooks). Whatever is wrong with a file is a value; it throws for nothing that is in it. */
export interface LedgerReader {
  open(
    file: Uint8Array,
    knowledge: LedgerKnowledge,
  ): Promise<
    { readonly ok: true; readonly ledger: OpenedLedger } | { readonly ok: false; readonly problem: LedgerFileProblem }
  >;
}
