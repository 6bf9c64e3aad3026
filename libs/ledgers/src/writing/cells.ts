import { type Cell, type DateCell } from '#domain';
import { columnName } from '../workbook/references.js';
import { escaped } from './markup.js';
import { type Look, looks } from './styles.js';

/** How texts are stored: within their cells (streams), or once each in a table at the end (as Excel does). */
export interface TextStore {
  numberOf(text: string): number;
}

/** A cell of a row as markup; blank cells give nothing unless they have a look. */
export function cellMarkup(
  cell: Cell,
  column: number,
  line: number,
  look: Look | undefined,
  texts?: TextStore,
): string {
  const at = `r="${columnName(column)}${line}"`;
  const shown = look ?? (typeof cell === 'string' && formulaLike.test(cell) ? 'text' : undefined);
  const style = shown ? ` s="${looks[shown]}"` : '';
  if (cell === null || cell === undefined || cell === '') return look ? `<c ${at}${style}/>` : '';
  if (typeof cell === 'number') return `<c ${at}${style}><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c ${at}${style} t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'string') {
    if (texts) return `<c ${at}${style} t="s"><v>${texts.numberOf(cell)}</v></c>`;
    return `<c ${at}${style} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  }
  if (cell.kind === 'error') return `<c ${at}${style} t="e"><v>${escaped(cell.code)}</v></c>`;
  return `<c ${at} s="${looks[look ?? (cell.time ? 'dateTime' : 'date')]}"><v>${serialOf(cell)}</v></c>`;
}

/** What a spreadsheet would take for a formula once somebody edits the cell, or saves it as CSV. */
const formulaLike = /^[=+\-@\t\r]/;

/** The day number that Excel shows as this date. */
export function serialOf({ date, time }: DateCell): number {
  const [hour = 0, minute = 0] = (time ?? '00:00').split(':').map(Number);
  // 1970-01-01 is day 25569.
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 25_569 + (hour * 60 + minute) / 1440;
}
