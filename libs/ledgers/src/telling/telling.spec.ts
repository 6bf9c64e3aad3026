import { describe, expect, it } from '@jest/globals';
import { type RowProblem } from '#domain';
import { tellLedgerProblem } from './file-reasons.js';
import { rowReasons } from './row-reasons.js';
import { tellProblem } from './tell-row.js';

const problem: RowProblem = {
  code: 'village-in-other-township',
  severity: 'error',
  field: 'village',
  column: '行政村',
  index: 2,
  value: '八井',
  near: [{ code: '350123101206', village: '八井村', township: '松山镇' }],
};

describe('a problem told', () => {
  it('names the cell, the reason and what may have been meant', () => {
    expect(tellProblem(problem, 48, 'zh')).toEqual({
      code: 'village-in-other-township',
      severity: 'error',
      column: '行政村',
      cell: 'C48',
      value: '八井',
      reason: '本乡镇没有这个行政村',
      suggestion: '请核对乡镇和村名；是否为：松山镇八井村（350123101206）',
    });
  });

  it('points at the other line', () => {
    expect(tellProblem({ ...problem, code: 'repeats-line', near: undefined, otherLine: 7 }, 9, 'en').reason).toBe(
      'Repeats an earlier row (line 7)',
    );
  });

  it('has Chinese for readers of Chinese and none for readers of English', () => {
    for (const { reason, suggestion } of Object.values(rowReasons)) {
      for (const sentence of [reason, suggestion]) {
        expect(sentence.zh).toMatch(/\p{Script=Han}/u);
        expect(sentence.en).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });
});

describe('a file refused', () => {
  it('is told what to do with it', () => {
    expect(tellLedgerProblem({ code: 'not-a-workbook', looksLike: 'old-excel' }, 'zh')).toContain('另存为');
    expect(tellLedgerProblem({ code: 'too-large', limit: 'rows', allowed: 200_000, part: null }, 'zh')).toContain(
      '200,000 行',
    );
    expect(tellLedgerProblem({ code: 'password-protected' }, 'en')).toContain('password');
  });

  it('is told which columns are missing and which were seen', () => {
    const sheets = [
      { code: 'columns-missing', sheet: '清单', missing: ['place', 'registered'], seen: ['序号', '姓名'] },
    ] as const;
    const told = tellLedgerProblem({ code: 'no-ledger-sheet', sheets }, 'zh');
    expect(told).toBe('工作表“清单”缺少：行政村（或区划代码）、登记日期。看到的表头：序号、姓名。');
  });
});
