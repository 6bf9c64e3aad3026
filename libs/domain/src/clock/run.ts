import { Temporal } from 'temporal-polyfill';
import { type DecisionContext } from '../case/decision.js';
import { type ClockOrder } from '../case/effect.js';
import { deadlineOf } from '../deadline/index.js';
import { stepsOf, warnAtOf } from '../ladder/plan.js';
import { parseSpan, type Span } from '../span/index.js';
import { type ClockState } from './clock.js';

export interface StartOrder {
  readonly keepOriginal?: boolean;
  readonly keepSpan?: boolean;
  readonly span?: string;
}

/** A clock that starts counting now; its version goes on from the one before. Undefined where the policy gives it no span. */
export function start(
  name: string,
  subject: string,
  before: ClockState | undefined,
  at: Temporal.Instant,
  context: DecisionContext,
  how: StartOrder = {},
): ClockState | undefined {
  const span = how.keepSpan && before ? before.span : spanFor(name, how.span, context);
  if (!span) return before;
  const started = begin({ name, subject, span }, before, at, bySpan(context), context);
  return how.keepOriginal && before ? { ...started, originalDue: before.originalDue } : started;
}

/** When a clock is due, by its span or by what sets its date. */
export type Reckoning = (clock: ClockState) => Pick<ClockState, 'due' | 'provisional'>;

/** A clock that starts counting at an instant; its version goes on from the one before. */
export function begin(
  identity: Pick<ClockState, 'name' | 'subject' | 'span'>,
  before: ClockState | undefined,
  at: Temporal.Instant,
  reckon: Reckoning,
  context: DecisionContext,
): ClockState {
  const clock: ClockState = {
    ...identity,
    status: 'running',
    startedAt: at,
    pauses: [],
    stoppedAt: null,
    due: at,
    originalDue: at,
    provisional: false,
    notBefore: null,
    replan: false,
    warnAt: null,
    version: before?.version ?? 0,
    firstVersion: (before?.version ?? 0) + 1,
    fired: [],
  };
  const counted = recount(clock, reckon, context);
  return { ...counted, version: clock.version + 1, originalDue: counted.due };
}

export function stop(clock: ClockState, at: Temporal.Instant): ClockState {
  return clock.status === 'stopped' ? clock : { ...clock, status: 'stopped', stoppedAt: at };
}

export function pause(clock: ClockState, at: Temporal.Instant): ClockState {
  return clock.status === 'paused' ? clock : { ...clock, status: 'paused', pauses: [...clock.pauses, [at, null]] };
}

/**
 * The clock goes on. Where the pause moved no deadline it may still have moved steps after due, or swallowed some that
 * fell into it: then the ladder is planned anew under a new version, and nothing is lost.
 */
export function resume(
  clock: ClockState,
  at: Temporal.Instant,
  reckon: Reckoning,
  context: DecisionContext,
): ClockState {
  const [closed, open] = [clock.pauses.filter(([, to]) => to !== null), clock.pauses.find(([, to]) => to === null)];
  const before: ClockState = { ...clock, status: 'running', pauses: closed };
  const after = recount({ ...before, pauses: open ? [...closed, [open[0], at]] : closed }, reckon, context);
  const disturbed = clock.replan || (open && isDisturbed(before, after, open[0], at, context));
  return disturbed ? replanned(clock, after) : after;
}

function isDisturbed(
  before: ClockState,
  after: ClockState,
  from: Temporal.Instant,
  to: Temporal.Instant,
  context: DecisionContext,
): boolean {
  const planned = new Map(stepsOf(before, context).map(({ step, at }) => [step.name, at.epochMilliseconds]));
  const unfired = [...planned].filter(([name]) => !before.fired.includes(name));
  const now = new Map(stepsOf(after, context).map(({ step, at }) => [step.name, at.epochMilliseconds]));
  const fellInto = (ms: number) => from.epochMilliseconds <= ms && ms <= to.epochMilliseconds;
  const repeats = planned.size > 0 && unfired.every(([, ms]) => ms < from.epochMilliseconds);
  return repeats || unfired.some(([name, ms]) => fellInto(ms) || now.get(name) !== ms);
}

/** The deadline reckoned anew. One that did not move keeps its version (time.md §5). */
export function recount(clock: ClockState, reckon: Reckoning, context: DecisionContext): ClockState {
  const { due: reckoned, provisional } = reckon(clock);
  const due = clock.notBefore && isBefore(reckoned, clock.notBefore) ? clock.notBefore : reckoned;
  const moved = due.epochMilliseconds !== clock.due.epochMilliseconds;
  const counted = { ...clock, due, provisional, version: moved ? clock.version + 1 : clock.version };
  return { ...counted, warnAt: warnAtOf(counted, context) };
}

/** By start, span and pauses. */
export function bySpan({ calendar }: DecisionContext): Reckoning {
  return ({ name, startedAt, span, pauses }) => {
    if (!span) throw new Error(`clock ${name} has no span to count`);
    const deadline = deadlineOf(startedAt, span, calendar, { pauses });
    if (!deadline.ok) throw new Error(`clock ${name} has no deadline: ${deadline.problem.code}`);
    return deadline;
  };
}

function spanFor(name: string, ordered: string | undefined, { policy, conditions }: DecisionContext): Span | undefined {
  return ordered === undefined ? policy.spanOf(name, conditions) : read(ordered);
}

function read(span: string): Span {
  const parsed = parseSpan(span);
  if (!parsed.ok) throw new Error(`event carries a bad span: ${span}`);
  return parsed.span;
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return a.epochMilliseconds < b.epochMilliseconds;
}

/** A clock that runs to the closing of a day (`2026-12-01`). */
export function until(
  date: string,
  identity: Pick<ClockState, 'name' | 'subject' | 'span'>,
  before: ClockState | undefined,
  at: Temporal.Instant,
  { keepOriginal }: StartOrder,
  context: DecisionContext,
): ClockState {
  const { closing, provisional } = context.calendar.dayOn(Temporal.PlainDate.from(date));
  const due = Temporal.Instant.fromEpochMilliseconds(closing);
  const started = begin(identity, before, at, () => ({ due, provisional }), context);
  return keepOriginal && before ? { ...started, originalDue: before.originalDue } : started;
}

/**
 * The clock counts by another span from its same start (another urgency, an extension), and its ladder is planned anew;
 * while it stands still that waits until it goes on.
 */
export function measure(
  clock: ClockState,
  { span, notBefore }: Extract<ClockOrder, { order: 'measure' }>,
  context: DecisionContext,
): ClockState {
  if (clock.status === 'stopped' || !clock.span) return clock;
  const measured = { ...clock, span: read(span), notBefore: notBefore ?? clock.notBefore };
  return clock.status === 'paused'
    ? { ...measured, replan: true }
    : replanned(clock, recount(measured, bySpan(context), context));
}

/** Under a new version also where the deadline did not move. */
function replanned(before: ClockState, after: ClockState): ClockState {
  return { ...after, replan: false, version: before.version + 1 };
}
