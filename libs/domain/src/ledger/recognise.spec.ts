import { beforeAll, describe, expect, it } from '@jest/globals';
import { sampleCounty } from '../../../../test/support/ledgers/sample-county.js';
import { type Cell } from './cell.js';
import { recogniseSheet, type SheetFinding } from './recognise.js';
import { ledgerVocabulary, type LedgerVocabulary } from './vocabulary.js';

let vocabulary: LedgerVocabulary;

beforeAll(async () => {
  vocabulary = ledgerVocabulary(await sampleCounty());
});

function recognise(rows: Cell[][], name = '清单'): SheetFinding {
  return recogniseSheet({ name, rows: rows.map((cells, index) => ({ line: index + 1, cells })) }, vocabulary);
}

function fieldsOf(finding: SheetFinding) {
  if (!finding.ok) throw new Error(JSON.stringify(finding.problem));
  return finding.plan.header.columns.map((column) => column.field);
}

const data: Cell[] = ['2026-07-03', '凤山镇', '苏区村', '合成：桥头路灯不亮', '道路交通', '游某 19900001111'];

describe('a ledger sheet', () => {
  it('is recognised below title and unit rows', () => {
    const finding = recognise([
      ['罗源县群众诉求台账（2026年）'],
      ['填报单位：合成镇', null, null, '填报日期：2026年11月20日'],
      ['登记日期', '乡镇', '行政村', '事项', '类别', '诉求人及电话'],
      data,
    ]);
    expect(fieldsOf(finding)).toEqual([
      'registeredOn',
      'township',
      'village',
      'title',
      'category',
      'requesterAndPhone',
    ]);
    expect(finding.ok && finding.plan.header).toMatchObject({ firstLine: 3, lastLine: 3 });
    expect(finding.ok && finding.plan.setting.year).toBe(2026);
  });

  it('is recognised by a header of two rows, whose groups lend their names', () => {
    const finding = recognise([
      ['登记', null, '所在地', null, '群众诉求', null, '责任人', null, '办结'],
      ['时间', '方式', '乡镇', '村', '事项', '类别', '姓名', '电话', '时间'],
      ['2026-07-03', '走访', '凤山镇', '苏区村', '合成：路灯不亮', '道路交通', '某某', '19900001111', null],
    ]);
    expect(fieldsOf(finding)).toEqual([
      'registeredOn', null, 'township', 'village', 'title', 'category', 'handler', 'handlerPhone', 'completedOn',
    ]); // prettier-ignore
  });

  it('is recognised by what its columns hold where headings are missing or strange', () => {
    const finding = recognise([['甲', '乡镇', null, '事项', '归口', '乙', '来源'], data, data]);
    expect(fieldsOf(finding)).toEqual([
      'registeredOn',
      'township',
      'village',
      'title',
      'category',
      'requesterAndPhone',
      'channel',
    ]);
  });

  it('gives a field to the column with the plainest name', () => {
    expect(
      fieldsOf(
        recognise([
          ['时间', '登记时间', '村', '事项'],
          ['2026-07-04', '2026-07-03', '苏区村', 'x'],
        ]),
      )[1],
    ).toBe('registeredOn');
  });

  it('takes no year for granted where two are named', () => {
    const finding = recognise([['2025—2026年台账'], ['登记日期', '村', '事项'], ['7月3日', '苏区村', '合成']]);
    expect(finding.ok && finding.plan.setting.year).toBeUndefined();
  });

  it('says which columns are missing and which it saw', () => {
    expect(
      recognise([
        ['序号', '姓名', '电话', '备注'],
        [1, '某', '19900001111', ''],
      ]),
    ).toEqual({
      ok: false,
      problem: {
        code: 'columns-missing',
        sheet: '清单',
        missing: ['place', 'registered', 'matter'],
        seen: ['序号', '姓名', '电话', '备注'],
      },
    });
  });

  it('is not found among instructions', () => {
    const finding = recognise([['填表说明'], ['一、登记日期按年月日填写'], ['二、村填规范名称']]);
    expect(finding).toEqual({ ok: false, problem: { code: 'no-header', sheet: '清单' } });
  });

  it('does not read back what the product appended to refused rows', () => {
    const finding = recognise([
      ['登记日期', '村', '群众诉求', '原行号', '问题', '建议'],
      ['2026-07-03', '苏区村', '合成', 7, '村：…', '…'],
    ]);
    expect(fieldsOf(finding)).toEqual(['registeredOn', 'village', 'title', 'ignored', 'ignored', 'ignored']);
  });
});
