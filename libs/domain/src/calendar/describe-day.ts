import { Temporal } from 'temporal-polyfill';
import { type DayKind } from './calendar-day.js';
import { type WorkingCalendar } from './working-calendar.js';

/** A date as a page shows it: why it works or is off, and its open hours as instants. */
export interface DescribedDay {
  readonly date: string;
  readonly working: boolean;
  readonly kind: DayKind;
  readonly name?: string;
  readonly provisional: boolean;
  readonly hours: readonly { readonly from: Temporal.Instant; readonly to: Temporal.Instant }[];
}

/** Describes one date of a calendar. */
export function describeDay(date: Temporal.PlainDate, calendar: WorkingCalendar): DescribedDay {
  const { working, kind, name, provisional, open } = calendar.dayOn(date);
  const hours = [];
  for (let i = 0; i < open.length; i += 2) hours.push({ from: instant(open[i]!), to: instant(open[i + 1]!) });
  return { date: date.toString(), working, kind, ...(name ? { name } : {}), provisional, hours };
}

/** The local date of an instant. */
export function dateAt(at: Temporal.Instant, calendar: WorkingCalendar): Temporal.PlainDate {
  return at.toZonedDateTimeISO(calendar.timeZone).toPlainDate();
}

/** Whether the office is open at an instant; at the closing itself it is not. */
export function isOpenAt(at: Temporal.Instant, calendar: WorkingCalendar): boolean {
  const ms = at.epochMilliseconds;
  const { open } = calendar.day(calendar.dayAt(ms));
  for (let i = 0; i < open.length; i += 2) if (open[i]! <= ms && ms < open[i + 1]!) return true;
  return false;
}

/**
 * The first half-day opening at or after an instant: when a digest goes out (time.md §6). Null where the calendar
 * opens no more within `days`.
 */
export function nextOpening(after: Temporal.Instant, calendar: WorkingCalendar, days = 366): Temporal.Instant | null {
  const ms = after.epochMilliseconds;
  const first = calendar.dayAt(ms);
  for (let day = first; day <= first + days; day++) {
    const { open } = calendar.day(day);
    for (let i = 0; i < open.length; i += 2) if (open[i]! >= ms) return instant(open[i]!);
  }
  return null;
}

function instant(ms: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(ms);
}
