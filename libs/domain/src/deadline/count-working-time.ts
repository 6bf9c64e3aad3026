import { type WorkingCalendar } from '../calendar/working-calendar.js';
import { BOUND_DAYS, beyondBound, pausedFor, type Counted, type CountFailure } from './count.js';
import { type Notes } from './note.js';
import { type Stop } from './pause.js';
import { spend } from './running-time.js';

/**
 * The earliest instant at which `budget` milliseconds of open time have passed since `start` while the clock ran: a
 * budget that exactly fills a day ends at its closing, not at the next opening.
 */
export function workingTimeAfter(
  start: number,
  budget: number,
  calendar: WorkingCalendar,
  stops: readonly Stop[],
  notes?: Notes,
): Counted | CountFailure {
  const first = calendar.dayAt(start);
  let left = budget;
  let provisional = false;
  let told = start;
  for (let number = first; number <= first + BOUND_DAYS; number++) {
    const day = calendar.day(number);
    const idle = day.working ? 'outside-hours' : day.kind;
    provisional ||= day.provisional;
    for (let i = 0; i < day.open.length; i += 2) {
      const from = Math.max(day.open[i]!, start);
      const to = day.open[i + 1]!;
      if (from >= to) continue;
      notes?.skipped(told, from, idle, day);
      const spent = spend(left, from, to, stops, notes && piecesInto(notes, day));
      if ('pausedBy' in spent) return pausedFor(spent.pausedBy);
      if ('at' in spent) return { ok: true, at: spent.at, provisional };
      left = spent.left;
      told = to;
    }
    notes?.skipped(told, day.end, idle, day);
    told = day.end;
    const last = stops.at(-1);
    if (last?.to === Infinity && last.from <= day.end) return pausedFor(last);
  }
  return beyondBound;
}

/** The latest instant from which `budget` milliseconds of open time pass until `start`. */
export function workingTimeBefore(
  start: number,
  budget: number,
  calendar: WorkingCalendar,
  notes?: Notes,
): Counted | CountFailure {
  const first = calendar.dayEndingAt(start);
  let left = budget;
  let provisional = false;
  let told = start;
  for (let number = first; number >= first - BOUND_DAYS; number--) {
    const day = calendar.day(number);
    const idle = day.working ? 'outside-hours' : day.kind;
    provisional ||= day.provisional;
    for (let i = day.open.length - 2; i >= 0; i -= 2) {
      const from = day.open[i]!;
      const to = Math.min(day.open[i + 1]!, start);
      if (from >= to) continue;
      notes?.skipped(to, told, idle, day);
      const at = Math.max(from, to - left);
      notes?.counted(at, to, 'working-time', day);
      left -= to - at;
      if (left === 0) return { ok: true, at, provisional };
      told = from;
    }
    notes?.skipped(day.start, told, idle, day);
    told = day.start;
  }
  return beyondBound;
}

function piecesInto(notes: Notes, day: Parameters<Notes['counted']>[3]) {
  return (from: number, to: number, ran: boolean) =>
    ran ? notes.counted(from, to, 'working-time', day) : notes.skipped(from, to, 'paused', day);
}
