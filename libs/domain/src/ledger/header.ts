import { compact, isDateCell, type LedgerRow, textOf } from './cell.js';
import { fieldOfHeading, headings, type LedgerField } from './headings.js';

/** A column of a ledger, and how its meaning became known. */
export interface LedgerColumn {
  /** 0 is column A. */
  readonly index: number;
  readonly heading: string;
  readonly field: LedgerField | null;
  readonly by: 'heading' | 'content' | null;
}

/** The header of a sheet: its Excel lines, and what each column holds. */
export interface LedgerHeader {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly columns: readonly LedgerColumn[];
  /** Blank-free texts of its rows, by row and column: long sheets print them again on every page. */
  readonly texts: readonly (readonly string[])[];
}

/** A merged range by line and column index, all ends included. */
export interface MergedRange {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** The header's depth that is still believable: a group over a heading over a remark. */
const deepest = 3;
/** Fewer known headings than this are a sentence, not a header. */
const leastFields = 3;
/** A header cell is a word or two; longer texts are data. */
const longestHeading = 30;

/** The first column that the product itself appends to refused rows; it and those behind it are not the sender's words. */
const appended: ReadonlySet<string> = new Set(['原行号', 'Originalline']);

/**
 * Finds the header among the first rows of a sheet: the block of one to three rows that names most fields, wherever
 * title and unit rows push it. Over the columns of a merged group (群众诉求 over 事项, 具体内容) a column has the names of both rows.
 */
export function findHeader(rows: readonly LedgerRow[], merges: readonly MergedRange[] = []): LedgerHeader | undefined {
  let best: { header: LedgerHeader; fields: number; depth: number } | undefined;
  for (let start = 0; start < rows.length; start++) {
    for (let depth = 1; depth <= deepest && start + depth <= rows.length; depth++) {
      const block = rows.slice(start, start + depth);
      if (!couldBeHeader(block)) break;
      const columns = columnsOf(block, merges);
      // Columns that are ignored prove nothing: 填报日期 stands in signatures too.
      const fields = new Set(columns.map(({ field }) => field).filter((field) => field && field !== 'ignored')).size;
      // Of equals the shallower and then the upper block: what a further row adds nothing to is title or data.
      const better = !best || fields > best.fields || (fields === best.fields && depth < best.depth);
      if (fields >= leastFields && better) {
        best = {
          header: { firstLine: block[0]!.line, lastLine: block.at(-1)!.line, columns, texts: textsOf(block) },
          fields,
          depth,
        };
      }
    }
  }
  return best?.header;
}

function couldBeHeader(block: readonly LedgerRow[]): boolean {
  const last = block.at(-1)!;
  if (block.length > 1 && last.line !== block.at(-2)!.line + 1) return false;
  return last.cells.every(
    (cell) => !isDateCell(cell) && typeof cell !== 'number' && textOf(cell).length <= longestHeading,
  );
}

function textsOf(block: readonly LedgerRow[]): string[][] {
  return block.map((row) => row.cells.map((cell) => compact(textOf(cell))));
}

function columnsOf(block: readonly LedgerRow[], merges: readonly MergedRange[]): LedgerColumn[] {
  const width = Math.max(...block.map((row) => row.cells.length));
  const found: { heading: string; field: LedgerField | null; rank: number }[] = [];
  for (let index = 0; index < width; index++) found.push(meaningOf(namesAbove(block, index, merges)));
  const ours = found.findIndex(({ heading }) => appended.has(heading));
  const own = ours < 0 ? width : ours;
  for (const column of found.slice(own)) column.field = null;
  return found.map(({ heading, field, rank }, index) => {
    if (index >= own) return { index, heading, field: 'ignored', by: 'heading' };
    // Two columns of one meaning: the plainer name has it, else the first; the other stays unknown.
    const taken = found.some(
      (other, at) => other.field === field && (other.rank < rank || (other.rank === rank && at < index)),
    );
    const kept = field !== null && !taken ? field : null;
    return { index, heading, field: kept, by: kept ? 'heading' : null };
  });
}

/** The names over one column from the top row of the block down; a group's name reaches over the blanks at its right. */
function namesAbove(block: readonly LedgerRow[], column: number, merges: readonly MergedRange[]): string[] {
  return block.map((row, level) => {
    const own = textOf(row.cells[column]);
    const below = block[level + 1];
    if (own !== '' || !below || textOf(below.cells[column]) === '') return own;
    for (let left = column - 1; left >= 0; left--) {
      const name = textOf(row.cells[left]);
      if (name !== '') return reaches(row.line, left, column, merges) ? name : '';
    }
    return '';
  });
}

function reaches(line: number, from: number, column: number, merges: readonly MergedRange[]): boolean {
  const merge = merges.find((range) => range.firstLine <= line && line <= range.lastLine && range.firstColumn === from);
  return merge ? column <= merge.lastColumn : true;
}

function meaningOf(names: readonly string[]): { heading: string; field: LedgerField | null; rank: number } {
  const written = names.filter((name) => name !== '');
  const own = written.at(-1) ?? '';
  const heading = compact(own);
  const joined = written.map(compact).join('');
  const field = fieldOfHeading(joined) ?? fieldOfHeading(own);
  if (field) return { heading, field, rank: rankOf(field, own) };
  // An unknown word under a known group: the group's name is better than nothing, but yields to any real name.
  const group = written.length > 1 ? fieldOfHeading(written.at(-2)!) : undefined;
  return { heading, field: group ?? null, rank: 1000 };
}

function rankOf(field: LedgerField, heading: string): number {
  const place = headings[field].indexOf(compact(heading));
  return place < 0 ? 500 : place;
}
