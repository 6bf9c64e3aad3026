import { Temporal } from 'temporal-polyfill';
import { parseDate } from '../calendar/epoch-day.js';
import { type WorkingCalendar } from '../calendar/working-calendar.js';

export type StartProblem =
  | { readonly code: 'not-an-instant'; readonly value: unknown }
  | { readonly code: 'out-of-range'; readonly value: string };

export type Start =
  /** `provisional`: a bare date whose opening rests on an unpublished year. */
  | { readonly ok: true; readonly at: Temporal.Instant; readonly provisional: boolean }
  | { readonly ok: false; readonly problem: StartProblem };

/** Years in which a case of this product can begin; beyond them a date is a slip of the pen. */
const YEARS = { first: 1900, last: 2200 };

/**
 * Reads the start of a count: an instant with offset; a local time without, in the calendar's zone; or a bare date,
 * which means its opening, or 0:00 where it is off.
 */
export function instantOfStart(text: unknown, calendar: WorkingCalendar): Start {
  if (typeof text !== 'string') return { ok: false, problem: { code: 'not-an-instant', value: text } };
  const date = parseDate(text);
  if (date) {
    if (!inRange(date.year)) return { ok: false, problem: { code: 'out-of-range', value: text } };
    const { opening, provisional } = calendar.dayOn(date);
    return { ok: true, at: Temporal.Instant.fromEpochMilliseconds(opening), provisional };
  }
  const at = readInstant(text) ?? readLocal(text, calendar);
  if (!at) return { ok: false, problem: { code: 'not-an-instant', value: text } };
  if (!inRange(at.toZonedDateTimeISO('UTC').year)) return { ok: false, problem: { code: 'out-of-range', value: text } };
  return { ok: true, at, provisional: false };
}

function readInstant(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return null;
  }
}

/** Needs a date and a time of day; a year and month, or a time alone, is no start. */
function readLocal(text: string, calendar: WorkingCalendar): Temporal.Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?$/.test(text)) return null;
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toZonedDateTime(calendar.timeZone).toInstant();
  } catch {
    return null;
  }
}

function inRange(year: number): boolean {
  return year >= YEARS.first && year <= YEARS.last;
}
