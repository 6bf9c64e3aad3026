import { type Readable } from 'node:stream';
import { type Cell, type LedgerRow } from '#domain';
import { type LedgerJudging, type ReadRow } from '../judge-ledger.js';
import { type LedgerSheet, type OpenLedger } from '../open-ledger.js';
import { type Language } from '../telling/language.js';
import { tellProblem } from '../telling/tell-row.js';
import { type Mark } from './mark.js';
import { padded, type RowWithProblems, writeSheetWithProblems } from './sheet-with-problems.js';

/**
 * The refused rows of a ledger as a workbook that can be mended and sent again (`writeSheetWithProblems`). What stood as
 * "same as above" is written out, because the row above may not come along; a place that was not understood stays as it
 * was. Streams; reads and judges the sheet a second time.
 */
export function writeRejectedRows(
  ledger: OpenLedger,
  judging: LedgerJudging,
  language: Language,
  villageName: (code: string) => string,
  mark: Mark,
): Readable {
  const sheet = ledger.sheets.find((candidate) => candidate.name === judging.sheet)!;
  const { firstLine, lastLine, columns } = judging.plan.header;
  const head = headOf(sheet, lastLine);
  const width = Math.max(columns.length, ...head.map((row) => row.cells.length));

  async function* rejected(): AsyncGenerator<RowWithProblems> {
    for await (const row of judging.rows()) {
      if (row.status !== 'rejected') continue;
      const told = row.problems.map((problem) => ({
        ...tellProblem(problem, row.line, language),
        index: problem.index,
      }));
      yield { line: row.line, cells: writtenOut(row), told };
    }
  }

  function writtenOut(row: ReadRow): Cell[] {
    const cells = padded(row.cells, width);
    const { fields } = judging.plan;
    const [township, village] = [fields.get('township'), fields.get('village') ?? fields.get('place')];
    if (township !== undefined) cells[township] = row.township;
    if (row.villageCode !== null && village !== undefined) cells[village] = villageName(row.villageCode);
    return cells;
  }

  const { name, merges } = sheet;
  return writeSheetWithProblems({ name, head, merges, firstLine, lastLine, width }, rejected(), language, mark);
}

function headOf(sheet: LedgerSheet, lastLine: number): readonly LedgerRow[] {
  return sheet.head.filter((row) => row.line <= lastLine);
}
