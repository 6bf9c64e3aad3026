import { type Temporal } from 'temporal-polyfill';
import { type WorkingCalendar } from '../calendar/working-calendar.js';
import { parseSpan } from '../span/parse-span.js';
import { type Span } from '../span/span.js';
import { type Roll } from './count-natural-days.js';
import { type Pause } from './pause.js';
import { calendarOfRequest, type NamedCalendars } from './request-calendar.js';
import { type RequestProblem } from './request-problem.js';
import { instantOfStart } from './start.js';

/** A request for a deadline, read whole. */
export interface DeadlineRequest {
  readonly start: Temporal.Instant;
  /** The start is a bare date whose opening rests on an unpublished year. */
  readonly startProvisional: boolean;
  readonly span: Span;
  readonly pauses: readonly Pause[];
  readonly roll: Roll;
  readonly calendar: WorkingCalendar;
}

/** No clock stops so often; more is an attempt to keep the arithmetic busy. */
const MOST_PAUSES = 1000;

/** Reads `{from, span, pauses?, roll?, calendar?}` and names everything that is wrong with it, not only the first. */
export function readDeadlineRequest(
  input: unknown,
  calendars: NamedCalendars,
): { ok: true; request: DeadlineRequest } | { ok: false; problems: readonly RequestProblem[] } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { ok: false, problems: [{ field: '', code: 'wrong-type', value: input, expected: '{from, span, …}' }] };
  }
  const written = input as Record<string, unknown>;
  const problems: RequestProblem[] = [];
  const span = readSpan(written.span, problems);
  const roll = readRoll(written.roll, problems);
  const calendar = calendarOfRequest(written.calendar, written.from, span, calendars, problems);
  const start = calendar && readStart(written.from, calendar, problems);
  const pauses = calendar ? readPauses(written.pauses ?? [], calendar, problems) : [];
  if (!span || !roll || !calendar || !start || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    request: { start: start.at, startProvisional: start.provisional, span, pauses, roll, calendar },
  };
}

function readSpan(value: unknown, problems: RequestProblem[]): Span | null {
  const parsed = parseSpan(value);
  if (parsed.ok) return parsed.span;
  problems.push({ field: 'span', code: value === undefined ? 'missing' : parsed.problem.code, value });
  return null;
}

function readRoll(value: unknown, problems: RequestProblem[]): Roll | null {
  if (value === undefined) return 'next';
  if (value === 'next' || value === 'none') return value;
  problems.push({ field: 'roll', code: 'unknown-roll', value, expected: 'next, none' });
  return null;
}

function readStart(value: unknown, calendar: WorkingCalendar, problems: RequestProblem[]) {
  const start = instantOfStart(value, calendar);
  if (start.ok) return start;
  problems.push({ field: 'from', code: value === undefined ? 'missing' : start.problem.code, value });
  return null;
}

function readPauses(value: unknown, calendar: WorkingCalendar, problems: RequestProblem[]): Pause[] {
  const pauses: Pause[] = [];
  if (!Array.isArray(value)) {
    problems.push({ field: 'pauses', code: 'wrong-type', value, expected: 'a list of [from, to]' });
    return pauses;
  }
  if (value.length > MOST_PAUSES) {
    problems.push({ field: 'pauses', code: 'too-many', value: value.length, expected: `at most ${MOST_PAUSES}` });
    return pauses;
  }
  for (const [index, entry] of (value as unknown[]).entries()) {
    const field = `pauses.${index}`;
    if (!Array.isArray(entry) || entry.length !== 2) {
      problems.push({ field, code: 'wrong-type', value: entry, expected: '[from, to]; to may be null' });
      continue;
    }
    const from = readEdge(entry[0], `${field}.0`, calendar, problems);
    const to = entry[1] === null ? null : readEdge(entry[1], `${field}.1`, calendar, problems);
    if (from && to && from.epochMilliseconds > to.epochMilliseconds) {
      problems.push({ field, code: 'pause-backwards', value: entry });
    }
    if (from && to !== undefined) pauses.push([from, to]);
  }
  return pauses;
}

/** An edge of a pause is an instant of the event log; a bare date would leave open which part of the day it means. */
function readEdge(
  value: unknown,
  field: string,
  calendar: WorkingCalendar,
  problems: RequestProblem[],
): Temporal.Instant | undefined {
  const bareDate = typeof value === 'string' && value.length === 10;
  const read = instantOfStart(value, calendar);
  if (read.ok && !bareDate) return read.at;
  problems.push({ field, code: read.ok ? 'date-without-time' : read.problem.code, value });
  return undefined;
}
