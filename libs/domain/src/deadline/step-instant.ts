import { Temporal } from 'temporal-polyfill';
import { type EpochDay } from '../calendar/epoch-day.js';
import { type WorkingCalendar } from '../calendar/working-calendar.js';
import { type Offset, type StepOffset } from '../span/offset.js';
import { type Span } from '../span/span.js';
import { countSpan } from './count-span.js';
import { type Counted, type CountFailure } from './count.js';
import { problemOf, type DeadlineOptions, type DeadlineProblem } from './deadline.js';
import { stopsOf, type Stop } from './pause.js';
import { shareOfSpan } from './share-of-span.js';

/** A clock as its ladder sees it. */
export interface ClockRun {
  readonly start: Temporal.Instant;
  readonly due: Temporal.Instant;
  /** Null: the clock has a date instead of a span, and no share of it can be told. */
  readonly span: Span | null;
  readonly pauses?: DeadlineOptions['pauses'];
  /** After its last step a ladder repeats it in this rhythm (5wd, or 24h). */
  readonly repeatEvery?: Span;
}

export type StepProblem =
  | DeadlineProblem
  | { readonly code: 'percent-without-span' }
  | { readonly code: 'percent-of-backward-span' }
  | { readonly code: 'repetition-without-rhythm' };

export type StepInstant =
  /** `provisional` of this step's own count; a step of a provisional due is provisional with it. */
  | { readonly ok: true; readonly kind: 'at'; readonly at: Temporal.Instant; readonly provisional: boolean }
  /** It would lie before the clock's start, where nobody could be told: the step does not exist. */
  | { readonly ok: true; readonly kind: 'dropped'; readonly because: 'before-start'; readonly at: Temporal.Instant }
  | { readonly ok: false; readonly problem: StepProblem };

/**
 * When a step of a ladder falls (time.md §5): reminders in wd at the opening of their day, steps after due in wd at
 * its closing; a due of 24:00 is reckoned to the day that it ends. After due the count minds the clock's pauses, as
 * the clock's own span does: while a case waits on somebody else, no step against its handler comes nearer.
 */
export function offsetInstant(offset: Offset, run: ClockRun, calendar: WorkingCalendar): StepInstant {
  const read = stopsOf(run.pauses);
  if (!read.ok) return read;
  const found =
    offset.kind === 'repetition'
      ? repetitionAt(offset.of, offset.number, run, calendar, read.stops)
      : stepAt(offset, run, calendar, read.stops);
  if (!found.ok)
    return { ok: false, problem: found.problem.code === 'paused' ? problemOf(found.problem) : found.problem };
  const at = Temporal.Instant.fromEpochMilliseconds(found.at);
  if (found.at < run.start.epochMilliseconds) return { ok: true, kind: 'dropped', because: 'before-start', at };
  return { ok: true, kind: 'at', at, provisional: found.provisional };
}

/** Problems of this file beside those of a count. */
type Failure = CountFailure | { readonly ok: false; readonly problem: Exclude<StepProblem, { code: 'paused' }> };

function stepAt(
  offset: StepOffset,
  run: ClockRun,
  calendar: WorkingCalendar,
  stops: readonly Stop[],
): Counted | Failure {
  const due = run.due.epochMilliseconds;
  switch (offset.kind) {
    case 'due':
      return { ok: true, at: due, provisional: false };
    case 'share':
      if (!run.span) return { ok: false, problem: { code: 'percent-without-span' } };
      if (run.span.amount < 0) return { ok: false, problem: { code: 'percent-of-backward-span' } };
      return shareOfSpan(offset.percent, run.start.epochMilliseconds, run.span, calendar, stops);
    case 'before':
      return countFrom(due, { ...offset.span, amount: -offset.span.amount }, calendar, []);
    case 'after':
      return countFrom(due, offset.span, calendar, stops);
  }
}

/** The `number`-th repetition, counted on from the step that it repeats, so that all of them share its time of day. */
function repetitionAt(
  step: StepOffset,
  number: number,
  run: ClockRun,
  calendar: WorkingCalendar,
  stops: readonly Stop[],
): Counted | Failure {
  if (!run.repeatEvery) return { ok: false, problem: { code: 'repetition-without-rhythm' } };
  const first = stepAt(step, run, calendar, stops);
  if (!first.ok) return first;
  const rest = countFrom(first.at, { ...run.repeatEvery, amount: run.repeatEvery.amount * number }, calendar, stops);
  return rest.ok ? { ...rest, provisional: rest.provisional || first.provisional } : rest;
}

function countFrom(at: number, span: Span, calendar: WorkingCalendar, stops: readonly Stop[]): Counted | CountFailure {
  const day: EpochDay = calendar.dayEndingAt(at);
  return countSpan({ at, day }, span, calendar, { stops, roll: 'next' });
}
