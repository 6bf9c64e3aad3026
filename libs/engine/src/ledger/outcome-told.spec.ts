import { describe, expect, it } from '@jest/globals';
import { outcomeTold } from './outcome-told.js';

describe('the outcome that a ledger tells', () => {
  it.each([
    ['部分解决', 'partly'],
    ['部分 办结。', 'partly'],
    ['已解释说明', 'explained'],
    ['不予支持', 'not-supported'],
    ['暂不具备条件', 'not-yet-possible'],
    ['已解决', 'solved'],
  ])('%s is %s', (result, outcome) => {
    expect(outcomeTold(result)).toBe(outcome);
  });

  it('is taken from no account of what was done: that is for the review to judge', () => {
    expect(outcomeTold('已部分解决路灯问题,其余待资金到位')).toBe('solved');
    expect(outcomeTold(null)).toBe('solved');
  });
});
