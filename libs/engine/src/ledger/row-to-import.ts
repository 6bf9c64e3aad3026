import { type JudgedRow, type LedgerEntry } from '#domain';

/** A row that was understood, on its way in. */
export interface RowToImport {
  readonly line: number;
  readonly entry: LedgerEntry;
  /** Hex digest under which the matter is known again. */
  readonly fingerprint: string;
  /** Codes that the sheet states itself; the others are only what a blank cell or a missing column stands for. */
  readonly states: { readonly urgency: boolean; readonly category: boolean };
}

/** Takes over what a judged row says; null of a refused one. `digest` is the keyed hash of its fingerprint. */
export function rowToImport(
  row: JudgedRow,
  columns: ReadonlySet<string>,
  digest: (fingerprint: string) => string,
): RowToImport | null {
  const { entry, fingerprint } = row;
  if (row.status === 'rejected' || !entry || fingerprint === undefined) return null;
  const blank = (code: string) => row.problems.some((problem) => problem.code === code);
  const states = {
    urgency: columns.has('urgency') && !blank('urgency-missing'),
    category: columns.has('category') && !blank('category-missing'),
  };
  return { line: row.line, entry, fingerprint: digest(fingerprint), states };
}
