import { type ClockDefinition } from '../case/case-type.js';
import { type DecisionContext } from '../case/decision.js';
import { instantOfStart } from '../deadline/index.js';
import { advanceSubjects } from './advance-subjects.js';
import { type ClockState } from './clock.js';
import { type ClockMove } from './move.js';
import { fateOf } from './fate.js';
import { begin, bySpan, measure, pause, resume, start, type StartOrder, stop } from './run.js';

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

function advanceOne(
  definition: ClockDefinition,
  before: ClockState | undefined,
  move: ClockMove,
  context: DecisionContext,
): ClockState | undefined {
  const { name, pausedBy } = definition;
  const { at, beginsAt, state, entered } = move;
  const order = move.orders.find((one) => one.clock === name && !one.subject);
  const clock = order?.order === 'measure' && before ? measure(before, order, context) : before;
  const ordered = order === undefined || order.order === 'measure' ? null : order.order;
  const isHeld = pausedBy !== null && move.pending.includes(pausedBy);
  switch (fateOf(definition, clock?.status ?? null, { state, entered, order: ordered, isHeld })) {
    case 'start':
      return startIn(definition, clock, move, context, order?.order === 'restart' ? order : {});
    case 'resume':
      return resume(clock!, beginsAt, bySpan(context), context);
    case 'pause':
      return pause(clock!, at);
    case 'stop':
      return stop(clock!, at);
    case 'done': {
      const begun = start(name, '', undefined, at, context);
      return begun && stop(begun, at);
    }
    case 'none':
      return clock;
  }
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
