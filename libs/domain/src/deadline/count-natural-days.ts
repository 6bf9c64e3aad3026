import { type CalendarDay } from '../calendar/calendar-day.js';
import { type EpochDay } from '../calendar/epoch-day.js';
import { type WorkingCalendar } from '../calendar/working-calendar.js';
import { BOUND_DAYS, beyondBound, pausedFor, type CountedDay, type CountFailure } from './count.js';
import { type Notes } from './note.js';
import { stopJustBefore, type Stop } from './pause.js';

/** What to do when the last natural day is off: on to the next working day (our default), or nothing. */
export type Roll = 'next' | 'none';

/**
 * 24:00 of the n-th natural day after `startDay`, rolled where that day is off. A day counts if the clock was running
 * in the last instant before its 24:00. Only the roll asks the calendar whether a date works, so only it can make the
 * result provisional.
 */
export function naturalDaysAfter(
  startDay: EpochDay,
  n: number,
  calendar: WorkingCalendar,
  stops: readonly Stop[],
  roll: Roll,
  notes?: Notes,
): CountedDay | CountFailure {
  let counted = 0;
  for (let number = startDay + 1; number <= startDay + BOUND_DAYS; number++) {
    const day = calendar.day(number);
    // A date that the zone skipped has no end of its own to count at.
    if (day.start === day.end) continue;
    const stop = stopJustBefore(day.end, stops);
    if (stop?.to === Infinity) return pausedFor(stop);
    if (stop) {
      notes?.skipped(day.start, day.end, 'paused');
      continue;
    }
    counted++;
    // Only of the last day is it asked whether it works, so only its name and standing belong into the notes.
    const asked = counted === n && roll === 'next' ? day : undefined;
    notes?.counted(day.start, day.end, 'natural-day', asked, counted);
    if (counted === n) return roll === 'next' ? rolled(day, startDay, calendar, notes) : reached(day, false);
  }
  return beyondBound;
}

function rolled(
  last: CalendarDay,
  startDay: EpochDay,
  calendar: WorkingCalendar,
  notes?: Notes,
): CountedDay | CountFailure {
  let provisional = false;
  for (let number = last.day; number <= startDay + BOUND_DAYS; number++) {
    const day = calendar.day(number);
    provisional ||= day.provisional;
    if (day !== last) notes?.skipped(day.start, day.end, 'roll', day);
    if (day.working) return reached(day, provisional);
  }
  return beyondBound;
}

function reached(day: CalendarDay, provisional: boolean): CountedDay {
  return { ok: true, at: day.end, provisional, day };
}

/** 0:00 of the n-th natural day before `startDay`; never rolled, never provisional. */
export function naturalDaysBefore(
  startDay: EpochDay,
  n: number,
  calendar: WorkingCalendar,
  notes?: Notes,
): CountedDay | CountFailure {
  let counted = 0;
  for (let number = startDay - 1; number >= startDay - BOUND_DAYS; number--) {
    const day = calendar.day(number);
    if (day.start === day.end) continue;
    counted++;
    notes?.counted(day.start, day.end, 'natural-day', undefined, counted);
    if (counted === n) return { ok: true, at: day.start, provisional: false, day };
  }
  return beyondBound;
}
