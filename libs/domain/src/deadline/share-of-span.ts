import { type WorkingCalendar } from '../calendar/working-calendar.js';
import { countsDays, millisecondsOf, type Span } from '../span/span.js';
import { clockTimeAfter } from './count-clock-time.js';
import { naturalDaysAfter } from './count-natural-days.js';
import { workingDaysAfter } from './count-working-days.js';
import { workingTimeAfter } from './count-working-time.js';
import { type Counted, type CountFailure } from './count.js';
import { type Stop } from './pause.js';

/** Which counted day a share of n days falls on: p × n rounded up, in whole numbers so that 80 % of 5 is the 4th. */
export function dayOfShare(percent: number, days: number): number {
  return Math.ceil((percent * days) / 100);
}

/**
 * The instant at which a share of a span (> 0) is used: exactly for wh, h and min; for wd and nd the opening of the
 * counted day p × n rounded up (0:00 where that natural day is off).
 */
export function shareOfSpan(
  percent: number,
  start: number,
  span: Span,
  calendar: WorkingCalendar,
  stops: readonly Stop[],
): Counted | CountFailure {
  if (!countsDays(span)) {
    const share = Math.max(1, Math.round((millisecondsOf(span) * percent) / 100));
    return span.unit === 'wh' ? workingTimeAfter(start, share, calendar, stops) : clockTimeAfter(start, share, stops);
  }
  const nth = dayOfShare(percent, span.amount);
  const startDay = calendar.dayAt(start);
  const counted =
    span.unit === 'wd'
      ? workingDaysAfter(startDay, nth, calendar, stops)
      : naturalDaysAfter(startDay, nth, calendar, stops, 'none');
  if (!counted.ok) return counted;
  const { day } = counted;
  return { ok: true, at: day.opening, provisional: counted.provisional || day.provisional };
}
