import { describe, expect, it } from '@jest/globals';
import { hasNumbers, maskNumbers } from './mask-text.js';

describe('numbers of a person in free text', () => {
  it.each([
    ['请打13800005678联系', '请打138****5678联系'],
    ['电话 138 0000 5678。', '电话 138****5678。'],
    ['电话138-0000-5678', '电话138****5678'],
    ['电话+8613800005678', '电话+****5678'],
    ['电话86 138 0000 5678', '电话****5678'],
    ['手机:１３８００００５６７８', '手机:138****5678'],
    ['座机0591-26831234', '座机****1234'],
    ['身份证350123199001011234,住村口', '身份证350123********1234,住村口'],
    ['身份证35012319900101123x', '身份证350123********123X'],
    ['旧证350123900101123', '旧证********'],
    ['两个:13800005678、15900001111', '两个:138****5678、159****1111'],
  ])('%s → %s', (text, expected) => {
    expect(maskNumbers(text)).toBe(expected);
    expect(hasNumbers(text)).toBe(true);
  });

  it.each([
    '编号3501232026000012的事项',
    '村代码350123103201',
    '2026年11月23日,水费128.50元,共13户',
    '一张 6222020000000000000 的卡',
    '12345热线已登记',
    '',
  ])('leaves “%s” as it is', (text) => {
    expect(maskNumbers(text)).toBe(text);
    expect(hasNumbers(text)).toBe(false);
  });

  it('masks what is masked no further', () => {
    const once = maskNumbers('张某 13800005678');
    expect(maskNumbers(once)).toBe(once);
  });
});
