import { type DecisionContext } from '../case/decision.js';
import { warnAtOf } from '../ladder/plan.js';
import { advanceClocks } from './advance.js';
import { type ClockMove } from './move.js';
import { type Assistance, advanceCoHandling } from './co-handling.js';
import { type ClockState, keyOf } from './clock.js';

/**
 * The clocks of a case that came onto another version of its type: what the state names there starts or goes on, what it
 * names no more stands still or stops, and what runs in both keeps its deadline. `replan` are those whose ladder is
 * another one now: a new version of the same deadline brings its timers.
 */
export function migrateClocks(
  clocks: readonly ClockState[],
  replan: readonly string[],
  assistance: Assistance,
  move: ClockMove,
  context: DecisionContext,
): readonly ClockState[] {
  const isKnown = ({ name }: ClockState) => context.type.clocks.has(name);
  const known = clocks.filter(isKnown);
  const orders = move.orders.filter(({ clock, subject = '' }) => !isOn(known, clock, subject));
  const moved = advanceCoHandling(advanceClocks(known, { ...move, orders }, context), known, assistance, move, context);
  return [
    ...moved.map((clock) => (replan.includes(keyOf(clock)) ? replanned(clock, context) : clock)),
    // it has stopped for good: a case with a running clock that the version does not know stays where it is
    ...clocks.filter((clock) => !isKnown(clock)),
  ];
}

/** Whether the clock of a subject (an application, an order) has begun already. */
function isOn(clocks: readonly ClockState[], name: string, subject: string): boolean {
  return clocks.some((one) => one.name === name && one.subject === subject && one.status !== 'stopped');
}

function replanned(clock: ClockState, context: DecisionContext): ClockState {
  return { ...clock, version: clock.version + 1, warnAt: warnAtOf(clock, context) };
}
