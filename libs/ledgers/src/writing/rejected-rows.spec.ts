import { beforeAll, describe, expect, it } from '@jest/globals';
import readXlsx from 'read-excel-file/node';
import { Temporal } from 'temporal-polyfill';
import { type Cell, ledgerVocabulary, type LedgerVocabulary } from '#domain';
import { sampleCounty } from '../../../../test/support/ledgers/sample-county.js';
import { judgeLedger } from '../judge-ledger.js';
import { openLedger } from '../open-ledger.js';
import { bytesOf } from './bytes-of.js';
import { markOf } from './mark.js';
import { writeRejectedRows } from './rejected-rows.js';
import { writeWorkbook } from './write-workbook.js';

let vocabulary: LedgerVocabulary;
let villageName: (code: string) => string;

beforeAll(async () => {
  const county = await sampleCounty();
  vocabulary = ledgerVocabulary(county);
  villageName = (code) => county.villages.find((village) => village.code === code)!.names.at(-1)!;
});

const mark = markOf({
  ...{ by: '林某', at: Temporal.Instant.from('2026-11-23T09:00:00+08:00'), reference: '0199', language: 'zh' as const },
  synthetic: true,
});
const rows: Cell[][] = [
  ['合成台账（2026年）'],
  ['登记日期', '乡镇', '村', '群众诉求', '诉求人及电话'],
  ['2026-07-03', '凤山镇', '苏区村', '合成：第一件', '游某 19900001111'],
  ['昨天', null, '同上', '合成：第二件', '游某 19900001111'],
  ['2026-07-03', null, '苏曲村', '合成：第三件', '游某 19900001111'],
  ['2026-07-03', '松山镇', '北山村', '合成：第四件', '游某 1990000111'],
];

async function judging(bytes: Buffer) {
  const opened = await openLedger(bytes);
  if (!opened.ok) throw new Error(opened.problem.code);
  const found = judgeLedger(opened.ledger, vocabulary);
  if (!found.ok) throw new Error(found.problem.code);
  return { ledger: opened.ledger, judging: found.judging };
}

/** The refused rows of a ledger as another program reads them. */
async function refused(
  source: Cell[][],
  language: 'zh' | 'en',
): Promise<{ bytes: Buffer; sheet: (string | number | null)[][] }> {
  const { ledger, judging: found } = await judging(
    await bytesOf(writeWorkbook([{ name: '台账', rows: source.map((cells) => ({ cells })) }])),
  );
  const bytes = await bytesOf(writeRejectedRows(ledger, found, language, villageName, mark));
  const [first] = await readXlsx(bytes);
  return { bytes, sheet: first!.data as (string | number | null)[][] };
}

describe('the workbook of refused rows', () => {
  it('keeps title, header and cells, writes places out, and says what is wrong and what to do', async () => {
    const { sheet } = await refused(rows, 'zh');
    expect(sheet.map((cells) => cells.slice(0, 6))).toEqual([
      ['合成台账（2026年）', null, null, null, null, null],
      ['登记日期', '乡镇', '村', '群众诉求', '诉求人及电话', '原行号'],
      ['昨天', '凤山镇', '苏区村', '合成：第二件', '游某 19900001111', 4],
      ['2026-07-03', '凤山镇', '苏曲村', '合成：第三件', '游某 19900001111', 5],
      ['2026-07-03', '松山镇', '北山村', '合成：第四件', '游某 1990000111', 6],
    ]);
    expect(sheet.map((cells) => cells.slice(6))).toEqual([
      [null, null],
      ['问题', '建议'],
      ['登记日期：不是可识别的日期', '请按“2026-07-03”的格式填写'],
      ['村：没有找到这个行政村', expect.stringContaining('是否为：凤山镇苏区村（350123100202）')],
      ['诉求人及电话：电话号码位数不对', expect.stringContaining('11 位手机号')],
    ]);
  });

  it('speaks English to who reads English', async () => {
    const { sheet } = await refused(rows, 'en');
    expect(sheet[1]!.slice(5)).toEqual(['Original line', 'Problem', 'Suggestion']);
    expect(sheet[2]![6]).toContain('This is not a date');
  });

  it('is accepted once it is mended and sent again', async () => {
    const { sheet } = await refused(rows, 'zh');
    const mended = sheet.map((cells) =>
      cells.map((cell) => ({ 昨天: '2026-07-04', 苏曲村: '苏区村' })[String(cell)] ?? cell),
    );
    mended[4]![4] = '游某 19900001112';
    const again = await judging(
      await bytesOf(writeWorkbook([{ name: '台账', rows: mended.map((cells) => ({ cells })) }])),
    );
    for await (const row of again.judging.rows()) expect(row.problems).toEqual([]);
    expect(again.judging.counts).toMatchObject({ rows: 3, accepted: 3 });
  });
});
