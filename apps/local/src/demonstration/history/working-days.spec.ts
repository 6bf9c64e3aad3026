import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { countyCalendar } from '../../../../../test/oracle/county-calendar.js';
import { WorkingDays } from './working-days.js';

const calendar = countyCalendar();
const local = (instant: Temporal.Instant) =>
  instant.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString({ smallestUnit: 'minute' });
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Shanghai').toInstant();

describe('working days before the present', () => {
  const firstMinute = (present: string, index: number) =>
    local(new WorkingDays(calendar, at(present)).afterOpening(index, 0));

  it('skip the weekend on a Monday, and today at any hour', () => {
    expect(firstMinute('2026-11-23T00:10', -1)).toBe('2026-11-20T08:30');
    expect(firstMinute('2026-11-23T23:50', -1)).toBe('2026-11-20T08:30');
    expect(firstMinute('2026-11-22T12:00', -2)).toBe('2026-11-19T08:30');
  });

  it('skip a holiday and take the Saturday that works for it', () => {
    expect(firstMinute('2026-10-08T09:00', -1)).toBe('2026-09-30T08:30');
    expect(firstMinute('2026-03-02T09:00', -1)).toBe('2026-02-28T08:30');
  });

  it('are asked in any order', () => {
    const days = new WorkingDays(calendar, at('2026-11-23T09:00'));
    expect([-3, -1, -2].map((index) => local(days.afterOpening(index, 0)))).toEqual([
      '2026-11-18T08:30', '2026-11-20T08:30', '2026-11-19T08:30',
    ]); // prettier-ignore
    expect(() => days.day(0)).toThrow(RangeError);
  });

  it('count the minutes that the office is open, lunch apart, and stop at closing', () => {
    const days = new WorkingDays(calendar, at('2026-11-23T09:00'));
    expect([209, 210, 389, 390, 1000].map((minutes) => local(days.afterOpening(-1, minutes)).slice(11))).toEqual([
      '11:59', '14:30', '17:29', '17:30', '17:30',
    ]); // prettier-ignore
    expect(['08:00', '12:30', '14:31', '20:00'].map((time) => days.minutesOpen(-1, at(`2026-11-20T${time}`)))).toEqual([
      0, 210, 211, 390,
    ]); // prettier-ignore
  });
});
