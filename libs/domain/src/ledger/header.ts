import { compact, isDateCell, type LedgerRow, textOf } from './cell.js';
import { ledgerHeadings, type LedgerField } from './headings.js';
import { type HeadingWords } from './heading-words.js';

/** A column of a sheet, and how its meaning became known. */
export interface SheetColumn<Field extends string> {
  /** 0 is column A. */
  readonly index: number;
  readonly heading: string;
  readonly field: Field | null;
  readonly by: 'heading' | 'content' | null;
}

export type LedgerColumn = SheetColumn<LedgerField>;

/** The header of a sheet: its Excel lines, and what each column holds. */
export interface SheetHeader<Field extends string> {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly columns: readonly SheetColumn<Field>[];
  /** Blank-free texts of its rows, by row and column: long sheets print them again on every page. */
  readonly texts: readonly (readonly string[])[];
}

export type LedgerHeader = SheetHeader<LedgerField>;

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
  return headerAmong(rows, merges, ledgerHeadings, leastFields);
}

/** The same for a sheet of another kind, with its own words for its own fields; `least` of them make a header. */
export function headerAmong<Field extends string>(
  rows: readonly LedgerRow[],
  merges: readonly MergedRange[],
  words: HeadingWords<Field>,
  least: number,
): SheetHeader<Field> | undefined {
  let best: { header: SheetHeader<Field>; fields: number; depth: number } | undefined;
  for (let start = 0; start < rows.length; start++) {
    for (let depth = 1; depth <= deepest && start + depth <= rows.length; depth++) {
      const block = rows.slice(start, start + depth);
      if (!couldBeHeader(block)) break;
      const columns = columnsOf(block, merges, words);
      // Columns that are ignored prove nothing: 填报日期 stands in signatures too.
      const fields = new Set(columns.map(({ field }) => field).filter((field) => field && field !== words.ignored))
        .size;
      // Of equals the shallower and then the upper block: what a further row adds nothing to is title or data.
      const better = !best || fields > best.fields || (fields === best.fields && depth < best.depth);
      if (fields >= least && better) {
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

function columnsOf<Field extends string>(
  block: readonly LedgerRow[],
  merges: readonly MergedRange[],
  words: HeadingWords<Field>,
): SheetColumn<Field>[] {
  const width = Math.max(...block.map((row) => row.cells.length));
  const found: Meaning<Field>[] = [];
  for (let index = 0; index < width; index++) found.push(meaningOf(namesAbove(block, index, merges), words));
  const ours = found.findIndex(({ heading }) => appended.has(heading));
  const own = ours < 0 ? width : ours;
  for (const column of found.slice(own)) column.field = null;
  return found.map(({ heading, field, rank }, index) => {
    if (index >= own) return { index, heading, field: words.ignored, by: 'heading' };
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

interface Meaning<Field extends string> {
  readonly heading: string;
  field: Field | null;
  readonly rank: number;
}

function meaningOf<Field extends string>(names: readonly string[], words: HeadingWords<Field>): Meaning<Field> {
  const written = names.filter((name) => name !== '');
  const own = written.at(-1) ?? '';
  const heading = compact(own);
  const joined = written.map(compact).join('');
  const field = words.fieldOf(joined) ?? words.fieldOf(own);
  if (field) return { heading, field, rank: words.rankOf(field, own) };
  // An unknown word under a known group: the group's name is better than nothing, but yields to any real name.
  const group = written.length > 1 ? words.fieldOf(written.at(-2)!) : undefined;
  return { heading, field: group ?? null, rank: 1000 };
}
