import { csvLines } from './csv-lines.js';
import { judgeRegions } from './judge-regions.js';
import { type PlacedRow, regionKinds, type RegionProblem, type RegionRow } from './region-row.js';

export type ReadRegions =
  | { readonly ok: true; readonly rows: readonly RegionRow[] }
  | { readonly ok: false; readonly problems: readonly RegionProblem[] };

const columns = [
  'code',
  'name',
  'short_name',
  'kind',
  'urban_rural_class',
  'valid_from',
  'valid_to',
  'successor_code',
] as const;
type Column = (typeof columns)[number];

/**
 * Reads a county's divisions from CSV (`config/regions/*.csv`): columns by their headings. All problems are
 * told at once.
 */
export function readRegions(csv: string): ReadRegions {
  const [head, ...body] = csvLines(csv);
  const missing = columns.filter((column) => !head?.cells.includes(column));
  if (!head || missing.length > 0) {
    const line = head?.line ?? 1;
    return { ok: false, problems: missing.map((column) => ({ line, column, code: 'missing-column' })) };
  }
  const problems: RegionProblem[] = [];
  const rows = body.flatMap(({ line, cells }): PlacedRow[] => {
    if (cells.length !== head.cells.length) {
      problems.push({ line, column: '', code: 'wrong-number-of-cells', value: String(cells.length) });
      return [];
    }
    const row = readRow(line, (column) => cells[head.cells.indexOf(column)]!, problems);
    return row ? [{ line, row }] : [];
  });
  if (problems.length === 0) problems.push(...judgeRegions(rows));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, rows: rows.map(({ row }) => row) };
}

function readRow(line: number, cell: (column: Column) => string, problems: RegionProblem[]): RegionRow | null {
  const before = problems.length;
  const report = (column: Column, code: RegionProblem['code']) =>
    problems.push({ line, column, code, value: cell(column) });
  const kind = regionKinds.find((one) => one === cell('kind'));
  if (!isCode(cell('code'))) report('code', 'bad-code');
  if (cell('name') === '') report('name', 'missing');
  if (!kind) report('kind', 'unknown-kind');
  if (!isDate(cell('valid_from'))) report('valid_from', 'bad-date');
  if (cell('valid_to') !== '' && !isDate(cell('valid_to'))) report('valid_to', 'bad-date');
  if (cell('valid_to') !== '' && cell('valid_to') <= cell('valid_from')) report('valid_to', 'ends-before-it-begins');
  if (!kind || problems.length > before) return null;
  return {
    code: cell('code'),
    name: cell('name'),
    shortName: cell('short_name') || null,
    kind,
    urbanRuralClass: cell('urban_rural_class') || null,
    validFrom: cell('valid_from'),
    validTo: cell('valid_to') || null,
    successorCode: cell('successor_code') || null,
  };
}

function isCode(text: string): boolean {
  return /^(\d{6}|\d{9}|\d{12})$/.test(text);
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
