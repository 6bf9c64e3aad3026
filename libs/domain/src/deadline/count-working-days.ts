import { type EpochDay } from '../calendar/epoch-day.js';
import { type WorkingCalendar } from '../calendar/working-calendar.js';
import { BOUND_DAYS, beyondBound, pausedFor, type CountedDay, type CountFailure } from './count.js';
import { type Notes } from './note.js';
import { stopJustBefore, type Stop } from './pause.js';

/**
 * The closing of the n-th working day after `startDay`. A day counts if the clock was running in the last instant
 * before its closing, so a pause overnight moves nothing, and resuming starts no new uncounted day.
 */
export function workingDaysAfter(
  startDay: EpochDay,
  n: number,
  calendar: WorkingCalendar,
  stops: readonly Stop[],
  notes?: Notes,
): CountedDay | CountFailure {
  let counted = 0;
  let provisional = false;
  for (let number = startDay + 1; number <= startDay + BOUND_DAYS; number++) {
    const day = calendar.day(number);
    provisional ||= day.provisional;
    if (!day.working) {
      notes?.skipped(day.start, day.end, day.kind, day);
      continue;
    }
    const stop = stopJustBefore(day.closing, stops);
    if (stop?.to === Infinity) return pausedFor(stop);
    if (stop) {
      notes?.skipped(day.start, day.end, 'paused', day);
      continue;
    }
    counted++;
    const last = counted === n;
    notes?.counted(day.start, last ? day.closing : day.end, day.kind, day, counted);
    if (last) return { ok: true, at: day.closing, provisional, day };
  }
  return beyondBound;
}

/** The opening of the n-th working day before `startDay`. No pause concerns it: the clock had not begun. */
export function workingDaysBefore(
  startDay: EpochDay,
  n: number,
  calendar: WorkingCalendar,
  notes?: Notes,
): CountedDay | CountFailure {
  let counted = 0;
  let provisional = false;
  for (let number = startDay - 1; number >= startDay - BOUND_DAYS; number--) {
    const day = calendar.day(number);
    provisional ||= day.provisional;
    if (!day.working) {
      notes?.skipped(day.start, day.end, day.kind, day);
      continue;
    }
    counted++;
    const last = counted === n;
    notes?.counted(last ? day.opening : day.start, day.end, day.kind, day, counted);
    if (last) return { ok: true, at: day.opening, provisional, day };
  }
  return beyondBound;
}
