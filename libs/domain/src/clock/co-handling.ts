import { Temporal } from 'temporal-polyfill';
import { type CaseType, clockOfEach } from '../case/case-type.js';
import { type DecisionContext } from '../case/decision.js';
import { type CoHandler } from '../case/facts.js';
import { subDeadline } from '../deadline/index.js';
import { runOf } from '../ladder/plan.js';
import { type ClockMove } from './move.js';
import { begin, pause, type Reckoning, recount, resume, start, stop } from './run.js';
import { type ClockState } from './clock.js';

/** Who assists in a case after an event, and whether the event asks all of them anew. */
export interface Assistance {
  readonly coHandlers: readonly CoHandler[];
  readonly namedAnew: boolean;
}

/**
 * The clocks with those of the co-handlers brought up to the lead's: of each that owes an answer one, which runs,
 * stands still and stops with the lead's, and starts again with it (docs/decisions/0003-what-time-decides.md). `before`
 * are the clocks before the event.
 */
export function advanceCoHandling(
  clocks: readonly ClockState[],
  before: readonly ClockState[],
  { coHandlers, namedAnew }: Assistance,
  move: Pick<ClockMove, 'at' | 'beginsAt'>,
  context: DecisionContext,
): readonly ClockState[] {
  const name = clockOfEach(context.type, 'assignment');
  if (name === null) return clocks;
  const [was, lead] = [leadOf(context.type, before), leadOf(context.type, clocks)];
  const change = {
    isAnew: namedAnew || lead?.firstVersion !== was?.firstVersion,
    isMoved: lead?.version !== was?.version,
  };
  const owing = coHandlers.filter(({ settled }) => settled === null);
  const isOwed = ({ subject }: ClockState) => owing.some(({ organisationId }) => organisationId === subject);
  return [
    ...clocks.filter((clock) => clock.name !== name),
    ...clocks.filter((clock) => clock.name === name && !isOwed(clock)).map((clock) => stop(clock, move.at)),
    ...owing.flatMap((coHandler) => {
      const own = clocks.find((clock) => clock.name === name && clock.subject === coHandler.organisationId);
      return follow({ name, coHandler, own }, lead, change, move, context) ?? [];
    }),
  ];
}

/**
 * The latest sub-deadline that a dispatch can set now. `restarts` where it starts the lead's clock anew (a return
 * upheld). Null where the policy gives the lead's clock no span.
 */
export function latestSubDeadline(restarts: boolean, context: DecisionContext): Temporal.Instant | null {
  const { type, clocks, now } = context;
  const running = leadOf(type, clocks);
  const lead = running && !restarts ? running : start(type.headline, '', running, now, context, { keepSpan: true });
  return lead ? latestOf(lead, now, context).due : null;
}

interface Followed {
  readonly name: string;
  readonly coHandler: CoHandler;
  readonly own: ClockState | undefined;
}

function follow(
  { name, coHandler, own }: Followed,
  lead: ClockState | undefined,
  { isAnew, isMoved }: { isAnew: boolean; isMoved: boolean },
  { at, beginsAt }: Pick<ClockMove, 'at' | 'beginsAt'>,
  context: DecisionContext,
): ClockState | undefined {
  if (!lead || lead.status === 'stopped') return own && stop(own, at);
  if (lead.status === 'paused') return own?.status === 'running' ? pause(own, at) : own;
  const reckon = byLead(coHandler, lead, context);
  if (!own || own.status === 'stopped' || isAnew) {
    return begin({ name, subject: coHandler.organisationId, span: null }, own, beginsAt, reckon, context);
  }
  if (own.status === 'paused') return resume(own, beginsAt, reckon, context);
  return isMoved ? recount(own, reckon, context) : own;
}

/** The date set at dispatch, never later than the latest. One that was over before the clock began, or while it stood still, binds nobody. */
function byLead({ by }: CoHandler, lead: ClockState, context: DecisionContext): Reckoning {
  return ({ startedAt, pauses }) => {
    const latest = latestOf(lead, startedAt, context);
    const isOver = by && (!isBefore(startedAt, by) || pauses.some(([from, to]) => isWithin(by, from, to)));
    return by && !isOver && isBefore(by, latest.due) ? { due: by, provisional: false } : latest;
  };
}

function latestOf(lead: ClockState, from: Temporal.Instant, { calendar }: DecisionContext) {
  const found = subDeadline(runOf(lead), calendar, from);
  if (!found.ok) throw new Error(`no day can be told before ${lead.name} is due: ${found.problem.code}`);
  return { due: found.due, provisional: found.provisional || lead.provisional };
}

function leadOf({ headline }: CaseType, clocks: readonly ClockState[]): ClockState | undefined {
  return clocks.find(({ name, subject }) => name === headline && subject === '');
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}

function isWithin(at: Temporal.Instant, from: Temporal.Instant, to: Temporal.Instant | null): boolean {
  return !isBefore(at, from) && (to === null || !isBefore(to, at));
}
