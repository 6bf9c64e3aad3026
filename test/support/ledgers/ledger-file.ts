import { type Cell } from '#domain';
import { bytesOf, writeWorkbook } from '#ledgers';

/** A row of a ledger by field; what is left out is a blank cell. */
export interface WrittenRow {
  readonly registered?: Cell;
  readonly township?: string;
  readonly village?: string;
  readonly requester?: string;
  readonly phone?: string;
  readonly title?: string;
  readonly text?: string;
  readonly category?: string;
  readonly urgency?: string;
  readonly tier?: string;
  readonly unit?: string;
  readonly progress?: string;
  readonly completed?: Cell;
  readonly result?: string;
}

const headings: Readonly<Record<keyof WrittenRow, string>> = {
  registered: '登记日期',
  township: '乡镇',
  village: '行政村',
  requester: '诉求人',
  phone: '联系电话',
  title: '问题标题',
  text: '问题描述',
  category: '类别',
  urgency: '紧急程度',
  tier: '清单层级',
  unit: '主办单位',
  progress: '办理进展',
  completed: '办结日期',
  result: '办理结果',
};
const fields = Object.keys(headings) as (keyof WrittenRow)[];

/** A ledger as a workbook: one header row (line 1), then the rows from line 2 on. */
export async function ledgerFile(rows: Iterable<WrittenRow>): Promise<Buffer> {
  function* sheet() {
    yield { cells: fields.map((field) => headings[field]) };
    for (const row of rows) yield { cells: fields.map((field) => row[field] ?? null) };
  }
  return bytesOf(writeWorkbook([{ name: '问题台账', rows: sheet() }]));
}
