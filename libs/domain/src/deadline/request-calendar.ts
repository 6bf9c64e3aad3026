import { Temporal } from 'temporal-polyfill';
import { readCalendarDefinition } from '../calendar/calendar-definition.js';
import { compileCalendar } from '../calendar/compile-calendar.js';
import { type WorkingCalendar } from '../calendar/working-calendar.js';
import { type Span } from '../span/span.js';
import { type RequestProblem } from './request-problem.js';

/** The calendars that a request may name. */
export type NamedCalendars = ReadonlyMap<string, WorkingCalendar>;

/**
 * The calendar that a request names (left out: `default`) or writes out. One written out adds nothing statutory, and
 * must have working time within 366 days of the start, on the side to which the span runs. Null: see `problems`.
 */
export function calendarOfRequest(
  value: unknown,
  from: unknown,
  span: Span | null,
  calendars: NamedCalendars,
  problems: RequestProblem[],
): WorkingCalendar | null {
  if (typeof value === 'object' && value !== null) return inlineCalendar(value, from, span, problems);
  const name = value ?? 'default';
  const calendar = typeof name === 'string' ? calendars.get(name) : undefined;
  if (!calendar) {
    const known = [...calendars.keys()].join(', ');
    problems.push({ field: 'calendar', code: 'unknown-calendar', value: name, expected: known });
  }
  return calendar ?? null;
}

function inlineCalendar(
  value: object,
  from: unknown,
  span: Span | null,
  problems: RequestProblem[],
): WorkingCalendar | null {
  const { statutory = null } = value as { statutory?: unknown };
  if (statutory !== null) {
    problems.push({ field: 'calendar.statutory', code: 'inline-adds-nothing-statutory', value: statutory });
    return null;
  }
  const start = dateWrittenIn(from);
  if (!start) problems.push({ field: 'from', code: from === undefined ? 'missing' : 'not-an-instant', value: from });
  const backwards = span !== null && span.amount < 0;
  const compiled = start
    ? compileCalendar(value, [], backwards ? start.subtract({ days: 366 }) : start)
    : { ...readCalendarDefinition(value), calendar: null };
  if (compiled.ok) return compiled.calendar;
  for (const problem of compiled.problems) {
    problems.push({ ...problem, field: problem.field ? `calendar.${problem.field}` : 'calendar' });
  }
  return null;
}

/** The date as the start writes it, needed before its zone is known; a day more or less is nothing to a year's look. */
function dateWrittenIn(from: unknown): Temporal.PlainDate | null {
  if (typeof from !== 'string') return null;
  try {
    return Temporal.PlainDate.from(from.slice(0, 10));
  } catch {
    return null;
  }
}
