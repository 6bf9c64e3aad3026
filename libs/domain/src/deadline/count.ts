import { type CalendarDay } from '../calendar/calendar-day.js';
import { type Stop } from './pause.js';

/** Ten years, leap days counted generously: how far from its start the arithmetic looks (time.md §2). */
export const BOUND_DAYS = 3653;

/** Where a count came out. */
export interface Counted {
  readonly ok: true;
  readonly at: number;
  /** It consulted a date of a year without a published calendar. */
  readonly provisional: boolean;
}

/** The day on which a count of days came out, where there is one. */
export interface CountedDay extends Counted {
  readonly day: CalendarDay;
}

export type CountProblem =
  | { readonly code: 'beyond-bound'; readonly years: 10 }
  /** The clock stands still with no end in sight: there is no deadline until it resumes. */
  | { readonly code: 'paused'; readonly since: number };

export interface CountFailure {
  readonly ok: false;
  readonly problem: CountProblem;
}

export const beyondBound: CountFailure = { ok: false, problem: { code: 'beyond-bound', years: 10 } };

/** The failure of a count that ran into a stop without end. */
export function pausedFor(stop: Stop): CountFailure {
  return { ok: false, problem: { code: 'paused', since: stop.from } };
}
