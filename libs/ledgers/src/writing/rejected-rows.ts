import { type Readable } from 'node:stream';
import { type Cell, type LedgerRow } from '#domain';
import { type LedgerJudging, type ReadRow } from '../judge-ledger.js';
import { type LedgerSheet, type OpenLedger } from '../open-ledger.js';
import { type Language } from '../telling/language.js';
import { tellProblem } from '../telling/tell-row.js';
import { columnName } from '../workbook/references.js';
import { type Look } from './styles.js';
import { type RowToWrite, writeWorkbook } from './write-workbook.js';

const added = { zh: ['原行号', '问题', '建议'], en: ['Original line', 'Problem', 'Suggestion'] } as const;

/**
 * The refused rows as a workbook that can be mended and sent again: the sheet's own title and header, the cells as they were
 * (faulty ones marked), and behind them the original line, the problem and the suggestion. What stood as
 * "same as above" is written out, because the row above may not come along; a place that was not understood stays as it was. Streams;
 * reads and judges the sheet a second time.
 */
export function writeRejectedRows(
  ledger: OpenLedger,
  judging: LedgerJudging,
  language: Language,
  villageName: (code: string) => string,
): Readable {
  const sheet = ledger.sheets.find((candidate) => candidate.name === judging.sheet)!;
  const { firstLine, lastLine, columns } = judging.plan.header;
  const width = Math.max(columns.length, ...headOf(sheet, lastLine).map((row) => row.cells.length));
  const merges = sheet.merges
    .filter((range) => range.lastLine <= lastLine)
    .map(
      (range) => `${columnName(range.firstColumn)}${range.firstLine}:${columnName(range.lastColumn)}${range.lastLine}`,
    );

  async function* rows(): AsyncGenerator<RowToWrite> {
    for (const { line, cells } of headOf(sheet, lastLine)) {
      const header = line >= firstLine;
      yield {
        line,
        cells: line === lastLine ? [...padded(cells, width), ...added[language]] : cells,
        looks: header ? 'heading' : undefined,
      };
    }
    for await (const row of judging.rows()) {
      if (row.status === 'rejected') yield rejected(row);
    }
  }

  function rejected(row: ReadRow): RowToWrite {
    const cells = padded(row.cells, width);
    const { fields } = judging.plan;
    const [township, village] = [fields.get('township'), fields.get('village') ?? fields.get('place')];
    if (township !== undefined) cells[township] = row.township;
    if (row.villageCode !== null && village !== undefined) cells[village] = villageName(row.villageCode);
    const told = row.problems.map((problem) => tellProblem(problem, row.line, language));
    const marks: (Look | undefined)[] = Array.from({ length: width + added[language].length });
    for (const { index } of row.problems) if (index !== null) marks[index] = 'problem';
    marks.fill('problem', width + 1);
    const list = (say: (problem: (typeof told)[number]) => string) => told.map(say).join('\n');
    return {
      cells: [
        ...cells,
        row.line,
        list((it) => (it.column ? `${it.column}：${it.reason}` : it.reason)),
        list((it) => it.suggestion),
      ],
      looks: marks,
    };
  }

  const widths = [...Array.from({ length: width }, () => 14), 8, 40, 48];
  return writeWorkbook([{ name: judging.sheet, rows: rows(), merges, widths, frozen: lastLine }]);
}

function headOf(sheet: LedgerSheet, lastLine: number): readonly LedgerRow[] {
  return sheet.head.filter((row) => row.line <= lastLine);
}

function padded(cells: readonly Cell[], width: number): Cell[] {
  return Array.from({ length: width }, (_, index) => cells[index] ?? null);
}
