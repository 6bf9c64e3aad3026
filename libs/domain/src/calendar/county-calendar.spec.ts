import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { countyCalendar, statutoryFiles, statutoryYears } from '../../../../test/oracle/county-calendar.js';
import { spanOf } from '../span/index.js';
import { deadlineOf } from '../deadline/index.js';
import { describeDay, parseStatutoryYear, type StatutoryYear } from './index.js';

const calendar = countyCalendar();
const date = (text: string) => Temporal.PlainDate.from(text);

describe('the county calendar', () => {
  describe.each(statutoryYears().map((year) => [year.year, year] as const))('in %i', (number, year) => {
    it('[I-01] counts one working day on every make-up day and none on any day off', () => {
      for (const { date: text } of year.work) expect(nextClosing(text)).toBe(text);
      for (const { date: text } of year.off) expect(nextClosing(text)).not.toBe(text);
    });

    it('has as many working days as the published calendar', () => {
      const { workdays } = statutoryFiles().find(({ file }) => file.includes(String(number)))!.json as {
        workdays: number;
      };
      let days = 0;
      for (let day = date(`${number}-01-01`); day.year === number; day = day.add({ days: 1 })) {
        if (describeDay(day, calendar).working) days++;
      }
      expect(days).toBe(workdays);
    });

    it('names the papers that it comes from', () => {
      expect(year.papers.length).toBeGreaterThan(0);
    });
  });

  it('[I-01] lets the next year’s paper set late December', () => {
    const paper = [
      { date: '2026-12-31', isOffDay: true },
      { date: '2026-12-27', isOffDay: false },
      { date: '2027-01-01', isOffDay: true },
    ];
    const next = parseStatutoryYear(paper);
    if (!next.ok) throw new Error(next.problem.code);
    const known = countyCalendar([...statutoryYears(), next.year]);
    const { kind, working, provisional } = describeDay(date('2026-12-31'), known);
    expect({ kind, working, provisional }).toEqual({ kind: 'holiday', working: false, provisional: false });
    expect(describeDay(date('2026-12-27'), known)).toMatchObject({ kind: 'make-up-day', working: true });
    const due = deadlineOf(Temporal.Instant.from('2026-12-30T10:00+08:00'), spanOf('1wd'), known);
    expect(due).toMatchObject({ ok: true, provisional: false });
    expect(due.ok && due.due.toString()).toBe('2027-01-04T09:30:00Z');
  });

  it('takes the later paper where two name one date', () => {
    const earlier: StatutoryYear = { year: 2030, off: [], work: [{ date: '2030-12-29' }], papers: [] };
    const later: StatutoryYear = { year: 2031, off: [{ date: '2030-12-29' }], work: [], papers: [] };
    expect(describeDay(date('2030-12-29'), countyCalendar([later, earlier])).kind).toBe('holiday');
  });

  it('presumes the fixed days of a year that is not published, and says that it presumes', () => {
    const presumed = ['2027-01-01', '2027-05-01', '2027-05-02', '2027-10-01', '2027-10-02', '2027-10-03'];
    for (const text of presumed)
      expect(describeDay(date(text), calendar)).toMatchObject({ kind: 'presumed-holiday', provisional: true });
    expect(describeDay(date('2027-05-03'), calendar)).toMatchObject({ working: true, provisional: true });
    expect(describeDay(date('2026-12-31'), calendar)).toMatchObject({ working: true, provisional: false });
  });
});

/** The date on which a deadline of one working day from the day before falls due. */
function nextClosing(text: string): string {
  const dayBefore = date(text).subtract({ days: 1 }).toZonedDateTime({ timeZone: 'Asia/Shanghai', plainTime: '09:00' });
  const found = deadlineOf(dayBefore.toInstant(), spanOf('1wd'), calendar);
  if (!found.ok) throw new Error(found.problem.code);
  return found.due.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
}
