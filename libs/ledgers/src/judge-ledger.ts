import { hash } from 'node:crypto';
import {
  type JudgedRow,
  type LedgerColumn,
  LedgerJudge,
  type LedgerPlan,
  type LedgerRow,
  type LedgerVocabulary,
  recogniseSheet,
  type SheetProblem,
} from '#domain';
import { type FileProblem } from './file-problem.js';
import { type LedgerSheet, type OpenLedger } from './open-ledger.js';

/** Why no rows came out of a file: the file itself, or no sheet in it that reads as a ledger. */
export type LedgerProblem =
  | FileProblem
  | { code: 'no-ledger-sheet'; sheets: readonly SheetProblem[] }
  | { code: 'sheet-unknown'; sheet: string; sheets: readonly string[] };

/** Counts of a ledger: rows = accepted + rejected + duplicates; skipped are lines that are no rows (blank, total, signature). */
export interface LedgerCounts {
  rows: number;
  accepted: number;
  rejected: number;
  duplicates: number;
  skipped: number;
}

/** A judged row with its cells as they stood in the file, for the workbook of refused rows. */
export type ReadRow = JudgedRow & { readonly cells: LedgerRow['cells'] };

/** A ledger sheet understood, its rows still to be read. */
export interface LedgerJudging {
  readonly sheet: string;
  /** Other sheets that read as ledgers too: they are not imported, and the person is told. */
  readonly alsoLedgers: readonly string[];
  /** Known columns: letter and heading in the sheet, field, and whether the heading or the content told it. */
  readonly mapping: readonly (LedgerColumn & { readonly field: NonNullable<LedgerColumn['field']> })[];
  readonly plan: LedgerPlan;
  /** Lines with something in them, header included: the measure for a progress bar. */
  readonly linesExpected: number;
  /** Grows while `rows` is read; begins anew with each reading. */
  readonly counts: LedgerCounts;
  /** Reads and judges the rows in file order, from the file each time it is called. */
  rows(): AsyncGenerator<ReadRow>;
}

/**
 * Chooses the data sheet (most rows among visible sheets that read as ledgers, or the one asked for) and judges its rows
 * as they stream by; nothing is collected, so the caller decides how many it holds.
 */
export function judgeLedger(
  ledger: OpenLedger,
  vocabulary: LedgerVocabulary,
  wanted?: string,
): { ok: true; judging: LedgerJudging } | { ok: false; problem: LedgerProblem } {
  const sheets = wanted === undefined ? ledger.sheets : ledger.sheets.filter((sheet) => sheet.name === wanted);
  if (sheets.length === 0) {
    const names = ledger.sheets.map((sheet) => sheet.name);
    return { ok: false, problem: { code: 'sheet-unknown', sheet: wanted ?? '', sheets: names } };
  }
  const found = sheets.map((sheet) => ({
    sheet,
    finding: recogniseSheet(
      { name: sheet.name, rows: sheet.head, merges: sheet.merges, from1904: ledger.from1904 },
      vocabulary,
    ),
  }));
  const readable = found.flatMap(({ sheet, finding }) => (finding.ok ? [{ sheet, plan: finding.plan }] : []));
  const chosen = readable.sort((a, b) => sheetWeight(b.sheet) - sheetWeight(a.sheet))[0];
  if (!chosen) {
    const problems = found.flatMap(({ finding }) => (finding.ok ? [] : [finding.problem]));
    return { ok: false, problem: { code: 'no-ledger-sheet', sheets: problems } };
  }
  const others = readable.slice(1).map(({ sheet }) => sheet.name);
  return { ok: true, judging: judgingOf(ledger, chosen.sheet, chosen.plan, others, vocabulary) };
}

/** A digest of a fingerprint that can be kept and compared: the fingerprint itself holds a name and a title. */
export function fingerprintDigest(fingerprint: string): string {
  return hash('sha256', fingerprint, 'base64url');
}

function judgingOf(
  ledger: OpenLedger,
  sheet: LedgerSheet,
  plan: LedgerPlan,
  alsoLedgers: readonly string[],
  vocabulary: LedgerVocabulary,
): LedgerJudging {
  const counts: LedgerCounts = { ...none };
  return {
    sheet: sheet.name,
    alsoLedgers,
    mapping: plan.header.columns.flatMap((column) => (column.field ? [{ ...column, field: column.field }] : [])),
    plan,
    linesExpected: sheet.rows,
    counts,
    rows: () => judgedRows(ledger.rowsOf(sheet.name), plan, vocabulary, counts),
  };
}

async function* judgedRows(
  batches: AsyncGenerator<readonly LedgerRow[]>,
  plan: LedgerPlan,
  vocabulary: LedgerVocabulary,
  counts: LedgerCounts,
): AsyncGenerator<ReadRow> {
  Object.assign(counts, none);
  const judge = new LedgerJudge(plan, vocabulary, fingerprintDigest);
  let line = plan.header.lastLine;
  for await (const batch of batches) {
    for (const row of batch) {
      if (row.line <= plan.header.lastLine) continue;
      // Blank lines between rows are not handed on by the reader, but a person counts them.
      counts.skipped += row.line - line - 1;
      line = row.line;
      const verdict = judge.judge(row);
      if (verdict.kind === 'skipped') {
        counts.skipped++;
        continue;
      }
      counts.rows++;
      counts[countOf[verdict.row.status]]++;
      yield { ...verdict.row, cells: row.cells };
    }
  }
}

const none: LedgerCounts = { rows: 0, accepted: 0, rejected: 0, duplicates: 0, skipped: 0 };

const countOf = { accepted: 'accepted', rejected: 'rejected', duplicate: 'duplicates' } as const;

/** Which sheet is the one that is meant: hidden ones and samples come last, however long they are. */
export function sheetWeight(sheet: LedgerSheet): number {
  if (sheet.hidden) return sheet.rows - 2_000_000;
  return /示例|样表|样例|范例|模板|填表说明|填报说明|字典|说明/.test(sheet.name) ? sheet.rows - 1_000_000 : sheet.rows;
}
