import { describe, expect, it } from '@jest/globals';
import { countyCalendar } from '../../../../test/oracle/county-calendar.js';
import { explainDeadline } from './index.js';

const calendars = new Map([['default', countyCalendar()]]);
const office = {
  timeZone: 'Europe/Berlin',
  week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]])),
};
const explain = (request: unknown) => explainDeadline(request, calendars);

function dueOf(request: unknown): string {
  const explained = explain(request);
  return explained.ok ? explained.explanation.due : JSON.stringify(explained.problems);
}

function problemsOf(request: unknown): string[] {
  const explained = explain(request);
  return explained.ok ? [] : explained.problems.map(({ field, code }) => `${field}: ${code}`);
}

describe('a request for a deadline', () => {
  it('is answered with instants in the calendar’s zone, and the reasons', () => {
    expect(explain({ from: '2026-11-20T17:00:00+08:00', span: '1wh' })).toEqual({
      ok: true,
      explanation: {
        due: '2026-11-23T09:00:00+08:00',
        provisional: false,
        intervals: [
          { from: '2026-11-20T17:00:00+08:00', to: '2026-11-20T17:30:00+08:00', counted: true, reason: 'working-time' },
          {
            from: '2026-11-20T17:30:00+08:00',
            to: '2026-11-21T00:00:00+08:00',
            counted: false,
            reason: 'outside-hours',
          },
          { from: '2026-11-21T00:00:00+08:00', to: '2026-11-22T00:00:00+08:00', counted: false, reason: 'weekend' },
          { from: '2026-11-22T00:00:00+08:00', to: '2026-11-23T00:00:00+08:00', counted: false, reason: 'weekend' },
          {
            from: '2026-11-23T00:00:00+08:00',
            to: '2026-11-23T08:30:00+08:00',
            counted: false,
            reason: 'outside-hours',
          },
          { from: '2026-11-23T08:30:00+08:00', to: '2026-11-23T09:00:00+08:00', counted: true, reason: 'working-time' },
        ],
      },
    });
  });

  it('[I-08] Friday 16:30 and one working hour, 9 to 17, is Monday 9:30', () => {
    expect(dueOf({ from: '2026-11-20T16:30', span: '1wh', calendar: office })).toBe('2026-11-23T09:30:00+01:00');
  });

  it('crosses a clock change with the offset of each side', () => {
    expect(dueOf({ from: '2026-10-23T16:30', span: '1wd', calendar: office })).toBe('2026-10-26T17:00:00+01:00');
    expect(dueOf({ from: '2026-10-24T12:00', span: '24h', calendar: office })).toBe('2026-10-25T11:00:00+01:00');
    expect(dueOf({ from: '2026-10-24T12:00', span: '1nd', calendar: office })).toBe('2026-10-27T00:00:00+01:00');
  });

  it('names a calendar, and takes the default without', () => {
    const request = { from: '2026-09-30T10:00', span: '5wd' };
    expect(dueOf(request)).toBe('2026-10-13T17:30:00+08:00');
    expect(dueOf({ ...request, calendar: 'default' })).toBe('2026-10-13T17:30:00+08:00');
  });

  it('adds nothing statutory to a calendar that is written out', () => {
    const shanghai = { ...office, timeZone: 'Asia/Shanghai' };
    expect(explain({ from: '2027-09-30T10:00', span: '5wd', calendar: shanghai })).toMatchObject({
      ok: true,
      explanation: { due: '2027-10-07T17:00:00+08:00', provisional: false },
    });
    expect(problemsOf({ from: '2027-09-30', span: '5wd', calendar: { ...shanghai, statutory: 'CN' } })).toEqual([
      'calendar.statutory: inline-adds-nothing-statutory',
    ]);
  });

  it('counts open and closed dates, and open ones with their own hours', () => {
    const open = ['2026-11-21', { date: '2026-11-22', hours: [['10:00', '11:00']] }];
    const calendar = { ...office, closed: ['2026-11-23'], open };
    const [one, two, three] = ['1wd', '2wd', '3wd'].map((span) => dueOf({ from: '2026-11-20', span, calendar }));
    expect([one, two, three]).toEqual([
      '2026-11-21T17:00:00+01:00',
      '2026-11-22T11:00:00+01:00',
      '2026-11-24T17:00:00+01:00',
    ]);
  });

  it('is provisional already by its start, a bare date of an unpublished year', () => {
    expect(explain({ from: '2027-03-01', span: '2h' })).toMatchObject({ ok: true, explanation: { provisional: true } });
    expect(explain({ from: '2027-03-01T08:30', span: '2h' })).toMatchObject({
      ok: true,
      explanation: { provisional: false },
    });
  });

  it('reads pauses, an open one too', () => {
    const request = { from: '2026-11-02T10:00', span: '3wd' };
    expect(dueOf({ ...request, pauses: [['2026-11-03T10:00', '2026-11-04T15:00:00+08:00']] })).toBe(
      '2026-11-06T17:30:00+08:00',
    );
    expect(explain({ ...request, pauses: [['2026-11-03T10:00', null]] })).toEqual({
      ok: false,
      problems: [{ field: 'pauses', code: 'paused', value: '2026-11-03T10:00:00+08:00' }],
    });
  });

  it('finds working time on the side to which the span runs', () => {
    const calendar = { timeZone: 'UTC', week: {}, open: [{ date: '2026-11-02', hours: [['09:00', '17:00']] }] };
    expect(dueOf({ from: '2026-11-10T12:00Z', span: '-1wd', calendar })).toBe('2026-11-02T09:00:00+00:00');
    expect(problemsOf({ from: '2026-11-10T12:00Z', span: '1wd', calendar })).toEqual([
      'calendar.week: no-working-time',
    ]);
  });

  it.each([
    ['nothing', null, [': wrong-type']],
    ['a list', [], [': wrong-type']],
    ['an empty object', {}, ['span: missing', 'from: missing']],
    [
      'everything wrong',
      { from: 'now', span: '5', roll: 'back', pauses: {} },
      ['span: not-a-span', 'roll: unknown-roll', 'from: not-an-instant', 'pauses: wrong-type'],
    ],
    ['zero', { from: '2026-11-02', span: '0wd' }, ['span: zero-span']],
    [
      'a calendar that nobody knows',
      { from: '2026-11-02', span: '1wd', calendar: 'moon' },
      ['calendar: unknown-calendar'],
    ],
    ['a calendar that is a number', { from: '2026-11-02', span: '1wd', calendar: 7 }, ['calendar: unknown-calendar']],
    [
      'a pause of one edge',
      { from: '2026-11-02', span: '1wd', pauses: [['2026-11-02T10:00']] },
      ['pauses.0: wrong-type'],
    ],
    [
      'a pause backwards',
      { from: '2026-11-02', span: '1wd', pauses: [['2026-11-02T10:00', '2026-11-02T09:00']] },
      ['pauses.0: pause-backwards'],
    ],
    [
      'a pause by dates',
      { from: '2026-11-02', span: '1wd', pauses: [['2026-11-02', 'x']] },
      ['pauses.0.0: date-without-time', 'pauses.0.1: not-an-instant'],
    ],
    [
      'pauses without number',
      { from: '2026-11-02', span: '1wd', pauses: Array(1001).fill(['2026-11-02T10:00', null]) },
      ['pauses: too-many'],
    ],
    [
      'a bad calendar',
      { from: '2026-11-02', span: '1wd', calendar: { timeZone: 'X', week: { mon: [['9', '17:00']] } } },
      ['calendar.timeZone: bad-time-zone', 'calendar.week.mon.0.0: bad-time'],
    ],
    [
      'a bad calendar and no start',
      { span: '1wd', calendar: { timeZone: 'UTC', week: 1 } },
      ['from: missing', 'calendar.week: wrong-type'],
    ],
    [
      '[I-05] a calendar that never opens',
      { from: '2026-11-02', span: '1wd', calendar: { timeZone: 'UTC', week: {} } },
      ['calendar.week: no-working-time'],
    ],
    ['[I-05] a span beyond the bound', { from: '2026-11-02', span: '9999wd' }, ['span: beyond-bound']],
  ])('with %s is refused, each fault by its field', (_, request, problems) => {
    expect(problemsOf(request)).toEqual(problems);
  });

  it('leaves fields that it does not know to the caller', () => {
    expect(dueOf({ id: 7, from: '2026-11-20T16:00', span: '72h' })).toBe('2026-11-23T16:00:00+08:00');
  });
});
