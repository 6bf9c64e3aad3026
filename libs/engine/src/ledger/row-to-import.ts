import { type JudgedRow, type LedgerEntry } from '#domain';

/** A row that was understood, on its way in. */
export interface RowToImport {
  readonly line: number;
  readonly entry: LedgerEntry;
  /** Hex digest under which the matter is known again. */
  readonly fingerprint: string;
  /** The same under older keys, while keys are being changed: a case may still be known by one of them. */
  readonly formerly: readonly string[];
  /** Codes that the sheet states itself; the others are only what a blank cell or a missing column stands for. */
  readonly states: { readonly urgency: boolean; readonly category: boolean };
}

/** Takes over what a judged row says; null of a refused one. `digests` are the keyed hashes of its fingerprint, the current key's first. */
export function rowToImport(
  row: JudgedRow,
  columns: ReadonlySet<string>,
  digests: (fingerprint: string) => readonly string[],
): RowToImport | null {
  const { entry, fingerprint } = row;
  if (row.status === 'rejected' || !entry || fingerprint === undefined) return null;
  const blank = (code: string) => row.problems.some((problem) => problem.code === code);
  const states = {
    urgency: columns.has('urgency') && !blank('urgency-missing'),
    category: columns.has('category') && !blank('category-missing'),
  };
  const [current, ...formerly] = digests(fingerprint);
  return { line: row.line, entry, fingerprint: current!, formerly, states };
}
