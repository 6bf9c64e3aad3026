import { type Temporal } from 'temporal-polyfill';
import { type Pause } from '../deadline/index.js';
import { type Span } from '../span/index.js';

/**
 * A clock of a case: the segments come from the event log, the deadline from the segments. `version` counts the
 * deadlines that this clock has had, through all rounds; a timer belongs to one version.
 */
export interface ClockState {
  readonly name: string;
  /** The id of what it times, where a case can have several such clocks (an application, an order, a co-handler's unit); else ''. */
  readonly subject: string;
  readonly status: 'running' | 'paused' | 'stopped';
  /** Null: it has a date instead, which somebody set or which follows from another clock. */
  readonly span: Span | null;
  readonly startedAt: Temporal.Instant;
  readonly pauses: readonly Pause[];
  readonly stoppedAt: Temporal.Instant | null;
  readonly due: Temporal.Instant;
  readonly originalDue: Temporal.Instant;
  readonly provisional: boolean;
  /** A rise in urgency left at least the time until then: it is due no earlier (time.md §5). Null: its span alone decides. */
  readonly notBefore: Temporal.Instant | null;
  /** Measured anew while it stood still: its ladder is planned anew when it goes on. */
  readonly replan: boolean;
  /** The first reminder; null where the clock has none. */
  readonly warnAt: Temporal.Instant | null;
  readonly version: number;
  /** The version with which it last started; steps of earlier versions belong to an earlier run. */
  readonly firstVersion: number;
  /** Steps of the ladder that have fired since the clock last started. */
  readonly fired: readonly string[];
}

/** The clock's name as timers carry it: the name, with its subject where it has one. */
export function keyOf({ name, subject }: Pick<ClockState, 'name' | 'subject'>): string {
  return subject ? `${name}:${subject}` : name;
}

/** The last instant at which the clock ran; null while it runs. */
export function ranUntil(clock: ClockState): Temporal.Instant | null {
  if (clock.status === 'running') return null;
  const last = clock.pauses.at(-1);
  return last && last[1] === null ? last[0] : clock.stoppedAt;
}
