import { type Temporal } from 'temporal-polyfill';
import { type ClockState, keyOf } from './clock.js';

/** What becomes of a clock's deadline, and why. `from`, `to`: null while it does not count. */
export interface ClockChange {
  readonly clock: string;
  readonly why: 'starts' | 'goes-on' | 'pauses' | 'stops' | 'moves' | 'replanned';
  readonly from: Temporal.Instant | null;
  readonly to: Temporal.Instant | null;
}

/** How clocks differ from what they were. */
export function clockChanges(before: readonly ClockState[], after: readonly ClockState[]): ClockChange[] {
  return after.flatMap((clock) => {
    const was = before.find((one) => keyOf(one) === keyOf(clock));
    const why = whyOtherwise(was, clock);
    const due = (one: ClockState | undefined) => (one?.status === 'running' ? one.due : null);
    return why ? [{ clock: keyOf(clock), why, from: due(was), to: due(clock) }] : [];
  });
}

function whyOtherwise(was: ClockState | undefined, is: ClockState): ClockChange['why'] | null {
  if (is.status !== (was?.status ?? 'stopped')) {
    if (is.status === 'running') return was?.status === 'paused' ? 'goes-on' : 'starts';
    return is.status === 'paused' ? 'pauses' : 'stops';
  }
  if (!was || is.status === 'stopped' || was.version === is.version) return null;
  return was.due.epochMilliseconds === is.due.epochMilliseconds ? 'replanned' : 'moves';
}
