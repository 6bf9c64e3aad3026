import { type Cell, type LedgerKnowledge } from '#domain';
import { bytesOf } from '../writing/bytes-of.js';
import { type RowToWrite, type SheetToWrite, writeWorkbook } from '../writing/write-workbook.js';
import { columnName } from '../workbook/references.js';
import { drawLayout, type Layout } from './layout.js';
import { MessySheet } from './messy-sheet.js';
import { type Chance, chanceFrom } from './random.js';
import { type MessyLedger } from './truth.js';

/**
 * A workbook as townships really send it, and the truth of each row: instruction sheets, titles, headers of one or two
 * rows in any order, forgotten headings, every notation of dates, places left to the row above, repeated rows, totals,
 * signatures and planted defects. All persons and matters are made up; the same seed gives the same bytes.
 */
export async function messyLedger(county: LedgerKnowledge, seed: number): Promise<MessyLedger> {
  const chance = chanceFrom(seed);
  const layout = drawLayout(chance);
  const top = titleRows(chance, county, layout.columns.length);
  const headerFrom = top.rows.length + 1;
  const header = layout.header.map((cells, index): RowToWrite => ({
    line: headerFrom + index,
    cells,
    looks: 'heading',
  }));
  const sheet = new MessySheet(chance, county, layout, top.year, headerFrom + header.length - 1);
  fill(sheet, chance, county, layout);

  const name = chance.pick(['问题清单', '急难愁盼台账', 'Sheet1']);
  const merges = [
    ...(top.rows.length > 0 ? [`A1:${columnName(layout.columns.length - 1)}1`] : []),
    ...layout.merges.map(
      ([row, from, toRow, to]) => `${columnName(from)}${headerFrom + row}:${columnName(to)}${headerFrom + toRow}`,
    ),
  ];
  const data: SheetToWrite = { name, rows: [...top.rows, ...header, ...sheet.rows], merges };
  const sheets = [...instructions(chance), data];
  const texts = chance.pick(['inline', 'shared'] as const);
  const bytes = await bytesOf(writeWorkbook(chance.happens(0.85) ? sheets : sheets.reverse(), { texts }));
  return { bytes, sheet: name, truth: sheet.truth, skipped: sheet.skipped };
}

/** Rows of several townships, and between and behind them the lines that are no rows. */
function fill(sheet: MessySheet, chance: Chance, county: LedgerKnowledge, layout: Layout): void {
  const width = layout.columns.length;
  for (const township of chance.shuffled(county.townships).slice(0, chance.between(3, 6))) {
    const villages = county.villages.filter((village) => village.townshipCode === township.code);
    if (chance.happens(0.15)) sheet.aside([`${chance.pick(['', '一、', '（二）'])}${township.name}`]);
    for (const village of chance.shuffled(villages).slice(0, chance.between(2, 5))) {
      for (let count = chance.between(1, 4); count > 0; count--) sheet.matter(village);
      if (chance.happens(0.06)) sheet.aside([]);
    }
    if (chance.happens(0.2))
      sheet.aside(line(width, { 0: chance.pick(['小计', '小 计', `${township.name}小计`]), [width - 1]: 12 }));
    if (chance.happens(0.1)) for (const heading of layout.header) sheet.aside(heading);
  }
  if (layout.columns[0] === 'serial') for (let left = chance.between(0, 3); left > 0; left--) sheet.aside([200 + left]);
  if (chance.happens(0.8))
    sheet.aside(line(width, { 0: chance.pick(['合计', '总 计', '合计：']), 3: sheet.truth.length }));
  sheet.aside(
    line(width, { 0: chance.pick(['审核人：', '单位负责人（签字）：', '填表人：合成数据']), 4: '填报日期：' }),
  );
}

function titleRows(
  chance: Chance,
  county: LedgerKnowledge,
  width: number,
): { rows: RowToWrite[]; year: number | null } {
  if (chance.happens(0.2)) return { rows: [], year: null };
  const year = Number(county.today.slice(0, 4));
  const dated = chance.happens(0.6);
  const rows: RowToWrite[] = [
    { line: 1, cells: [`${county.county}领导挂村问题清单（${dated ? `${year}年，` : ''}合成数据）`], looks: 'title' },
  ];
  if (chance.happens(0.7))
    rows.push({ line: 2, cells: line(width, { 0: '填报单位：合成乡镇', [width - 2]: `填报日期：${county.today}` }) });
  return { rows, year: dated || rows.length === 2 ? year : null };
}

function instructions(chance: Chance): SheetToWrite[] {
  const told = ['一、本表每月25日前报送（合成数据）', '二、“同上”可留空', '三、紧急程度分特急、紧急、一般、复杂'];
  const sheets: SheetToWrite[] = [];
  if (chance.happens(0.6)) sheets.push({ name: '填表说明', rows: told.map((text) => ({ cells: [text] })) });
  if (chance.happens(0.2)) {
    const sample = [
      ['序号', '登记日期', '乡镇', '村', '问题标题'],
      [1, '2020-01-01', '某某镇', '某某村', '示例（合成数据）'],
    ];
    sheets.push({ name: '示例', rows: sample.map((cells) => ({ cells })) });
  }
  return sheets;
}

function line(width: number, told: Readonly<Record<number, Cell>>): Cell[] {
  return Array.from({ length: width }, (_, column) => told[column] ?? null);
}
