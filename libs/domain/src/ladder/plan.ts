import { type Temporal } from 'temporal-polyfill';
import { type DecisionContext } from '../case/decision.js';
import { type ClockState, keyOf } from '../clock/clock.js';
import { offsetInstant } from '../deadline/index.js';
import { type Ladder, type Repetition, type Step } from './policy.js';

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
    if (step.forUnits && !step.forUnits.includes(clock.span.unit)) return [];
    const instant = offsetInstant(step.at, shapeOf(clock), context.calendar);
    return instant.ok ? [{ step, at: instant.at }] : [];
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
 * step that fired stays fired unless its new instant lies in the future. On an imported case none of the past is
 * fired at all (design §6).
 */
export function planTimers(clock: ClockState, imported: boolean, now: Temporal.Instant, context: DecisionContext): TimerPlan[] {
  const steps = stepsOf(clock, context);
  const past = steps.filter(({ at }) => at.epochMilliseconds < now.epochMilliseconds);
  const highest = past.at(-1)?.step.name;
  const plans = steps.map(({ step, at }): TimerPlan => {
    const isPast = at.epochMilliseconds < now.epochMilliseconds;
    const fires = !isPast || (!imported && step.name === highest && !clock.fired.includes(step.name));
    return { ...timerOf(clock, step.name, at), skipped: fires ? null : imported ? 'skipped: imported' : 'skipped: collapsed' };
  });
  return plans.length > 0 && plans.every(({ skipped }) => skipped) ? [...plans, ...nextRepetition(clock, 0, now, context)] : plans;
}

/** The repetition after the last step, or after its `count`-th repetition; the first that lies at or after `now`. */
export function nextRepetition(clock: ClockState, count: number, now: Temporal.Instant, context: DecisionContext): TimerPlan[] {
  const ladder = ladderOf(clock, context);
  const last = ladder?.steps.at(-1);
  if (!ladder?.repeat || !last) return [];
  for (let next = count + 1; ; next++) {
    const at = repetitionInstant(clock, last, ladder.repeat, next, context);
    if (!at) return [];
    if (at.epochMilliseconds >= now.epochMilliseconds) return [timerOf(clock, `${last.name}#${next}`, at)];
  }
}

function repetitionInstant(clock: ClockState, last: Step, repeat: Repetition, next: number, context: DecisionContext): Temporal.Instant | null {
  const shape = shapeOf(clock);
  const step = { kind: 'after', span: { ...repeat.every, count: repeat.every.count * next } } as const;
  if (last.at.kind === 'due') return instantOrNull(offsetInstant(step, shape, context.calendar));
  if (last.at.kind === 'after' && last.at.span.unit === step.span.unit) {
    const span = { ...step.span, count: step.span.count + last.at.span.count };
    return instantOrNull(offsetInstant({ kind: 'after', span }, shape, context.calendar));
  }
  const lastAt = instantOrNull(offsetInstant(last.at, shape, context.calendar));
  return lastAt && instantOrNull(offsetInstant(step, { ...shape, due: lastAt }, context.calendar));
}

function timerOf(clock: ClockState, step: string, fireAt: Temporal.Instant): TimerPlan {
  return { clock: keyOf(clock), step, version: clock.version, fireAt, skipped: null };
}

function shapeOf(clock: ClockState) {
  return { start: clock.startedAt, due: clock.due, span: clock.span, pauses: clock.pauses };
}

function instantOrNull(found: ReturnType<typeof offsetInstant>): Temporal.Instant | null {
  return found.ok ? found.at : null;
}
