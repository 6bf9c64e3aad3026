import { type StateDefinition } from '../case/case-type.js';
import { type DecisionContext } from '../case/decision.js';
import { type ClockOrder } from '../case/effect.js';
import { type ClockMove } from './move.js';
import { type ClockState, keyOf } from './clock.js';
import { bySpan, measure, pause, type Reckoning, resume, start, stop, until } from './run.js';

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
