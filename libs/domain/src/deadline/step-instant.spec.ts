import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { countyCalendar } from '../../../../test/oracle/county-calendar.js';
import { formatInstant } from '../calendar/index.js';
import { offsetOf, spanOf } from '../span/index.js';
import { daysOverdue, deadlineOf, offsetInstant, subDeadline, type ClockRun } from './index.js';

const calendar = countyCalendar();
const local = (text: string) => Temporal.Instant.from(`${text}+08:00`);

/** A clock of the county from its start, its span and its pause, if it had one. */
function clock(start: string, span: string, pause?: [string, string | null], repeatEvery?: string): ClockRun {
  const pauses = pause ? [[local(pause[0]), pause[1] === null ? null : local(pause[1])] as const] : [];
  const deadline = deadlineOf(local(start), spanOf(span), calendar, { pauses: pauses.filter(([, to]) => to) });
  if (!deadline.ok) throw new Error(deadline.problem.code);
  const repeat = repeatEvery ? { repeatEvery: spanOf(repeatEvery) } : {};
  return { start: local(start), due: deadline.due, span: spanOf(span), pauses, ...repeat };
}

function step(offset: string, run: ClockRun): string {
  const found = offsetInstant(offsetOf(offset), run, calendar);
  if (!found.ok) return found.problem.code;
  const at = formatInstant(found.at, 'Asia/Shanghai').slice(0, 16).replace('T', ' ');
  return found.kind === 'dropped' ? `dropped (${at})` : `${at}${found.provisional ? ' provisional' : ''}`;
}

describe('the steps of a ladder', () => {
  const normal = clock('2026-11-23 09:00', '10wd');
  const fortnight = clock('2026-11-02 10:00', '15nd');
  const urgent = clock('2026-11-20 16:00', '72h');

  it.each([
    ['due', '2026-12-07 17:30', normal],
    ['-2wd', '2026-12-03 08:30', normal],
    ['-1wd', '2026-12-04 08:30', normal],
    ['+2wd', '2026-12-09 17:30', normal],
    ['+20wd', '2027-01-05 17:30 provisional', normal],
    ['50%', '2026-11-30 08:30', normal], // the opening of the 5th of 10 days
    ['55%', '2026-12-01 08:30', normal], // the 6th
    // Due 2026-11-17 24:00: the day is the 17th.
    ['due', '2026-11-18 00:00', fortnight],
    ['-1wd', '2026-11-16 08:30', fortnight],
    ['+2wd', '2026-11-19 17:30', fortnight],
    ['50%', '2026-11-10 08:30', fortnight], // the 8th of 15 days
    ['40%', '2026-11-08 00:00', fortnight], // the 6th, a Sunday: 0:00
    ['50%', '2026-11-22 04:00', urgent],
    ['80%', '2026-11-23 01:36', urgent],
    ['+12h', '2026-11-24 04:00', urgent],
    ['+48h', '2026-11-25 16:00', urgent],
    ['+5wd', '2026-11-30 17:30', urgent],
    ['-12h', '2026-11-23 04:00', urgent],
    ['-2wh', '2026-11-23 11:30', urgent],
    ['50%', '2026-11-23 09:30', clock('2026-11-20 16:30', '4wh')],
    ['+30min', '2026-11-20 17:15', clock('2026-11-20 16:30', '15min')],
  ])('%s falls on %s', (offset, expected, run) => {
    expect(step(offset, run)).toBe(expected);
  });

  it('that would lie before the start are dropped, and one at the start stands', () => {
    expect(step('-2wd', clock('2026-11-23 09:00', '1wd'))).toBe('dropped (2026-11-20 08:30)');
    expect(step('-1wd', clock('2026-11-23 09:00', '1wd'))).toBe('dropped (2026-11-23 08:30)');
    expect(step('-1wd', clock('2026-11-23 08:30', '1wd'))).toBe('2026-11-23 08:30');
  });

  it('by share mind the pauses: use is what counts', () => {
    const paused = clock('2026-11-02 10:00', '24h', ['2026-11-02 20:00', '2026-11-03 02:00']);
    expect(step('50%', paused)).toBe('2026-11-03 04:00');
    const days = clock('2026-11-02 10:00', '10wd', ['2026-11-04 09:00', '2026-12-01 10:00']);
    expect(step('20%', days)).toBe('2026-12-01 08:30'); // the second day that counted
  });

  it('after due mind the pauses too: nobody is escalated while the case waits on somebody else', () => {
    const overdue = { ...normal, pauses: [[local('2026-12-08 09:00'), local('2026-12-10 10:00')] as const] };
    expect(step('+2wd', overdue)).toBe('2026-12-11 17:30');
    expect(step('-1wd', overdue)).toBe('2026-12-04 08:30');
  });

  it('after due have no instant while the pause is open', () => {
    expect(step('+2wd', { ...normal, pauses: [[local('2026-12-08 09:00'), null]] })).toBe('paused');
  });

  it('repeat the last one in the rhythm of the ladder', () => {
    const run = clock('2026-10-09 09:00', '10wd', undefined, '5wd');
    expect(step('+20wd', run)).toBe('2026-11-19 17:30');
    expect(['+20wd#1', '+20wd#2'].map((offset) => step(offset, run))).toEqual(['2026-11-26 17:30', '2026-12-03 17:30']);
    const daily = clock('2026-11-20 16:00', '72h', undefined, '24h');
    expect(['+5wd#1', '+5wd#3'].map((offset) => step(offset, daily))).toEqual(['2026-12-01 17:30', '2026-12-03 17:30']);
  });

  it('refuse a share of a date, and a repetition without a rhythm', () => {
    expect(step('50%', { ...normal, span: null })).toBe('percent-without-span');
    expect(step('50%', { ...normal, span: spanOf('-3wd') })).toBe('percent-of-backward-span');
    expect(step('+20wd#1', normal)).toBe('repetition-without-rhythm');
  });
});

describe('days overdue', () => {
  const due = local('2026-11-20 17:30'); // a Friday
  it.each([
    ['wd', '2026-11-20 17:29', 0],
    ['wd', '2026-11-20 23:59', 0],
    ['wd', '2026-11-22 12:00', 0],
    ['wd', '2026-11-23 00:00', 1],
    ['wh', '2026-11-24 09:00', 2],
    ['h', '2026-11-22 12:00', 2],
    ['min', '2026-11-21 00:00', 1],
    ['nd', '2026-11-23 12:00', 3],
  ] as const)('in %s at %s are %i', (unit, now, days) => {
    expect(daysOverdue(due, unit, local(now), calendar)).toBe(days);
  });

  it('of a due of 24:00 begin after the day that it ends', () => {
    const midnight = local('2026-11-18 00:00');
    expect(daysOverdue(midnight, 'nd', midnight, calendar)).toBe(1);
    expect(daysOverdue(midnight, 'nd', midnight.subtract({ minutes: 1 }), calendar)).toBe(0);
  });
});

describe('a co-handler’s sub-deadline', () => {
  const due = (run: ClockRun) => {
    const found = subDeadline(run, calendar);
    return found.ok ? formatInstant(found.due, 'Asia/Shanghai').slice(0, 16) : found.problem.code;
  };

  it('lies a working day before the lead’s due', () => {
    expect(due(clock('2026-11-23 09:00', '10wd'))).toBe('2026-12-04T08:30');
  });

  it('of a span in hours is 80 % of it', () => {
    expect(due(clock('2026-11-20 16:00', '24h'))).toBe('2026-11-21T11:12');
  });

  it('of a single day is the lead’s own', () => {
    expect(due(clock('2026-11-23 09:00', '1wd'))).toBe('2026-11-24T17:30');
    expect(due(clock('2026-11-23 09:00', '1nd'))).toBe('2026-11-25T00:00');
  });
});
