import { type Readable } from 'node:stream';
import { type Category } from '#domain';
import { type LedgerRowRecord } from '#engine';
import { type Mark, type ReadRow, writeRejectedRows } from '#ledgers';
import { judgedRowOf, type SheetFrame, sheetOf } from '../../../composition/src/index.js';
import { type Language } from '../http/language.js';

export interface RejectedRows {
  readonly frame: SheetFrame;
  readonly rows: AsyncIterable<LedgerRowRecord>;
  readonly categories: ReadonlyMap<string, Category>;
  readonly villageName: (code: string) => string;
  readonly mark: Mark;
}

/** The refused rows in their own sheet, with problem and suggestion beside each: to be mended and sent again. */
export function rejectedWorkbook(
  { frame, rows, categories, villageName, mark }: RejectedRows,
  language: Language,
): Readable {
  const { ledger, plan } = sheetOf(frame);
  const counts = { rows: 0, accepted: 0, rejected: 0, duplicates: 0, skipped: 0 };
  async function* readRows(): AsyncGenerator<ReadRow> {
    for await (const record of rows) yield { ...judgedRowOf(record, categories), cells: record.original?.cells ?? [] };
  }
  const judging = { sheet: plan.sheet, alsoLedgers: [], mapping: [], plan, linesExpected: 0, counts, rows: readRows };
  return writeRejectedRows(ledger, judging, language, villageName, mark);
}
