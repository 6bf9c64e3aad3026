/** A date as a spreadsheet holds it: a day, and a time of day where the cell carried one (local, never a zone). */
export interface DateCell {
  readonly kind: 'date';
  /** ISO day, `2026-07-13`. */
  readonly date: string;
  /** `16:16`, absent when the cell is a bare day. */
  readonly time?: string;
}

/** A formula that failed: `#N/A`, `#REF!`. */
export interface ErrorCell {
  readonly kind: 'error';
  readonly code: string;
}

/** What a spreadsheet cell holds. Plain values, so that a row costs no more memory than its text. */
export type Cell = string | number | boolean | null | undefined | DateCell | ErrorCell;

/** One sheet row: its number as a person sees it in Excel (1 is the first), and its cells from column A on. */
export interface LedgerRow {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** True for a cell in which a person sees nothing. */
export function isBlank(cell: Cell): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && !visible.test(cell));
}

/** True for a cell that holds a real spreadsheet date. */
export function isDateCell(cell: Cell): cell is DateCell {
  return typeof cell === 'object' && cell !== null && cell.kind === 'date';
}

/** The cell as a person reads it: dates as ISO days, numbers without exponent, errors by their code; blank gives ''. */
export function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return tidy(cell);
  if (typeof cell === 'number') return plainNumber(cell);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return cell.kind === 'date' ? cell.date + (cell.time ? ` ${cell.time}` : '') : cell.code;
}

/** The cell as it was written, for texts that people will read again: their own punctuation stays; blanks at the ends go. */
export function asWritten(cell: Cell): string {
  return typeof cell === 'string' ? cell.replace(invisible, '').replace(/\r\n?/g, '\n').trim() : textOf(cell);
}

/** Full-width letters and digits become half-width, invisible characters go, runs of blanks shrink; line breaks stay. */
export function tidy(text: string): string {
  if (plain.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

/** `tidy` without any blank at all: the form in which names, headings and labels are compared. */
export function compact(text: string): string {
  return tidy(text).replace(/\s+/g, '');
}

/** Anything that a person sees; stops at the first such character, which is mostly the first of all. */
const visible = /[^\s\u200B-\u200F\u2060\uFEFF\u00AD]/;

/** Zero-width marks that arrive from web pages. */
const invisible = /[\u200B-\u200F\u2060\uFEFF\u00AD]/g;

/** Chinese and simple Latin runs need no tidying; most cells of a ledger are such runs, and normalising is not free. */
const plain = /^[\u4E00-\u9FA5A-Za-z0-9./:-]*$/;

/** Phone numbers and 12-digit codes arrive as numbers; an exponent would lose them. */
function plainNumber(value: number): string {
  return Number.isSafeInteger(value) ? value.toFixed(0) : String(value);
}
