import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { countyCalendar } from '../../../../test/oracle/county-calendar.js';
import { compileCalendar } from '../calendar/index.js';
import { spanOf } from '../span/index.js';
import { deadlineOf, instantOfStart, type Pause } from './index.js';

const calendar = countyCalendar();
const local = (text: string) => Temporal.Instant.from(`${text}+08:00`);
const count = (start: string, span: string, pauses: readonly Pause[] = []) =>
  deadlineOf(local(start), spanOf(span), calendar, { pauses });

describe('a deadline', () => {
  it('says why, day by day, as the console prints it', () => {
    const deadline = count('2026-11-23 10:05', '3wd');
    if (!deadline.ok) throw new Error(deadline.problem.code);
    const lines = deadline.intervals().map(({ from, to, reason, ordinal }) => [`${from}`, `${to}`, reason, ordinal]);
    expect(lines).toEqual([
      ['2026-11-23T02:05:00Z', '2026-11-23T16:00:00Z', 'start-day', undefined],
      ['2026-11-23T16:00:00Z', '2026-11-24T16:00:00Z', 'working-day', 1],
      ['2026-11-24T16:00:00Z', '2026-11-25T16:00:00Z', 'working-day', 2],
      ['2026-11-25T16:00:00Z', '2026-11-26T09:30:00Z', 'working-day', 3],
    ]);
  });

  it.each([
    [
      '2026-09-30 10:00',
      '2wd',
      'start-day holiday holiday holiday holiday holiday holiday holiday working-day working-day',
    ],
    ['2026-02-27 10:00', '2wd', 'start-day make-up-day weekend working-day'],
    ['2026-12-31 10:00', '1wd', 'start-day presumed-holiday weekend weekend working-day'],
    ['2026-11-23 09:00', '-1wd', 'working-day weekend weekend start-day'],
    ['2026-11-20 10:00', '1nd', 'start-day natural-day roll roll'],
    ['2026-11-20 17:00', '1wh', 'working-time outside-hours weekend weekend outside-hours working-time'],
    ['2026-11-23 09:00', '-1wh', 'working-time outside-hours weekend weekend outside-hours working-time'],
    ['2026-11-20 10:00', '3h', 'clock-time'],
  ])('of %s + %s has the reasons %s', (start, span, reasons) => {
    const deadline = count(start, span);
    expect(
      deadline.ok &&
        deadline
          .intervals()
          .map(({ reason }) => reason)
          .join(' '),
    ).toBe(reasons);
  });

  it('names the pauses among its reasons', () => {
    const pause: Pause = [local('2026-11-03 10:00'), local('2026-11-04 15:00')];
    const days = count('2026-11-02 10:00', '1wd', [pause]);
    expect(days.ok && days.intervals().map(({ reason }) => reason)).toEqual(['start-day', 'paused', 'working-day']);
    const time = count('2026-11-03 09:00', '3wh', [pause]);
    expect(
      time.ok &&
        time
          .intervals()
          .map(({ reason }) => reason)
          .join(' '),
    ).toBe(
      'working-time paused outside-hours paused outside-hours outside-hours paused outside-hours paused working-time',
    );
  });

  it('tells the holiday’s name', () => {
    const deadline = count('2026-09-30 10:00', '1wd');
    expect(deadline.ok && deadline.intervals()[1]?.name).toBe('国庆节');
  });

  it.each(['1wd', '1nd', '8wh', '24h', '600min'])(
    'of %s has no instant while a pause is open, and says since when',
    (span) => {
      const since = local('2026-11-03 09:00');
      const deadline = count('2026-11-02 16:00', span, [[since, null]]);
      expect(deadline).toEqual(
        span === '600min' ? expect.objectContaining({ ok: true }) : { ok: false, problem: { code: 'paused', since } },
      );
    },
  );

  it('that was reached before an open pause stands', () => {
    for (const span of ['1wd', '24h'])
      expect(count('2026-11-02 17:30', span, [[local('2026-11-03 17:30'), null]]).ok).toBe(true);
  });

  it('takes pauses in any order, joined, overlapping or empty', () => {
    const whole: Pause[] = [[local('2026-11-03 09:00'), local('2026-11-05 09:00')]];
    const parts: Pause[] = [
      [local('2026-11-04 09:00'), local('2026-11-05 09:00')],
      [local('2026-11-03 09:00'), local('2026-11-04 12:00')],
      [local('2026-11-06 17:29'), local('2026-11-06 17:29')],
    ];
    for (const span of ['3wd', '20wh', '72h', '4nd']) {
      const [a, b] = [count('2026-11-02 10:00', span, whole), count('2026-11-02 10:00', span, parts)];
      expect(a.ok && b.ok && a.due.equals(b.due)).toBe(true);
    }
  });

  it('refuses a pause that ends before it begins', () => {
    const pauses: Pause[] = [[local('2026-11-03 09:00'), local('2026-11-03 08:59')]];
    expect(count('2026-11-02 10:00', '1wd', pauses)).toEqual({
      ok: false,
      problem: { code: 'pause-backwards', index: 0 },
    });
  });

  it('counted backwards lies before the clock began, so no pause concerns it', () => {
    const pauses: Pause[] = [[local('2026-11-01 00:00'), local('2026-11-22 00:00')]];
    for (const span of ['-5wd', '-5nd', '-20wh', '-20h']) {
      const [plain, paused] = [count('2026-11-23 09:00', span), count('2026-11-23 09:00', span, pauses)];
      expect(plain.ok && paused.ok && plain.due.equals(paused.due)).toBe(true);
    }
  });

  it.each(['3000wd', '-3000wd', '3700nd', '-3700nd', '30000wh', '-30000wh', '90000h', '-90000h'])(
    '[I-05] of %s lies beyond ten years and is refused, not sought for ever',
    (span) => {
      expect(count('2026-11-02 10:00', span)).toEqual({ ok: false, problem: { code: 'beyond-bound', years: 10 } });
    },
  );

  it('[I-05] on a calendar whose last working day has passed is refused within the bound', () => {
    const asOf = Temporal.PlainDate.from('2026-11-01');
    const definition = { timeZone: 'UTC', week: {}, open: [{ date: '2026-11-02', hours: [['09:00', '17:00']] }] };
    const compiled = compileCalendar(definition, [], asOf);
    if (!compiled.ok) throw new Error('refused');
    for (const span of ['2wd', '9wh']) {
      const deadline = deadlineOf(Temporal.Instant.from('2026-11-01T00:00Z'), spanOf(span), compiled.calendar);
      expect(deadline).toMatchObject({ ok: false, problem: { code: 'beyond-bound' } });
    }
  });
});

describe('the start of a count', () => {
  it.each([
    ['2026-11-23T10:00:00+08:00', '2026-11-23T02:00:00Z'],
    ['2026-11-23T02:00:00Z', '2026-11-23T02:00:00Z'],
    ['2026-11-23T10:00', '2026-11-23T02:00:00Z'],
    ['2026-11-23 10:00:30', '2026-11-23T02:00:30Z'],
    ['2026-11-23', '2026-11-23T00:30:00Z'], // its opening
    ['2026-11-21', '2026-11-20T16:00:00Z'], // a Saturday: 0:00
    ['2026-02-28', '2026-02-28T00:30:00Z'], // a Saturday that works
  ])('%s is %s', (text, instant) => {
    const start = instantOfStart(text, calendar);
    expect(start.ok && [start.at.toString(), start.provisional]).toEqual([instant, false]);
  });

  it('as a bare date of an unpublished year is provisional', () => {
    expect(instantOfStart('2027-01-04', calendar)).toMatchObject({ ok: true, provisional: true });
  });

  it.each([
    ['2026-02-30', 'not-an-instant'],
    ['2026-11-23T25:00', 'not-an-instant'],
    ['2026-11', 'not-an-instant'],
    ['10:00', 'not-an-instant'],
    ['tomorrow', 'not-an-instant'],
    ['', 'not-an-instant'],
    [20261123, 'not-an-instant'],
    ['1066-10-14', 'out-of-range'],
    ['+012026-11-23T10:00Z', 'out-of-range'],
  ])('%p is refused as %s', (text, code) => {
    expect(instantOfStart(text, calendar)).toEqual({ ok: false, problem: { code, value: text } });
  });
});
