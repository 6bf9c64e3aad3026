import { type Temporal } from 'temporal-polyfill';
import { type DecisionContext } from '../case/decision.js';
import { type ClockState, keyOf } from '../clock/clock.js';
import { type ClockRun, offsetInstant } from '../deadline/index.js';
import { formatOffset } from '../span/index.js';
import { type Ladder, type Step } from './policy.js';

/** A row that says "at this instant, decide this". */
export interface TimerPlan {
  readonly clock: string;
  readonly step: string;
  readonly version: number;
  readonly fireAt: Temporal.Instant;
  /** Why it will not fire, where that is known when it is planned. */
  readonly skipped: 'skipped: imported' | 'skipped: collapsed' | null;
}

/** The steps of the clock's ladder with their instants; steps that would lie before its start are dropped (time.md §5). */
export function stepsOf(clock: ClockState, context: DecisionContext): { step: Step; at: Temporal.Instant }[] {
  const ladder = ladderOf(clock, context);
  return (ladder?.steps ?? []).flatMap((step) => {
    if (step.forUnits && !(clock.span && step.forUnits.includes(clock.span.unit))) return [];
    const instant = offsetInstant(step.at, runOf(clock), context.calendar);
    return instant.ok && instant.kind === 'at' ? [{ step, at: instant.at }] : [];
  });
}

export function ladderOf(clock: ClockState, { policy, conditions }: DecisionContext): Ladder | undefined {
  return policy.ladderOf(clock.name, conditions);
}

/** The instant of the first reminder before due; null where the clock has none. */
export function warnAtOf(clock: ClockState, context: DecisionContext): Temporal.Instant | null {
  return stepsOf(clock, context).find(({ at }) => at.epochMilliseconds < clock.due.epochMilliseconds)?.at ?? null;
}

/**
 * The timers of a clock's present deadline version. Steps already past collapse into the highest one, fired once; a
 * step that fired stays fired unless its new instant lies in the future. What was past when a ledger brought the case
 * in is not fired at all (design §6).
 */
export function planTimers(
  clock: ClockState,
  importedAt: Temporal.Instant | null,
  now: Temporal.Instant,
  context: DecisionContext,
): TimerPlan[] {
  const steps = stepsOf(clock, context);
  const lies = (at: Temporal.Instant, before: Temporal.Instant | null) =>
    before !== null && at.epochMilliseconds < before.epochMilliseconds;
  const highest = steps.filter(({ at }) => lies(at, now) && !lies(at, importedAt)).at(-1)?.step.name;
  const plans = steps.map(({ step, at }): TimerPlan => {
    const plan = timerOf(clock, step.name, at);
    if (lies(at, importedAt)) return { ...plan, skipped: 'skipped: imported' };
    const fires = !lies(at, now) || (step.name === highest && !clock.fired.includes(step.name));
    return fires ? plan : { ...plan, skipped: 'skipped: collapsed' };
  });
  const isOver = plans.length > 0 && plans.every(({ skipped }) => skipped);
  return isOver ? [...plans, ...nextRepetition(clock, 0, now, context)] : plans;
}

/** The repetition after the last step, or after its `count`-th repetition; the first that lies at or after `now`. */
export function nextRepetition(
  clock: ClockState,
  count: number,
  now: Temporal.Instant,
  context: DecisionContext,
): TimerPlan[] {
  const ladder = ladderOf(clock, context);
  const last = ladder?.steps.at(-1);
  if (!ladder?.repeat || !last) return [];
  const run = { ...runOf(clock), repeatEvery: ladder.repeat.every };
  const repetition = (number: number) => ({ kind: 'repetition', of: last.at, number }) as const;
  const found = (number: number) => offsetInstant(repetition(number), run, context.calendar);
  const number = firstThat((one) => {
    const instant = found(one);
    return !instant.ok || instant.at.epochMilliseconds >= now.epochMilliseconds;
  }, count + 1);
  const next = found(number);
  return next.ok ? [timerOf(clock, formatOffset(repetition(number)), next.at)] : [];
}

/**
 * The smallest number from `first` on that holds, where all behind one that holds do too. In leaps, because a case that
 * a ledger brings in has been overdue for hundreds of repetitions.
 */
function firstThat(holds: (number: number) => boolean, first: number): number {
  let low = first - 1;
  let high = first;
  for (let leap = 1; !holds(high); leap *= 2) {
    low = high;
    high += leap;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function timerOf(clock: ClockState, step: string, fireAt: Temporal.Instant): TimerPlan {
  return { clock: keyOf(clock), step, version: clock.version, fireAt, skipped: null };
}

/** The clock as its steps are counted from it. */
export function runOf(clock: ClockState): ClockRun {
  return { start: clock.startedAt, due: clock.due, span: clock.span, pauses: clock.pauses };
}
