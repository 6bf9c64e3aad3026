import { type Temporal } from 'temporal-polyfill';
import { type WorkingCalendar } from './working-calendar.js';

/** Names the half-day in which an instant lies: its date and how many of the day's openings have begun. */
export function halfDayOf(at: Temporal.Instant, calendar: WorkingCalendar): string {
  const ms = at.epochMilliseconds;
  const day = calendar.dayAt(ms);
  const begun = calendar.day(day).open.filter((edge, i) => i % 2 === 0 && edge <= ms).length;
  return `${day}/${begun}`;
}
