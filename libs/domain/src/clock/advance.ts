import { Temporal } from 'temporal-polyfill';
import { type ClockDefinition, type StateDefinition } from '../case/case-type.js';
import { type DecisionContext } from '../case/decision.js';
import { type ClockOrder } from '../case/effect.js';
import { type EventData } from '../case/event.js';
import { deadlineOf, instantOfStart } from '../deadline/index.js';
import { stepsOf, warnAtOf } from '../ladder/plan.js';
import { parseSpan, type Span } from '../span/index.js';
import { type ClockState, keyOf } from './clock.js';

/** What moves the clocks: the instant, the state that the case is in now, whether it was entered anew, and the effects' orders. */
export interface ClockMove {
  /** When clocks stop or pause. */
  readonly at: Temporal.Instant;
  /** When clocks start or go on: later, where the event was told late. */
  readonly beginsAt: Temporal.Instant;
  readonly state: StateDefinition;
  readonly entered: boolean;
  readonly orders: readonly ClockOrder[];
  /** The event's data: the dates of clocks that have one. */
  readonly data: EventData;
  /** The actions that wait as applications. */
  readonly pending: readonly string[];
}

/**
 * The clocks after an event: those that the state names run, those it pauses stand still, all others stop (time.md
 * §4). Clocks of a subject (an application, an order) move by their own orders only.
 */
export function advanceClocks(clocks: readonly ClockState[], move: ClockMove, context: DecisionContext): ClockState[] {
  const ofCase = [...context.type.clocks.values()].flatMap((definition) => {
    if (definition.of !== null) return [];
    const after = advanceOne(
      definition,
      clocks.find(({ name, subject }) => name === definition.name && subject === ''),
      move,
      context,
    );
    return after ? [after] : [];
  });
  return [...ofCase, ...advanceSubjects(clocks, move, context)];
}

/** The clocks of subjects alone, after the orders of an event. */
export function advanceSubjects(
  clocks: readonly ClockState[],
  { orders, at, beginsAt, state }: Pick<ClockMove, 'orders' | 'at' | 'beginsAt' | 'state'>,
  context: DecisionContext,
): ClockState[] {
  const subjects = new Map(clocks.filter(({ subject }) => subject !== '').map((clock) => [keyOf(clock), clock]));
  for (const order of orders) {
    if (!order.subject) continue;
    const key = keyOf({ name: order.clock, subject: order.subject });
    const before = subjects.get(key);
    const after = ofSubject(order, order.subject, before, { at, beginsAt }, context);
    if (after) subjects.set(key, after);
  }
  const all = [...subjects.values()];
  if (state.end === 'terminal') return all.map((clock) => stop(clock, at));
  return all.map((clock) =>
    context.type.clocks.get(clock.name)?.of === 'part' ? ofPart(clock, state, { at, beginsAt }, context) : clock,
  );
}

/** A part's clock runs and stands still with the states, as the case's own do; what sets its date sets it for good. */
function ofPart(
  clock: ClockState,
  { clocks, pauses }: StateDefinition,
  { at, beginsAt }: Pick<ClockMove, 'at' | 'beginsAt'>,
  context: DecisionContext,
): ClockState {
  if (clock.status === 'stopped') return clock;
  if (!clocks.includes(clock.name)) return pauses.includes(clock.name) ? pause(clock, at) : stop(clock, at);
  const reckon: Reckoning = clock.span ? bySpan(context) : ({ due, provisional }) => ({ due, provisional });
  return clock.status === 'paused' ? resume(clock, beginsAt, reckon, context) : clock;
}

function ofSubject(
  order: ClockOrder,
  subject: string,
  before: ClockState | undefined,
  { at, beginsAt }: Pick<ClockMove, 'at' | 'beginsAt'>,
  context: DecisionContext,
): ClockState | undefined {
  switch (order.order) {
    case 'stop':
      return before && stop(before, at);
    case 'restart':
      return order.date === undefined
        ? start(order.clock, subject, before, beginsAt, context, order)
        : until(order.date, { name: order.clock, subject, span: null }, before, beginsAt, order, context);
    case 'measure':
      return before && measure(before, order, context);
  }
}

function advanceOne(
  definition: ClockDefinition,
  clock: ClockState | undefined,
  move: ClockMove,
  context: DecisionContext,
): ClockState | undefined {
  const { name } = definition;
  const { at, beginsAt } = move;
  const order = move.orders.find((one) => one.clock === name && !one.subject);
  if (order?.order === 'stop') {
    // one that runs once and is done before it began is kept as stopped, or the next event would start it
    const done = clock ?? (definition.once ? start(name, '', undefined, at, context) : undefined);
    return done && stop(done, at);
  }
  if (order?.order === 'restart') return startIn(definition, clock, move, context, order);
  const measured = order?.order === 'measure' && clock ? measure(clock, order, context) : clock;
  return byState(definition, measured, move, context);
}

/** What the state says of a clock of the case. */
function byState(
  definition: ClockDefinition,
  clock: ClockState | undefined,
  move: ClockMove,
  context: DecisionContext,
): ClockState | undefined {
  const { name, pausedBy } = definition;
  if (!move.state.clocks.includes(name)) {
    if (!clock || clock.status === 'stopped') return clock;
    return move.state.pauses.includes(name) ? pause(clock, move.at) : stop(clock, move.at);
  }
  if (!clock) return startIn(definition, undefined, move, context);
  if (clock.status === 'stopped') return definition.once ? clock : startIn(definition, clock, move, context);
  if (pausedBy !== null && move.pending.includes(pausedBy)) return pause(clock, move.at);
  if (clock.status === 'paused') return resume(clock, move.beginsAt, bySpan(context), context);
  return definition.restartsOnEntry && move.entered ? startIn(definition, clock, move, context) : clock;
}

/** A clock of the case starts: by its span, or for the date that the event carries. */
function startIn(
  { name, date }: ClockDefinition,
  clock: ClockState | undefined,
  { beginsAt, data }: ClockMove,
  context: DecisionContext,
  how: StartOrder = {},
): ClockState | undefined {
  if (date === null) return start(name, '', clock, beginsAt, context, how);
  const due = instantOfStart(data[date], context.calendar);
  if (!due.ok) throw new Error(`clock ${name} begins without its date ${date}`);
  return begin({ name, subject: '', span: null }, clock, beginsAt, () => ({ ...due, due: due.at }), context);
}

/**
 * The clock counts by another span from its same start (another urgency, an extension), and its ladder is planned anew;
 * while it stands still that waits until it goes on.
 */
function measure(
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

/** A clock that runs to the closing of a day (`2026-12-01`). */
function until(
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

interface StartOrder {
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
function bySpan({ calendar }: DecisionContext): Reckoning {
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
