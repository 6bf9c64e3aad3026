import { countyOf, inForceOn, regionKinds, type RegionKind, type SuccessorDecision, type ToldDivision } from '#domain';
import { type CsvLine, csvLines } from './csv-lines.js';
import { readRegions } from './read-regions.js';
import { type RegionProblem } from './region-row.js';

export type ReadEdition =
  | {
      readonly ok: true;
      readonly divisions: readonly ToldDivision[];
      /** Successors that the file itself names, of divisions that it says have ended. */
      readonly decisions: ReadonlyMap<string, SuccessorDecision>;
    }
  | { readonly ok: false; readonly problems: readonly RegionProblem[] };

/**
 * Reads the divisions of `county` in force on `day` from a file: CSV in the shape of `config/regions`, or the layout of
 * the published code lists, a village a line with its township (`township_code, township_name, village_code,
 * village_name`, and perhaps `short_name`, `type`, `urban_rural_code`), as CSV or as a JSON list of such objects. A list
 * may hold other counties too: they are passed over.
 */
export function readEdition(file: string, county: string, day: string): ReadEdition {
  if (/^\s*[[{]/.test(file.replace(/^\uFEFF/, ''))) return readJson(file.replace(/^\uFEFF/, ''), county);
  const [head, ...body] = csvLines(file);
  if (head?.cells.includes('village_code')) return readLines(head, body, county);
  const read = readRegions(file);
  if (!read.ok) return read;
  const divisions = inForceOn(read.rows, day);
  const there = new Set(divisions.map(({ code }) => code));
  const gone = read.rows.filter(({ code, validTo, successorCode }) => validTo && successorCode && !there.has(code));
  const decisions = gone.map(({ code, successorCode }) => [code, one(successorCode!)] as const);
  return complete(
    divisions.filter(({ code }) => countyOf(code) === county),
    new Map(decisions),
  );
}

const one = (successor: string): SuccessorDecision => ({ successors: [successor], heir: successor });

function readJson(text: string, county: string): ReadEdition {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problems: [{ line: 1, column: '', code: 'not-json' }] };
  }
  const list = Array.isArray(value) ? value : (value as { villages?: unknown }).villages;
  if (!Array.isArray(list)) return { ok: false, problems: [{ line: 1, column: '', code: 'no-divisions' }] };
  const objects = list.map((entry: unknown) => (typeof entry === 'object' && entry !== null ? entry : {}) as object);
  const columns = [...new Set(objects.flatMap((entry) => Object.keys(entry)))];
  // a JSON list has no lines: its entries are counted
  const lines = objects.map((entry, index) => ({
    line: index + 1,
    cells: columns.map((column) => String((entry as Record<string, unknown>)[column] ?? '').trim()),
  }));
  return readLines({ line: 1, cells: columns }, lines, county);
}

const needed = ['township_code', 'township_name', 'village_code', 'village_name'] as const;

function readLines(head: CsvLine, body: readonly CsvLine[], county: string): ReadEdition {
  const missing = needed.filter((column) => !head.cells.includes(column));
  if (missing.length > 0)
    return { ok: false, problems: missing.map((column) => ({ line: head.line, column, code: 'missing-column' })) };
  const problems: RegionProblem[] = [];
  const found = new Map<string, ToldDivision>();
  for (const { line, cells } of body) {
    const cell = (column: string) => cells[head.cells.indexOf(column)] ?? '';
    if (!cell('village_code').startsWith(county) && /^\d{12}$/.test(cell('village_code'))) continue;
    const report = (column: string, code: RegionProblem['code']) =>
      void problems.push({ line, column, code, value: cell(column) });
    if (!/^\d{12}$/.test(cell('village_code'))) report('village_code', 'bad-code');
    else if (found.has(cell('village_code'))) report('village_code', 'in-force-twice');
    if (!/^\d{9}$/.test(cell('township_code'))) report('township_code', 'bad-code');
    else if (!cell('village_code').startsWith(cell('township_code'))) report('village_code', 'no-parent');
    for (const column of ['township_name', 'village_name']) if (cell(column) === '') report(column, 'missing');
    const has = (column: string) => head.cells.includes(column);
    const kind = has('type') ? kindOf(cell('type')) : undefined;
    if (has('type') && !kind) report('type', 'unknown-kind');
    if (has('county_code') && has('county_name') && cell('county_name') !== '')
      found.set(county, { code: county, name: cell('county_name') });
    found.set(cell('township_code'), { code: cell('township_code'), name: cell('township_name') });
    found.set(cell('village_code'), {
      ...{ code: cell('village_code'), name: cell('village_name'), kind },
      ...(has('short_name') && { shortName: cell('short_name') || null }),
      ...(has('urban_rural_code') && { urbanRuralClass: cell('urban_rural_code') || null }),
    });
  }
  return problems.length > 0 ? { ok: false, problems } : complete([...found.values()], new Map());
}

/** `village_committee`, `quasi_residents`: the lists write the kinds their own way. */
function kindOf(written: string): RegionKind | undefined {
  const name = written.replaceAll('_', '-').replace(/^quasi-(residents|village)$/, 'quasi-$1-committee');
  return regionKinds.find((kind) => kind === name);
}

function complete(divisions: readonly ToldDivision[], decisions: ReadonlyMap<string, SuccessorDecision>): ReadEdition {
  if (divisions.some(({ code }) => code.length === 12))
    return { ok: true, divisions: [...divisions].sort((a, b) => (a.code < b.code ? -1 : 1)), decisions };
  return { ok: false, problems: [{ line: 1, column: '', code: 'no-divisions' }] };
}
