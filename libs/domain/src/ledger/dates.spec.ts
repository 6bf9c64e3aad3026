import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfSerial, readDate } from './dates.js';

describe('reading a date', () => {
  it.each([
    ['2026-7-3'], ['2026-07-03'], ['2026/7/3'], ['2026.7.3'], ['2026年7月3日'], ['2026年07月03号'], ['20260703'], [20260703],
    ['26.7.3'], ['26-07-03'], ['２０２６－７－３'], [' 2026 年 7 月 3 日 '], ['2026-07-03 16:16'], ['2026/7/3 8:05:00'],
    ['2026-07-03T00:00:00'], ['2026年7月3日办结'], ['2026.7.3已完成'], [46206], ['46206'], ["'2026-7-3"],
    [{ kind: 'date', date: '2026-07-03' } as const],
  ])('%p is 3 July 2026', (cell) => {
    expect(readDate(cell)).toMatchObject({ kind: 'date', date: '2026-07-03' });
  }); // prettier-ignore

  it('keeps the time of day where there is one', () => {
    expect(readDate('2026-07-03 16:16')).toEqual({ kind: 'date', date: '2026-07-03', time: '16:16' });
    expect(readDate(46206.677777777775)).toEqual({ kind: 'date', date: '2026-07-03', time: '16:16' });
  });

  it('takes the year of a short date from the sheet, and refuses it without one', () => {
    expect(readDate('7月3日', { year: 2026 })).toMatchObject({ date: '2026-07-03' });
    expect(readDate('7.3', { year: 2026 })).toMatchObject({ date: '2026-07-03' });
    expect(readDate('7月3日')).toEqual({ kind: 'year-unknown' });
  });

  it.each(['2026年2月30日', '2026-13-05', '2026.4.31', '20260231', '2026/0/1', '11月31日', '13月1日', '2026-02-29'])(
    '%s is on no calendar and is not moved to a neighbour',
    (text) => expect(readDate(text, { year: 2026 }).kind).toBe('impossible'),
  );

  it('knows leap days', () => {
    expect(readDate('2024-2-29')).toMatchObject({ date: '2024-02-29' });
    expect(readDate('2月29日', { year: 2026 }).kind).toBe('impossible');
  });

  it.each([
    '',
    '  ',
    null,
    undefined,
    '无',
    '/',
    '—',
    '正在办理',
    '未办结',
    '尚未完成',
    '办理中',
    '待协调',
    '长期坚持',
  ])('%p says that there is no date yet', (cell) => expect(readDate(cell)).toEqual({ kind: 'none' }));

  it.each(['已办结', '完成', '办结。'])('%s says that it is done, but not when', (text) => {
    expect(readDate(text)).toEqual({ kind: 'done-without-date' });
  });

  it.each([
    '昨天',
    '上周三',
    120,
    3.5,
    '见附件',
    '2026',
    '7月',
    '2026-07',
    '12345',
    true,
    { kind: 'error', code: '#REF!' } as const,
  ])('%p is no date', (cell) => expect(readDate(cell).kind).toBe('not-a-date'));

  it('counts days as Excel does, from 1900 and from 1904', () => {
    expect(dateOfSerial(61)).toEqual({ date: '1900-03-01' });
    expect(dateOfSerial(46206)).toEqual({ date: '2026-07-03' });
    expect(dateOfSerial(46206 - 1462, true)).toEqual({ date: '2026-07-03' });
    expect(dateOfSerial(46205.99999)).toEqual({ date: '2026-07-03' });
  });

  it('reads back every day of the century in every notation', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('-', '/', '.'), (date, sign) => {
        const iso = date.toISOString().slice(0, 10);
        const [y, m, d] = iso.split('-').map(Number);
        for (const text of [
          `${y}${sign}${m}${sign}${d}`,
          iso.replaceAll('-', ''),
          `${y}年${m}月${d}日`,
          iso.slice(2),
        ]) {
          expect(readDate(text)).toMatchObject({ kind: 'date', date: iso });
        }
      }),
    );
  });
});
