import { instantOfStart, type WorkingCalendar } from '#domain';
import { Temporal } from 'temporal-polyfill';

/**
 * The instant that a ledger's date means: the opening of that day where no time of day is given (time.md §3), kept
 * between the two bounds, because a ledger handed in at seven may name the opening of the same morning.
 */
export function toldInstant(
  day: string,
  time: string | null,
  calendar: WorkingCalendar,
  notBefore: Temporal.Instant | null,
  notAfter: Temporal.Instant,
): Temporal.Instant {
  const start = instantOfStart(time === null ? day : `${day}T${time}`, calendar);
  // the judge has read the date already: one that cannot be counted from is a bug there
  if (!start.ok) throw new Error(`a judged date is no instant: ${start.problem.code}`);
  if (Temporal.Instant.compare(start.at, notAfter) > 0) return notAfter;
  return notBefore && Temporal.Instant.compare(start.at, notBefore) < 0 ? notBefore : start.at;
}
