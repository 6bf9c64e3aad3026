import { type Temporal } from 'temporal-polyfill';
import { type WorkingCalendar } from '../calendar/working-calendar.js';
import { type SpanUnit } from '../span/span.js';

/**
 * How many days after the due day have begun by `now`: working days for wd and wh clocks, calendar days for nd, h and
 * min (time.md §4). A day begins at its 0:00; a due of 24:00 belongs to the day that it ends; 0 on the due day and
 * before.
 */
export function daysOverdue(
  due: Temporal.Instant,
  unit: SpanUnit,
  now: Temporal.Instant,
  calendar: WorkingCalendar,
): number {
  const dueDay = calendar.dayEndingAt(due.epochMilliseconds);
  const today = calendar.dayAt(now.epochMilliseconds);
  const inWorkingDays = unit === 'wd' || unit === 'wh';
  let days = 0;
  for (let number = dueDay + 1; number <= today; number++) {
    const day = calendar.day(number);
    if (inWorkingDays ? day.working : day.start < day.end) days++;
  }
  return days;
}
