import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { arbitraryDeadline } from '../oracle/arbitrary-deadline.js';
import { statutoryYears } from '../oracle/county-calendar.js';
import { oracle, type OracleCalendar, type OracleRequest } from '../oracle/minute-oracle.js';
import { compileCalendar, type Deadline, deadlineOf, WEEKDAYS, type WorkingCalendar } from '#domain';

/** Everyday runs; a long night: `npx jest properties --globals '{"propertyRuns": 20000}'`. */
const numRuns = (globalThis as { propertyRuns?: number }).propertyRuns ?? 60;
const years = statutoryYears();

describe('deadlines on any calendar', () => {
  it('agree with the oracle that walks the minutes', () => {
    fc.assert(
      fc.property(arbitraryDeadline, ({ request, calendar }) => {
        const compiled = compile(request, calendar);
        fc.pre(compiled !== null);
        const found = count(request, compiled);
        expect(answerOf(found)).toEqual(oracle(request, calendar));
      }),
      { numRuns },
    );
  });

  it('are explained by intervals that lie end to end and count up to the span', () => {
    fc.assert(
      fc.property(arbitraryDeadline, ({ request, calendar }) => {
        const compiled = compile(request, calendar);
        fc.pre(compiled !== null);
        const found = count(request, compiled);
        fc.pre(found.ok);
        const intervals = found.intervals();
        let edge = Math.min(request.start, found.due.epochMilliseconds);
        for (const { from, to } of intervals) {
          expect(from.epochMilliseconds).toBe(edge);
          edge = to.epochMilliseconds;
          expect(edge).toBeGreaterThan(from.epochMilliseconds);
        }
        expect(edge).toBe(Math.max(request.start, found.due.epochMilliseconds));
        const counted = intervals.filter((interval) => interval.counted);
        const amount = Math.abs(request.amount);
        if (request.unit === 'wd' || request.unit === 'nd') expect(counted).toHaveLength(amount);
        else {
          const spent = counted.reduce((sum, { from, to }) => sum + to.epochMilliseconds - from.epochMilliseconds, 0);
          expect(spent).toBe(amount * (request.unit === 'min' ? 60_000 : 3_600_000));
        }
      }),
      { numRuns },
    );
  });

  it('[I-06] in working days fall on the closing of a working day (backwards: the opening), nowhere else', () => {
    fc.assert(
      fc.property(arbitraryDeadline, ({ request, calendar }) => {
        const compiled = compile(request, calendar);
        fc.pre(compiled !== null);
        const found = count({ ...request, unit: 'wd', amount: Math.ceil(request.amount) || 1 }, compiled);
        fc.pre(found.ok);
        const due = found.due.epochMilliseconds;
        const days = [compiled.dayAt(due), compiled.dayEndingAt(due)].map((day) => compiled.day(day));
        expect(days.some(({ working, closing, opening }) => working && [closing, opening].includes(due))).toBe(true);
      }),
      { numRuns },
    );
  });
});

/** Null where the drawn calendar has no working time for a year on the side to which the span runs. */
function compile(
  request: OracleRequest,
  { timeZone, week, closed, open, statutory }: OracleCalendar,
): WorkingCalendar | null {
  const hours = Object.fromEntries(WEEKDAYS.map((day, i) => [day, week[(i + 1) % 7]]));
  const definition = { timeZone, week: hours, closed, open, statutory: statutory ? 'CN' : null };
  const asOf = Temporal.Instant.fromEpochMilliseconds(request.start).toZonedDateTimeISO('UTC').toPlainDate();
  const compiled = compileCalendar(definition, years, request.amount > 0 ? asOf : asOf.subtract({ days: 366 }));
  return compiled.ok ? compiled.calendar : null;
}

function count({ start, unit, amount, pauses, roll }: OracleRequest, calendar: WorkingCalendar): Deadline {
  const instants = pauses.map(([from, to]) => [instant(from), to === null ? null : instant(to)] as const);
  return deadlineOf(instant(start), { unit, amount }, calendar, { pauses: instants, roll });
}

function answerOf(deadline: Deadline): unknown {
  if (deadline.ok) return { due: deadline.due.epochMilliseconds, provisional: deadline.provisional };
  expect(deadline.problem.code).toBe('paused');
  return { due: null, provisional: expect.any(Boolean) };
}

function instant(ms: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(ms);
}
