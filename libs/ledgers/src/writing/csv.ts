import { type Cell } from '#domain';

/** A spreadsheet program takes a cell that begins so for a formula, also where it stood in quotes. */
const looksLikeFormula = /^[\s]*[=+\-@\t\r\n＝＋－＠]/;

/** Rows as CSV that spreadsheet programs read as UTF-8; a text that they would calculate with gets an apostrophe in front. */
export async function csvOf(rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>): Promise<Buffer> {
  const lines: string[] = [];
  for await (const cells of rows) lines.push(cells.map(cellOf).join(','));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8');
}

function cellOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  const text = typeof cell === 'string' ? guarded(cell) : cell.kind === 'error' ? cell.code : dated(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function guarded(text: string): string {
  return looksLikeFormula.test(text) ? `'${text}` : text;
}

function dated({ date, time }: { date: string; time?: string | null }): string {
  return time ? `${date} ${time}` : date;
}
