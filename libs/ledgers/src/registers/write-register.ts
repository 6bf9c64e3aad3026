import { type Readable } from 'node:stream';
import { type Cell, exampleMark, type SheetField, sheetHeadings, type SheetKind } from '#domain';
import { columnName } from '../workbook/references.js';
import { type Mark } from '../writing/mark.js';
import { type RowToWrite, writeWorkbook } from '../writing/write-workbook.js';

/** The columns of each register as it is written: what is written reads back the same. */
export const registerColumns: Readonly<Record<SheetKind, readonly SheetField[]>> = {
  people: ['name', 'personId'],
  postings: ['name', 'personId', 'organisation', 'role', 'rank', 'region', 'from', 'to'],
  links: ['name', 'personId', 'role', 'township', 'region', 'principal', 'from', 'to'],
  duty: ['name', 'personId', 'role', 'organisation', 'region', 'from', 'to'],
};

const titles: Readonly<Record<SheetKind, string>> = {
  people: '人员名册',
  postings: '岗位名册',
  links: '挂村名册',
  duty: '值班表',
};

const examples: Readonly<Record<SheetKind, Partial<Readonly<Record<SheetField, Cell>>>>> = {
  people: {},
  postings: { organisation: '水利局', role: '承办人', region: '县', from: day('2026-01-01'), to: null },
  links: { role: '挂村领导', township: '某某镇', region: '某某村', principal: '是', from: day('2026-01-01'), to: null },
  duty: {
    ...{ role: '带班领导', region: '县' },
    ...{
      from: { kind: 'date', date: '2026-01-01', time: '08:00' },
      to: { kind: 'date', date: '2026-01-02', time: '08:00' },
    },
  },
};

const notes: readonly string[] = [
  '一、第一行是示例,导入时会跳过。',
  '二、人员编号可以不写;有人同名时写明,编号见导出的名册。',
  '三、只写日期的结束时间,是最后一天;没有结束就留空。',
  '四、单位、乡镇、村写名称或代码都可以。',
];

/** The heading by which templates and exports call a column. */
export function registerHeading(kind: SheetKind, field: SheetField): string {
  return sheetHeadings[kind].words[field][0]!;
}

/** A register as a workbook: title, a line that says who took it, headings, rows. Streams. */
export function writeRegister(kind: SheetKind, mark: Mark, rows: AsyncIterable<readonly Cell[]>): Readable {
  const headings = registerColumns[kind].map((field) => registerHeading(kind, field));
  async function* lines(): AsyncGenerator<RowToWrite> {
    yield { cells: [titles[kind]], looks: ['title'] };
    yield { cells: [mark.text] };
    yield { cells: headings, looks: 'heading' };
    for await (const cells of rows) yield { cells };
  }
  const last = columnName(headings.length - 1);
  const merges = headings.length > 1 ? [`A1:${last}1`, `A2:${last}2`] : [];
  const sheet = { name: titles[kind], rows: lines(), merges, widths: headings.map(() => 18), frozen: 3 };
  return writeWorkbook([sheet], { mark });
}

/** An empty sheet to fill in: headings, and an example that is skipped when the sheet comes back. */
export function writeRegisterTemplate(kind: SheetKind): Readable {
  const columns = registerColumns[kind];
  const example = { name: `${exampleMark}·张三`, ...examples[kind] } as Partial<Record<SheetField, Cell>>;
  const rows: RowToWrite[] = [
    { cells: columns.map((field) => registerHeading(kind, field)), looks: 'heading' },
    { cells: columns.map((field) => example[field] ?? null) },
  ];
  return writeWorkbook([
    { name: titles[kind], rows, widths: columns.map(() => 18), frozen: 1 },
    { name: '填表说明', rows: notes.map((note) => ({ cells: [note] })), widths: [80] },
  ]);
}

function day(date: string): Cell {
  return { kind: 'date', date };
}
