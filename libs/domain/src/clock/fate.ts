import { type ClockDefinition, type StateDefinition } from '../case/case-type.js';
import { type ClockState } from './clock.js';

/** What a move does to one clock of the case. `done`: one that runs once is over before it began. */
export type Fate = 'start' | 'resume' | 'pause' | 'stop' | 'done' | 'none';

/** What decides it: the state that the case is in now, whether it was entered anew, and what an effect orders. */
export interface MoveOfClock {
  readonly state: Pick<StateDefinition, 'clocks' | 'pauses'>;
  readonly entered: boolean;
  readonly order: 'restart' | 'stop' | null;
  /** An application waits that makes the clock stand still. */
  readonly isHeld: boolean;
}

/**
 * The rule of time.md §4, without any time: clocks that the state names run, those it pauses stand still, all others
 * stop; an effect's order goes before. `status` is null of a clock that never started. The engine moves clocks by it and
 * the proofs of a case type follow it.
 */
export function fateOf(
  definition: Pick<ClockDefinition, 'name' | 'once' | 'restartsOnEntry'>,
  status: ClockState['status'] | null,
  { state, entered, order, isHeld }: MoveOfClock,
): Fate {
  const { name, once, restartsOnEntry } = definition;
  if (order === 'stop') {
    // one that runs once and is done before it began is kept as stopped, or the next event would start it
    if (status === null) return once ? 'done' : 'none';
    return status === 'stopped' ? 'none' : 'stop';
  }
  if (order === 'restart') return 'start';
  if (state.clocks.includes(name)) {
    if (status === null) return 'start';
    if (status === 'stopped') return once ? 'none' : 'start';
    if (isHeld) return status === 'paused' ? 'none' : 'pause';
    if (status === 'paused') return 'resume';
    return restartsOnEntry && entered ? 'start' : 'none';
  }
  if (status === null || status === 'stopped') return 'none';
  if (!state.pauses.includes(name)) return 'stop';
  return status === 'paused' ? 'none' : 'pause';
}
