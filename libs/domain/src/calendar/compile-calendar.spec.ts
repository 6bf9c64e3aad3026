import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { compileCalendar, dateAt, describeDay, isOpenAt, nextOpening, type WorkingCalendar } from './index.js';

const asOf = Temporal.PlainDate.from('2026-11-01');
const nine = [['09:00', '17:00']];
const week = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine };
const plain = { timeZone: 'Europe/Berlin', week };
const on = (text: string, calendar: WorkingCalendar) => describeDay(Temporal.PlainDate.from(text), calendar);

function compile(definition: unknown): WorkingCalendar {
  const compiled = compileCalendar(definition, [], asOf);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.calendar;
}

describe('a calendar definition', () => {
  it.each([
    ['nothing', null, { field: '', code: 'wrong-type' }],
    ['no zone', { week }, { field: 'timeZone', code: 'missing' }],
    ['a zone that is none', { timeZone: 'Mars/Olympus', week }, { field: 'timeZone', code: 'bad-time-zone' }],
    ['no week', { timeZone: 'UTC' }, { field: 'week', code: 'missing' }],
    [
      'a weekday that is none',
      { ...plain, week: { ...week, monday: nine } },
      { field: 'week.monday', code: 'unknown-field' },
    ],
    ['a field that is none', { ...plain, close: [] }, { field: 'close', code: 'unknown-field' }],
    ['hours that are no list', { ...plain, week: { mon: '09:00-17:00' } }, { field: 'week.mon', code: 'wrong-type' }],
    [
      'a time that is none',
      { ...plain, week: { mon: [['09:00', '25:00']] } },
      { field: 'week.mon.0.1', code: 'bad-time' },
    ],
    [
      'a minute that is none',
      { ...plain, week: { mon: [['09:60', '12:00']] } },
      { field: 'week.mon.0.0', code: 'bad-time' },
    ],
    [
      'a night shift in one piece',
      { ...plain, week: { mon: [['22:00', '06:00']] } },
      { field: 'week.mon.0', code: 'hours-backwards' },
    ],
    [
      'an empty interval',
      { ...plain, week: { mon: [['09:00', '09:00']] } },
      { field: 'week.mon.0', code: 'hours-backwards' },
    ],
    [
      'hours that overlap',
      {
        ...plain,
        week: {
          mon: [
            ['09:00', '12:00'],
            ['11:30', '17:00'],
          ],
        },
      },
      { field: 'week.mon', code: 'hours-overlap' },
    ],
    ['a date that does not exist', { ...plain, closed: ['2026-02-30'] }, { field: 'closed.0', code: 'bad-date' }],
    [
      'an open date that is none',
      { ...plain, open: [{ date: '1.1.2027' }] },
      { field: 'open.0.date', code: 'bad-date' },
    ],
    ['dates that are no list', { ...plain, closed: '2026-12-24' }, { field: 'closed', code: 'wrong-type' }],
    [
      'an open date without hours where no weekday has any',
      { timeZone: 'UTC', week: {}, open: ['2026-11-07'] },
      { field: 'open.0', code: 'open-date-without-hours' },
    ],
    [
      'a statutory calendar that is unknown',
      { ...plain, statutory: 'DE' },
      { field: 'statutory', code: 'unknown-statutory-calendar' },
    ],
    ['[I-05] no working time', { timeZone: 'UTC', week: {} }, { field: 'week', code: 'no-working-time' }],
    [
      '[I-05] working time in the past only',
      { timeZone: 'UTC', week: {}, open: [{ date: '2026-10-31', hours: nine }] },
      { field: 'week', code: 'no-working-time' },
    ],
    [
      '[I-05] working time after more than a year',
      { timeZone: 'UTC', week: {}, open: [{ date: '2027-11-02', hours: nine }] },
      { field: 'week', code: 'no-working-time' },
    ],
  ])('is refused with %s', (_, definition, problem) => {
    expect(compileCalendar(definition, [], asOf)).toMatchObject({ ok: false, problems: [problem] });
  });

  it('[I-05] is accepted when it works on the last of the next 366 days', () => {
    const definition = { timeZone: 'UTC', week: {}, open: [{ date: '2027-11-01', hours: nine }] };
    expect(compileCalendar(definition, [], asOf).ok).toBe(true);
  });

  it('is refused with everything that is wrong at once', () => {
    const compiled = compileCalendar({ timeZone: 'X', week: { mon: [['a', 'b']] }, closed: ['c'] }, [], asOf);
    expect(compiled.ok ? [] : compiled.problems.map(({ field }) => field)).toEqual([
      'timeZone',
      'week.mon.0.0',
      'week.mon.0.1',
      'closed.0',
    ]);
  });

  it('is refused when one statutory year comes twice', () => {
    const year = { year: 2026, off: [], work: [], papers: [] };
    const compiled = compileCalendar({ ...plain, statutory: 'CN' }, [year, year], asOf);
    expect(compiled).toMatchObject({ ok: false, problems: [{ code: 'statutory-year-twice', value: 2026 }] });
  });
});

describe('a date', () => {
  const statutory = {
    year: 2026,
    off: [{ date: '2026-11-11', name: 'feast' }, { date: '2026-11-12' }],
    work: [{ date: '2026-11-14', name: 'feast' }, { date: '2026-11-15' }],
    papers: [],
  };
  const definition = {
    ...plain,
    statutory: 'CN',
    closed: ['2026-11-10', '2026-11-15', '2026-11-21'],
    open: ['2026-11-12', '2026-11-21', '2026-11-22', { date: '2026-11-14', hours: [['10:00', '12:00']] }],
  };
  const compiled = compileCalendar(definition, [statutory], asOf);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const { calendar } = compiled;

  it.each([
    ['2026-11-09', 'working-day', true],
    ['2026-11-10', 'closed', false],
    ['2026-11-11', 'holiday', false],
    ['2026-11-12', 'holiday', false], // off before open
    ['2026-11-14', 'make-up-day', true],
    ['2026-11-15', 'closed', false], // off before make-up
    ['2026-11-21', 'closed', false], // off before open
    ['2026-11-22', 'open-date', true],
    ['2026-11-28', 'weekend', false],
  ])('%s is %s', (text, kind, working) => {
    expect(on(text, calendar)).toMatchObject({ kind, working });
  });

  it('that is open without hours takes those of the first open weekday, and keeps hours of its own', () => {
    const hoursOf = (text: string) => on(text, calendar).hours.map(({ from, to }) => `${from}/${to}`);
    expect(hoursOf('2026-11-22')).toEqual(['2026-11-22T08:00:00Z/2026-11-22T16:00:00Z']);
    expect(hoursOf('2026-11-14')).toEqual(['2026-11-14T09:00:00Z/2026-11-14T11:00:00Z']);
    expect(on('2026-11-14', calendar).name).toBe('feast');
  });

  it('without hours on a weekday is an off day, not a weekend', () => {
    expect(on('2026-11-04', compile({ ...plain, week: { mon: nine } })).kind).toBe('off-day');
  });

  it('may work round midnight, written as two intervals of two dates', () => {
    const night = compile({ timeZone: 'UTC', week: { mon: [['22:00', '24:00']], tue: [['00:00', '06:00']] } });
    const hours = [...on('2026-11-02', night).hours, ...on('2026-11-03', night).hours];
    expect(hours.map(({ from, to }) => `${from}/${to}`)).toEqual([
      '2026-11-02T22:00:00Z/2026-11-03T00:00:00Z',
      '2026-11-03T00:00:00Z/2026-11-03T06:00:00Z',
    ]);
  });

  it('that its zone skipped is no day at all', () => {
    const samoa = compileCalendar({ timeZone: 'Pacific/Apia', week }, [], Temporal.PlainDate.from('2011-12-01'));
    if (!samoa.ok) throw new Error('refused');
    const skipped = samoa.calendar.dayOn(Temporal.PlainDate.from('2011-12-30'));
    expect(skipped.end - skipped.start).toBe(0);
    expect(skipped.working).toBe(false);
  });
});

describe('a calendar', () => {
  const calendar = compile({
    timeZone: 'Asia/Shanghai',
    week: {
      mon: [
        ['08:30', '12:00'],
        ['14:30', '17:30'],
      ],
    },
  });
  const instant = (local: string) => Temporal.Instant.from(`${local}+08:00`);

  it('is open from the opening until the closing, which is not open any more', () => {
    const open = ['08:29', '08:30', '11:59', '12:00', '14:30', '17:30'].map((time) =>
      isOpenAt(instant(`2026-11-02T${time}`), calendar),
    );
    expect(open).toEqual([false, true, true, false, true, false]);
  });

  it('tells the next half-day opening, itself included', () => {
    const next = ['2026-11-02T08:30', '2026-11-02T08:31', '2026-11-02T14:31'].map((local) =>
      nextOpening(instant(local), calendar),
    );
    expect(next.map(String)).toEqual(['2026-11-02T00:30:00Z', '2026-11-02T06:30:00Z', '2026-11-09T00:30:00Z']);
    expect(nextOpening(instant('2026-11-02T14:31'), calendar, 6)).toBeNull();
  });

  it('tells the local date of an instant', () => {
    expect(dateAt(Temporal.Instant.from('2026-11-01T16:00Z'), calendar).toString()).toBe('2026-11-02');
  });
});
