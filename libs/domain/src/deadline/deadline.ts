import { Temporal } from 'temporal-polyfill';
import { type WorkingCalendar } from '../calendar/working-calendar.js';
import { type Span } from '../span/span.js';
import { type Roll } from './count-natural-days.js';
import { countSpan } from './count-span.js';
import { type CountProblem } from './count.js';
import { Notes, type CountedInterval } from './note.js';
import { stopsOf, type Pause, type PauseProblem } from './pause.js';

/** The due instant of a promise, with its reasons on demand. */
export interface Due {
  readonly ok: true;
  readonly due: Temporal.Instant;
  /** It rests on a date whose year has no published calendar, and is recomputed when that is imported. */
  readonly provisional: boolean;
  /** Each counted stretch and each skipped one, end to end between start and due; recounted at each call. */
  intervals(): readonly CountedInterval[];
}

export type DeadlineProblem =
  | PauseProblem
  | Exclude<CountProblem, { code: 'paused' }>
  /** An open pause began before the span was used up: no deadline until the clock resumes. */
  | { readonly code: 'paused'; readonly since: Temporal.Instant };

export type Deadline = Due | { readonly ok: false; readonly problem: DeadlineProblem };

export interface DeadlineOptions {
  /** In any order, also overlapping. A span backwards ignores them: it lies before the clock began. */
  readonly pauses?: readonly Pause[];
  /** For natural days whose last day is off; default `next`. */
  readonly roll?: Roll;
}

/**
 * The instant at which `span` has passed since `start` (or, negative, from which it passes until `start`), by the
 * rules of time.md §3. Instants are taken to the millisecond. Bounded to ten years on either side.
 */
export function deadlineOf(
  start: Temporal.Instant,
  span: Span,
  calendar: WorkingCalendar,
  options: DeadlineOptions = {},
): Deadline {
  const read = stopsOf(options.pauses);
  if (!read.ok) return read;
  const at = start.epochMilliseconds;
  const anchor = { at, day: calendar.dayAt(at) };
  const rules = { stops: read.stops, roll: options.roll ?? 'next' };
  const counted = countSpan(anchor, span, calendar, rules);
  if (!counted.ok) return { ok: false, problem: problemOf(counted.problem) };
  return {
    ok: true,
    due: Temporal.Instant.fromEpochMilliseconds(counted.at),
    provisional: counted.provisional,
    intervals() {
      const notes = new Notes();
      countSpan(anchor, span, calendar, rules, notes);
      return notes.inOrder();
    },
  };
}

/** A count's problem with its instants as instants. */
export function problemOf(problem: CountProblem): DeadlineProblem {
  if (problem.code !== 'paused') return problem;
  return { code: 'paused', since: Temporal.Instant.fromEpochMilliseconds(problem.since) };
}
