import { isBlank, type LedgerRow } from './cell.js';
import { nameByContent } from './content.js';
import { findHeader, type LedgerHeader, type MergedRange } from './header.js';
import { type LedgerField } from './headings.js';
import { type LedgerPlan } from './plan.js';
import { dateSettingOf } from './setting.js';
import { type LedgerVocabulary } from './vocabulary.js';

/** The first rows of a sheet: enough for its header and for a sample of what stands in its columns. */
export interface SheetHead {
  readonly name: string;
  readonly rows: readonly LedgerRow[];
  readonly merges?: readonly MergedRange[];
  readonly from1904?: boolean;
}

/** Columns of which at least one of each group must be there. */
export const needed = {
  place: ['village', 'place', 'villageCode'],
  registered: ['registeredOn'],
  matter: ['title', 'text'],
} as const satisfies Record<string, readonly LedgerField[]>;

export type NeededColumn = keyof typeof needed;

export type SheetProblem =
  | { code: 'no-header'; sheet: string }
  | { code: 'columns-missing'; sheet: string; missing: readonly NeededColumn[]; seen: readonly string[] };

export type SheetFinding = { ok: true; plan: LedgerPlan } | { ok: false; problem: SheetProblem };

/**
 * Recognises a ledger sheet by its first rows: its header by the headings' names, columns without a known name by
 * their content. Says which needed columns are missing, and which headings it saw.
 */
export function recogniseSheet(head: SheetHead, vocabulary: LedgerVocabulary): SheetFinding {
  const found = findHeader(
    head.rows.filter((row) => row.cells.some((cell) => !isBlank(cell))),
    head.merges,
  );
  if (!found) return { ok: false, problem: { code: 'no-header', sheet: head.name } };
  const sample = head.rows.filter((row) => row.line > found.lastLine);
  const columns = nameByContent(widened(found, sample), sample, vocabulary);
  const fields = new Map(columns.flatMap(({ field, index }) => (field ? [[field, index] as const] : [])));
  const missing = (Object.keys(needed) as NeededColumn[]).filter(
    (group) => !needed[group].some((field) => fields.has(field)),
  );
  if (missing.length > 0) {
    const seen = columns.map((column) => column.heading).filter((heading) => heading !== '');
    return { ok: false, problem: { code: 'columns-missing', sheet: head.name, missing, seen } };
  }
  const above = head.rows.filter((row) => row.line < found.firstLine);
  const setting = dateSettingOf(above, head.name, head.from1904);
  return { ok: true, plan: { sheet: head.name, header: { ...found, columns }, fields, setting } };
}

/** Columns without any heading still count: their content may name them. */
function widened(header: LedgerHeader, sample: readonly LedgerRow[]): LedgerHeader['columns'] {
  const width = Math.max(header.columns.length, ...sample.map((row) => row.cells.length));
  const blank = (index: number) => ({ index, heading: '', field: null, by: null });
  return Array.from({ length: width }, (_, index) => header.columns[index] ?? blank(index));
}
