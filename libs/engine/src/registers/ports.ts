import {
  type LedgerRow,
  type SheetKind,
  type SheetKnowledge,
  type SheetPlan,
  type SheetRowProblem,
  type ReadSheetRow,
} from '#domain';
import { type Tx } from '../ports/transactions.js';

/** What a county's registers know, that the words of a sheet are held against. */
export interface SheetKnowledgeSource {
  of(tx: Tx, countyCode: string): Promise<SheetKnowledge>;
}

/** Why no rows came out of a file; the adapter that reads it knows the codes and the sentences. */
export interface SheetFileProblem {
  readonly code: string;
}

/** A register's sheet that was read: its rows, and what outlives its file. */
export interface OpenedSheet {
  readonly plan: SheetPlan;
  /** Plain JSON, of the adapter's shape: enough to hand refused rows back. */
  readonly frame: object;
  readonly rows: readonly { readonly row: LedgerRow; readonly read: ReadSheetRow<SheetKind> }[];
  /** Lines that are no rows: blank, total, signature, example. */
  readonly skipped: number;
}

/** Reads registers from workbooks. Whatever is wrong with a file is a value. */
export interface SheetReader {
  read(
    file: Uint8Array,
    kind: SheetKind,
    knowledge: SheetKnowledge,
  ): Promise<
    { readonly ok: true; readonly register: OpenedSheet } | { readonly ok: false; readonly problem: SheetFileProblem }
  >;
}

/** What became of one row. */
export interface SheetRowOutcome {
  readonly line: number;
  readonly status: 'accepted' | 'rejected' | 'duplicate';
  readonly problems: readonly SheetRowProblem[];
  /** Of a refused row: its cells as they stood. */
  readonly cells: LedgerRow['cells'] | null;
}

/** An import of a register, with its rows. */
export interface RegisterImport {
  readonly id: string;
  readonly countyCode: string;
  readonly personId: string;
  readonly kind: SheetKind;
  readonly fileName: string;
  readonly dryRun: boolean;
  readonly sheet: string;
  readonly mapping: readonly { readonly index: number; readonly heading: string; readonly field: string }[];
  readonly frame: object;
  readonly skipped: number;
  readonly rows: readonly SheetRowOutcome[];
}

export interface RegisterImports {
  create(tx: Tx, one: RegisterImport): Promise<void>;
}
