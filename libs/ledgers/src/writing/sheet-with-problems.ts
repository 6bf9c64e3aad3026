import { type Readable } from 'node:stream';
import { type Cell, type LedgerRow, type MergedRange } from '#domain';
import { type Language } from '../telling/language.js';
import { columnName } from '../workbook/references.js';
import { type Mark } from './mark.js';
import { type Look } from './styles.js';
import { type RowToWrite, writeWorkbook } from './write-workbook.js';

/** What is appended to the columns of a sheet: where a row stood, what is wrong, and what to do. */
const added = { zh: ['原行号', '问题', '建议'], en: ['Original line', 'Problem', 'Suggestion'] } as const;

/** A sheet of which only the head is left. */
export interface SheetHeadToWrite {
  readonly name: string;
  readonly head: readonly LedgerRow[];
  readonly merges: readonly MergedRange[];
  /** First and last line of the header. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly width: number;
}

/** A refused row: its cells, and what is wrong with them, told. */
export interface RowWithProblems {
  readonly line: number;
  readonly cells: readonly Cell[];
  readonly told: readonly {
    /** 0 is A; null where the sheet has no such column. */
    readonly index: number | null;
    readonly column: string;
    readonly reason: string;
    readonly suggestion: string;
  }[];
}

/**
 * Refused rows in their own sheet, to be mended and sent again: title and header as they were, the cells with the faulty
 * ones marked, and behind them the original line, the problem and the suggestion. Streams. The mark of who takes it is
 * in no cell, since all cells come back.
 */
export function writeSheetWithProblems(
  sheet: SheetHeadToWrite,
  rejected: AsyncIterable<RowWithProblems> | Iterable<RowWithProblems>,
  language: Language,
  mark: Mark,
): Readable {
  const { firstLine, lastLine, width } = sheet;
  const merges = sheet.merges
    .filter((range) => range.lastLine <= lastLine)
    .map(
      (range) => `${columnName(range.firstColumn)}${range.firstLine}:${columnName(range.lastColumn)}${range.lastLine}`,
    );

  async function* rows(): AsyncGenerator<RowToWrite> {
    for (const { line, cells } of sheet.head.filter((row) => row.line <= lastLine)) {
      yield {
        line,
        cells: line === lastLine ? [...padded(cells, width), ...added[language]] : cells,
        looks: line >= firstLine ? 'heading' : undefined,
      };
    }
    for await (const row of rejected) yield markedRow(row, width, added[language].length);
  }

  const widths = [...Array.from({ length: width }, () => 14), 8, 40, 48];
  return writeWorkbook([{ name: sheet.name, rows: rows(), merges, widths, frozen: lastLine }], { mark });
}

/** The cells filled up with blanks to a width. */
export function padded(cells: readonly Cell[], width: number): Cell[] {
  return Array.from({ length: width }, (_, index) => cells[index] ?? null);
}

function markedRow({ line, cells, told }: RowWithProblems, width: number, more: number): RowToWrite {
  const marks: (Look | undefined)[] = Array.from({ length: width + more });
  for (const { index } of told) if (index !== null) marks[index] = 'problem';
  marks.fill('problem', width + 1);
  const problems = told.map(({ column, reason }) => (column ? `${column}：${reason}` : reason));
  const suggestions = told.map(({ suggestion }) => suggestion);
  return { cells: [...padded(cells, width), line, problems.join('\n'), suggestions.join('\n')], looks: marks };
}
