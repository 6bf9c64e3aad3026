import { DAY_MS } from '../calendar/zone-days.js';
import { BOUND_DAYS, beyondBound, pausedFor, type Counted, type CountFailure } from './count.js';
import { type Notes } from './note.js';
import { type Stop } from './pause.js';
import { spend } from './running-time.js';

const BOUND_MS = BOUND_DAYS * DAY_MS;

/** The earliest instant at which the clock has run for `budget` milliseconds since `start`; day and night are alike. */
export function clockTimeAfter(
  start: number,
  budget: number,
  stops: readonly Stop[],
  notes?: Notes,
): Counted | CountFailure {
  const spent = spend(budget, start, start + BOUND_MS, stops, (from, to, ran) =>
    ran ? notes?.counted(from, to, 'clock-time') : notes?.skipped(from, to, 'paused'),
  );
  if ('pausedBy' in spent) return pausedFor(spent.pausedBy);
  return 'at' in spent ? { ok: true, at: spent.at, provisional: false } : beyondBound;
}

/** `budget` milliseconds before `start` by the wall clock. */
export function clockTimeBefore(start: number, budget: number, notes?: Notes): Counted | CountFailure {
  if (budget > BOUND_MS) return beyondBound;
  notes?.counted(start - budget, start, 'clock-time');
  return { ok: true, at: start - budget, provisional: false };
}
