import { beforeAll, describe, expect, it } from '@jest/globals';
import { sampleCounty } from '../../../../test/support/ledgers/sample-county.js';
import { type Cell } from './cell.js';
import { type JudgedRow, LedgerJudge } from './judge.js';
import { recogniseSheet } from './recognise.js';
import { ledgerVocabulary, type LedgerVocabulary } from './vocabulary.js';

let vocabulary: LedgerVocabulary;

beforeAll(async () => {
  vocabulary = ledgerVocabulary(await sampleCounty());
});

const header = [
  '登记日期',
  '乡镇',
  '村',
  '诉求人',
  '电话',
  '事项',
  '类别',
  '紧急程度',
  '主办单位',
  '办结时间',
  '办理状态',
];
const usual: Cell[] = [
  '2026-07-03',
  '凤山镇',
  '苏区村',
  '游某',
  '19900001111',
  '合成：路灯不亮',
  '道路交通',
  '一般',
  '县住建局',
  null,
  null,
];

/** Judges rows that differ from the usual one in some columns. */
function judge(...rows: Partial<Record<string, Cell>>[]): (JudgedRow | string)[] {
  const cells = rows.map((changed) =>
    usual.map((cell, index) => (header[index]! in changed ? changed[header[index]!] : cell)),
  );
  const lines = [header, ...cells].map((row, index) => ({ line: index + 1, cells: row }));
  const finding = recogniseSheet({ name: '清单', rows: lines }, vocabulary);
  if (!finding.ok) throw new Error(finding.problem.code);
  const it = new LedgerJudge(finding.plan, vocabulary);
  return lines.slice(1).map((row) => {
    const verdict = it.judge(row);
    return verdict.kind === 'judged' ? verdict.row : verdict.as;
  });
}

const only = (changed: Partial<Record<string, Cell>>) => judge(changed)[0] as JudgedRow;
const codes = (row: JudgedRow | string | undefined) =>
  typeof row === 'object' ? row.problems.map(({ code }) => code) : row;
const nothing = Object.fromEntries(header.map((heading) => [heading, null]));

describe('a row', () => {
  it('is accepted with everything that its case needs', () => {
    expect(only({})).toMatchObject({
      line: 2,
      status: 'accepted',
      problems: [],
      urgencyLabel: '一般',
      categoryLabel: '道路交通',
      fingerprint: '350123100202|2026-07-03|游某|合成路灯不亮',
      entry: {
        villageCode: '350123100202',
        townshipCode: '350123100',
        registeredOn: '2026-07-03',
        completedOn: null,
        requester: { name: '游某', phone: '19900001111' },
        title: '合成：路灯不亮',
        category: 'roads',
        urgency: 'normal',
        kind: 'help',
        leadUnit: { text: '县住建局', organisationId: 'housing' },
      },
    });
  });

  it.each<[Record<string, Cell>, string]>([
    [{ 登记日期: '昨天' }, 'date-unreadable'],
    [{ 登记日期: null }, 'date-missing'],
    [{ 登记日期: '2026-02-30' }, 'date-impossible'],
    [{ 登记日期: '7月3日' }, 'date-year-unknown'],
    [{ 登记日期: '2026-11-24' }, 'date-in-future'],
    [{ 登记日期: '1999-12-31' }, 'date-too-old'],
    [{ 登记日期: { kind: 'error', code: '#REF!' } }, 'cell-error'],
    [{ 办结时间: '2026-07-02' }, 'completed-before-registered'],
    [{ 办结时间: '已办结' }, 'completed-without-date'],
    [{ 办理状态: '已办结' }, 'completed-without-date'],
    [{ 办结时间: '2026-12-01' }, 'date-in-future'],
    [{ 村: '不存在村' }, 'village-unknown'],
    [{ 村: '八井村' }, 'village-in-other-township'],
    [{ 村: null }, 'village-missing'],
    [{ 乡镇: '无此镇' }, 'township-unknown'],
    [{ 电话: '1990000111' }, 'phone-malformed'],
    [{ 类别: '玄学' }, 'category-unknown'],
    [{ 紧急程度: '五星' }, 'urgency-unknown'],
    [{ 事项: null }, 'title-missing'],
  ])('with %j is refused: %s', (changed, code) => {
    const row = only(changed);
    expect(row.status).toBe('rejected');
    expect(codes(row)).toEqual([code]);
    expect(row.entry).toBeUndefined();
    const [heading] = Object.keys(changed);
    // 办理状态 only tells that the completion date is missing: that is the cell to mend.
    expect(row.problems[0]!.column).toBe(heading === '办理状态' ? '办结时间' : heading);
  });

  it.each<[Record<string, Cell>, string]>([
    [{ 类别: null }, 'category-missing'],
    [{ 紧急程度: null }, 'urgency-missing'],
    [{ 电话: '199****1111' }, 'phone-masked'],
    [{ 诉求人: '同上' }, 'not-filled-down'],
  ])('with %j is accepted with a notice: %s', (changed, code) => {
    const row = only(changed);
    expect(row.status).toBe('accepted');
    expect(row.problems).toMatchObject([{ code, severity: 'notice' }]);
  });

  it('tells what was understood of it though it is refused', () => {
    expect(only({ 登记日期: '昨天' })).toMatchObject({
      villageCode: '350123100202',
      registeredOn: null,
      categoryLabel: '道路交通',
    });
  });

  it('counts every fault at once', () => {
    expect(codes(only({ 登记日期: '昨天', 村: '不存在村', 类别: '玄学' }))).toEqual([
      'date-unreadable',
      'village-unknown',
      'category-unknown',
    ]);
  });
});

describe('places left to the row above', () => {
  const left = ['同上', '〃', '"', null, '', ' 同 上 ', '″'];

  it.each(left)('%p stands for the village above', (mark) => {
    const rows = judge({}, { 乡镇: mark, 村: mark, 事项: '合成：第二件' });
    expect(rows[1]).toMatchObject({ status: 'accepted', villageCode: '350123100202' });
  });

  it('never reach past a new township', () => {
    expect(codes(judge({}, { 乡镇: '松山镇', 村: null })[1])).toEqual(['village-missing']);
  });

  it('never stand for a village that was not understood, however many rows down', () => {
    const rows = judge(
      {},
      { 村: '不存在村' },
      { 村: '同上' },
      { 村: null },
      { 乡镇: null, 村: '管柄村' },
    ) as JudgedRow[];
    expect(rows.map((row) => codes(row)?.[0])).toEqual([
      undefined,
      'village-unknown',
      'place-above-unresolved',
      'place-above-unresolved',
      undefined,
    ]);
    expect(rows[3]!.problems[0]).toMatchObject({ otherLine: 3 });
  });

  it('pass over a row that was refused for something else', () => {
    expect(judge({ 登记日期: '昨天' }, { 村: '同上' })[1]).toMatchObject({
      status: 'accepted',
      villageCode: '350123100202',
    });
  });

  it('pass over totals and blank rows', () => {
    const rows = judge({}, { ...nothing, 登记日期: '小计', 村: 12 }, nothing, {
      乡镇: null,
      村: null,
      事项: '合成：第二件',
    });
    expect(rows.slice(1, 3)).toEqual(['total', 'blank']);
    expect(rows[3]).toMatchObject({ villageCode: '350123100202' });
  });

  it('are never taken for a title', () => {
    expect(codes(judge({}, { 事项: '同上' })[1])).toEqual(['title-missing']);
  });
});

describe('lines that are no rows', () => {
  it.each([
    [{ 登记日期: '合计', 村: 12 }, 'total'],
    [{ 登记日期: '凤山镇小计' }, 'total'],
    [{ 登记日期: '共120件' }, 'total'],
    [{ 登记日期: '审核人：', 诉求人: '填表人：某某' }, 'signature'],
    [{ 登记日期: '单位负责人（签字）：' }, 'signature'],
    [{ 登记日期: '注：本表每月报送' }, 'note'],
    [{ 登记日期: '二、松山镇' }, 'section'],
    [Object.fromEntries(header.map((heading) => [heading, heading])), 'header'],
  ])('%j is a %s', (cells, kind) => {
    expect(judge({}, { ...nothing, ...cells })[1]).toBe(kind);
  });

  it('a band names the township of the rows below it', () => {
    const rows = judge({}, { ...nothing, 登记日期: '（二）松山镇' }, { 乡镇: null, 村: '北山村' });
    expect(rows[2]).toMatchObject({ status: 'accepted', villageCode: '350123101202' });
  });

  it('a row with a date is a row, whatever its title says', () => {
    expect(only({ 事项: '合计补助金额有疑问' }).status).toBe('accepted');
  });
});

describe('a matter told twice', () => {
  it('is accepted once; punctuation, blanks and notation do not make it another', () => {
    const rows = judge({}, { 登记日期: '2026年7月3日', 村: '苏区村委会', 事项: ' 合成:路灯 不亮。' });
    expect(rows[1]).toMatchObject({
      status: 'duplicate',
      duplicateOf: 2,
      problems: [{ code: 'repeats-line', otherLine: 2 }],
    });
  });

  it('is told with what is new in it', () => {
    expect(judge({}, { 办结时间: '2026-08-01' })[1]).toMatchObject({
      status: 'duplicate',
      changes: [{ field: 'completedOn', from: null, to: '2026-08-01' }],
    });
  });

  it.each([{ 村: '管柄村' }, { 登记日期: '2026-07-04' }, { 诉求人: '蓝某' }, { 事项: '合成：路面破损' }])(
    'is another matter with %j',
    (changed) => {
      expect(judge({}, changed)[1]).toMatchObject({ status: 'accepted' });
    },
  );

  it('does not repeat a row that was refused', () => {
    expect(judge({ 电话: '123456' }, {})[1]).toMatchObject({ status: 'accepted' });
  });
});
