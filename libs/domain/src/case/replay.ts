import { Temporal } from 'temporal-polyfill';
import { type Policy } from '../ladder/policy.js';
import { type WorkingCalendar } from '../calendar/index.js';
import { type Directory } from '../party/directory.js';
import { type CaseType } from './case-type.js';
import { type CaseEvent } from './event.js';
import { evolve, type CaseSnapshot } from './evolve.js';
import { conditionsOf } from './facts.js';

/** By what cases of a type were measured at an instant. */
export interface InForce {
  readonly policy: Policy;
  readonly calendar: WorkingCalendar;
}

/** By what a case was measured at an instant. */
export interface Measure extends InForce {
  readonly type: CaseType;
}

/** A case as its log had made it, with its version then. */
export interface ReplayedCase extends CaseSnapshot {
  readonly version: number;
  /** The version of its type that it was on. */
  readonly type: CaseType;
}

/** When an event came to be known here: mostly when it happened, of a ledger's history when the ledger came. */
export function knownAt({ at, data }: CaseEvent): Temporal.Instant {
  const recorded = data.recordedAt ?? data.importedAt;
  return typeof recorded === 'string' ? Temporal.Instant.from(recorded) : at;
}

/** A reminder is no change that `If-Match` should trip over; an order drafted in another colour is one. */
export function isQuiet({ kind, data }: CaseEvent): boolean {
  return kind === 'step' && data.draft === undefined;
}

/**
 * The case after these events, each with what was in force when it came to be known: its state and facts, and its clocks
 * with the deadlines that they had. `types` are the versions of its type along the events. Null of no events.
 */
export function replay(
  events: readonly CaseEvent[],
  types: readonly CaseType[],
  inForce: (at: Temporal.Instant) => InForce,
  directory: Directory,
): ReplayedCase | null {
  return events.reduce<ReplayedCase | null>((before, event, i) => {
    const conditions = before ? conditionsOf(before.facts, event.at) : new Set<string>();
    const type = types[i]!;
    const measure = { ...inForce(knownAt(event)), type };
    const context = { now: event.at, ...measure, directory, conditions, clocks: before?.clocks ?? [] };
    const { facts, clocks } = evolve(before, event, context);
    return { facts, clocks, type, version: (before?.version ?? 0) + (isQuiet(event) ? 0 : 1) };
  }, null);
}
