import { type Temporal } from 'temporal-polyfill';
import { type ClockState, keyOf } from '../clock/clock.js';
import { stepsOf } from '../ladder/plan.js';
import { type CaseType, isOpen } from './case-type.js';
import { type DecisionContext } from './decision.js';
import { type CaseEvent, type EventActor } from './event.js';
import { type CaseSnapshot, evolve } from './evolve.js';

/** Why a case cannot come onto a version: its state is not there or over there, a clock that counts or an action that waits is not there, or the policy has no span. */
export interface MigrationObstacle {
  readonly code: 'state-gone' | 'state-over' | 'clock-gone' | 'application-gone' | 'no-span';
  /** Of the state, clock or action. */
  readonly name: string;
}

/** A timer that nothing has decided yet. */
export interface PendingTimer {
  readonly clock: string;
  readonly step: string;
  readonly version: number;
  readonly fireAt: Temporal.Instant;
}

/** A case that is to come from one version of its type onto another. */
export interface MigrationWish extends CaseSnapshot {
  readonly from: { readonly versionId: string; readonly type: CaseType };
  readonly to: { readonly versionId: string };
  readonly timers: readonly PendingTimer[];
  readonly actor: EventActor;
}

export type MigrationDecision =
  | { readonly ok: true; readonly event: CaseEvent }
  | { readonly ok: false; readonly obstacles: readonly MigrationObstacle[] };

/** Decides whether an open case can come onto the version of `context`; what it is and what was promised stays. */
export function decideMigration(wish: MigrationWish, context: DecisionContext): MigrationDecision {
  const obstacles = obstaclesOf(wish, context.type);
  if (obstacles.length > 0) return { ok: false, obstacles };
  const event = eventOf(wish, context, []);
  const { clocks } = evolve(wish, event, context);
  const missing = missingClocks(wish.facts.state, clocks, context.type);
  if (missing.length > 0) return { ok: false, obstacles: missing.map((name) => ({ code: 'no-span', name })) };
  const replan = clocks
    .filter((clock) => isAsBefore(clock, wish.clocks) && isPlannedOtherwise(clock, wish.timers, context))
    .map(keyOf);
  return { ok: true, event: replan.length > 0 ? eventOf(wish, context, replan) : event };
}

function eventOf(
  { facts: { state }, from, to, actor }: MigrationWish,
  { now }: DecisionContext,
  replan: readonly string[],
): CaseEvent {
  const data = { from: from.versionId, to: to.versionId, ...(replan.length > 0 && { replan }) };
  return { kind: 'migrated', at: now, actor, from: state, to: state, data };
}

function obstaclesOf({ facts, clocks, from }: MigrationWish, to: CaseType): MigrationObstacle[] {
  const { state } = facts;
  if (!to.states.has(state)) return [{ code: 'state-gone', name: state }];
  if (!isOpen(to, state)) return [{ code: 'state-over', name: state }];
  const isGone = ({ name, status }: ClockState) =>
    status !== 'stopped' && (!to.clocks.has(name) || to.clocks.get(name)?.of !== from.type.clocks.get(name)?.of);
  const isPossible = (action: string) => {
    const after = to.actions.get(action);
    return after !== undefined && (after.from === 'any-open' || after.from.includes(state));
  };
  return [
    ...clocks.filter(isGone).map((clock) => ({ code: 'clock-gone' as const, name: keyOf(clock) })),
    ...facts.applications
      .filter(({ action }) => !isPossible(action))
      .map(({ action }) => ({ code: 'application-gone' as const, name: action })),
  ];
}

/** Clocks that the state names and that did not start, because the policy has no span for such a case. */
function missingClocks(state: string, clocks: readonly ClockState[], { states, clocks: known }: CaseType): string[] {
  return (states.get(state)?.clocks ?? []).filter((name) => {
    const clock = clocks.find((one) => one.name === name && one.subject === '');
    return clock?.status !== 'running' && !(clock && known.get(name)?.once);
  });
}

function isAsBefore(clock: ClockState, before: readonly ClockState[]): boolean {
  const was = before.find((one) => keyOf(one) === keyOf(clock));
  return clock.status === 'running' && was?.status === 'running' && was.version === clock.version;
}

/** Whether what is still to come of its ladder is not what its timers say. Repetitions each plan the next one anyway. */
function isPlannedOtherwise(clock: ClockState, timers: readonly PendingTimer[], context: DecisionContext): boolean {
  const isToCome = (at: Temporal.Instant) => at.epochMilliseconds > context.now.epochMilliseconds;
  const wanted = stepsOf(clock, context)
    .filter(({ at }) => isToCome(at))
    .map(({ step, at }) => `${step.name}@${at.epochMilliseconds}`);
  const planned = timers
    .filter((one) => one.clock === keyOf(clock) && one.version === clock.version && isToCome(one.fireAt))
    .filter(({ step }) => !step.includes('#'))
    .map(({ step, fireAt }) => `${step}@${fireAt.epochMilliseconds}`);
  return wanted.length !== planned.length || wanted.some((one) => !planned.includes(one));
}
