import { Temporal } from 'temporal-polyfill';
import { advanceClocks } from '../clock/advance.js';
import { type ClockMove } from '../clock/move.js';
import { advanceSubjects } from '../clock/advance-subjects.js';
import { type ClockState, keyOf } from '../clock/clock.js';
import { advanceCoHandling } from '../clock/co-handling.js';
import { migrateClocks } from '../clock/migrate-clocks.js';
import { planTimers, type TimerPlan } from '../ladder/plan.js';
import { type Party } from '../party/party.js';
import { dedupe, type Recipient, recipients } from '../party/told.js';
import { type ActionDefinition, type CaseType, clockOfApplication, clockOfEach } from './case-type.js';
import { choose, type Conditions } from './choice.js';
import { type DecisionContext } from './decision.js';
import { type ClockOrder } from './effect.js';
import { effectNamed, ordersOfNews } from './effects.js';
import { type CaseEvent } from './event.js';
import { type CaseFacts, type CasePart, conditionsOf, type OrderFacts } from './facts.js';
import { applyEvent } from './fold.js';
import { holderOf } from './hand-over.js';

/** A case as decisions see it: its facts and its clocks, both derived from the log. */
export interface CaseSnapshot {
  readonly facts: CaseFacts;
  readonly clocks: readonly ClockState[];
}

/** What an event changes, for a store to write and an inbox to show. */
export interface Evolution extends CaseSnapshot {
  /** New timer rows, of the clocks whose deadline has a new version. */
  readonly timers: readonly TimerPlan[];
  /** Clocks whose unfired timers are void from now on, with the reason. */
  readonly cancelled: readonly { readonly clock: string; readonly reason: 'stopped' | 'superseded' }[];
  readonly tell: readonly Recipient[];
}

/** The case after one more event: state, clocks, timers and who is told, all at once, so that they cannot disagree. */
export function evolve(before: CaseSnapshot | null, event: CaseEvent, context: DecisionContext): Evolution {
  const facts = applyEvent(context.type, before?.facts ?? null, event);
  const state = context.type.states.get(facts.state);
  if (!state) throw new Error(`case type ${context.type.code} has no state ${facts.state}`);
  const conditions = conditionsOf(facts, event.at);
  const after = { ...context, conditions, now: event.at };
  const action = context.type.actions.get(event.kind);
  const move: ClockMove = {
    at: event.at,
    beginsAt: recordedAt(event),
    state,
    entered: before === null || (action?.to ?? null) !== null,
    orders: [
      ...(action ? actionOrders(context.type, action, before?.facts ?? facts, event) : []),
      ...(event.kind === 'news' ? ordersOfNews(context.type, facts.state) : []),
      // what waits already gets its clock where the version before gave it none
      ...subjectOrders(context.type, event.kind === 'migrated' ? null : (before?.facts ?? null), facts),
    ],
    data: event.data,
    pending: facts.applications.map(({ action }) => action),
  };
  const old = before?.clocks ?? [];
  const assistance = { coHandlers: facts.coHandlers, namedAnew: action?.effects.includes('name-co-handlers') ?? false };
  const clocks =
    event.kind === 'step'
      ? clocksAfterStep(old, event, move, after)
      : event.kind === 'migrated'
        ? migrateClocks(old, replannedBy(event), assistance, move, after)
        : advanceCoHandling(advanceClocks(old, move, after), old, assistance, move, after);
  const surroundings = { directory: context.directory, state, conditions, now: event.at };
  return {
    facts,
    clocks,
    timers: clocks
      .filter((clock) => isNewVersion(clock, old))
      .flatMap((clock) => planTimers(clock, facts.importedAt, plannedAt(facts, event), after)),
    cancelled: clocks.flatMap((clock) => cancellation(clock, old)),
    tell: dedupe([
      ...applicants(before?.facts ?? null, facts, event, context),
      ...recipients(
        partiesToTell(context.type, event, conditionsToTell(before?.facts ?? null, event, conditions)),
        facts,
        surroundings,
      ),
    ]).filter(({ personId }) => personId !== (event.data.decidedBy ?? event.actor.personId)),
  };
}

/** An imported history is planned as of the import: what is past then will not fire. */
function plannedAt({ importedAt }: CaseFacts, event: CaseEvent) {
  const at = recordedAt(event);
  return importedAt && importedAt.epochMilliseconds > at.epochMilliseconds ? importedAt : at;
}

/** When the event came to be known here: mostly when it happened. */
function recordedAt({ at, data }: CaseEvent): Temporal.Instant {
  return typeof data.recordedAt === 'string' ? Temporal.Instant.from(data.recordedAt) : at;
}

function actionOrders(type: CaseType, action: ActionDefinition, before: CaseFacts, event: CaseEvent): ClockOrder[] {
  return action.effects.flatMap((name) => effectNamed(name).clocks?.(before, event, type) ?? []);
}

/** Applications and draft orders carry their own clocks: started when they arise, stopped when they are decided or gone. */
function subjectOrders(type: CaseType, before: CaseFacts | null, after: CaseFacts): ClockOrder[] {
  const [had, has] = [before?.applications ?? [], after.applications];
  const those = (of: CaseFacts['applications'], notIn: CaseFacts['applications']) =>
    of.filter(({ id }) => !notIn.some((one) => one.id === id));
  const [was, is] = [undecided(before?.order), undecided(after.order)];
  const ofOrder = clockOfEach(type, 'order');
  return [
    ...those(has, had).flatMap(({ id, action }) => started(clockOfApplication(type, action), [id])),
    ...those(had, has).flatMap(({ id, action }) => stopped(clockOfApplication(type, action), [id])),
    // an undecided draft that is replaced keeps its clock: a supervisor gains no day by the next step
    ...(is && !was ? started(ofOrder, [is.id]) : []),
    ...(was && !is ? stopped(ofOrder, [was.id]) : []),
    ...(before?.parts === after.parts ? [] : after.parts.flatMap((part) => partOrders(type, before, part))),
  ];
}

/** A part's clock starts when it is pending, anew when its date is another, and stops when it is not. */
function partOrders({ parts, clocks }: CaseType, before: CaseFacts | null, part: CasePart): ClockOrder[] {
  const { clock = null, pending = [] } = parts.get(part.kind) ?? {};
  if (clock === null) return [];
  const date = clocks.get(clock)?.date ?? null;
  const was = before?.parts.find(({ id }) => id === part.id);
  const [waited, waits] = [was && pending.includes(was.state), pending.includes(part.state)];
  if (!waits) return waited ? stopped(clock, [part.id]) : [];
  const [dateWas, dateIs] = date === null ? [] : [was?.data[date], part.data[date]];
  if (waited && dateWas === dateIs) return [];
  const order = { order: 'restart', clock, subject: part.id, keepOriginal: waited === true } as const;
  return [typeof dateIs === 'string' ? { ...order, date: dateIs } : order];
}

/** The order while somebody has to decide on it: a draft, or a drafted raising of its colour. */
function undecided(order: OrderFacts | null | undefined): OrderFacts | null {
  return order && (!order.issued || order.raiseTo) ? order : null;
}

function started(clock: string | null, subjects: readonly string[]): ClockOrder[] {
  return clock === null ? [] : subjects.map((subject) => ({ order: 'restart', clock, subject }));
}

function stopped(clock: string | null, subjects: readonly string[]): ClockOrder[] {
  return clock === null ? [] : subjects.map((subject) => ({ order: 'stop', clock, subject }));
}

/**
 * A step moves none of the case's clocks: its own has one step more behind it, and an order that it drafts gets one to
 * be decided in. So the sweep brings along the clock of the step alone, unless an order is drafted.
 */
function clocksAfterStep(
  clocks: readonly ClockState[],
  { data }: CaseEvent,
  move: ClockMove,
  context: DecisionContext,
): readonly ClockState[] {
  const marked = clocks.map((clock) =>
    keyOf(clock) === data.clock ? { ...clock, fired: [...clock.fired, String(data.step)] } : clock,
  );
  if (move.orders.length === 0) return marked;
  return [...marked.filter(({ subject }) => subject === ''), ...advanceSubjects(marked, move, context)];
}

/** Clocks whose ladder a migration found to be another one. */
function replannedBy({ data }: CaseEvent): readonly string[] {
  return Array.isArray(data.replan) ? data.replan.map(String) : [];
}

function isNewVersion(clock: ClockState, old: readonly ClockState[]): boolean {
  return clock.status === 'running' && clock.version !== previous(clock, old)?.version;
}

function cancellation(clock: ClockState, old: readonly ClockState[]): Evolution['cancelled'][number][] {
  const was = previous(clock, old);
  if (!was || was.status === 'stopped') return [];
  if (clock.status === 'stopped') return [{ clock: keyOf(clock), reason: 'stopped' }];
  return was.version !== clock.version ? [{ clock: keyOf(clock), reason: 'superseded' }] : [];
}

function previous(clock: ClockState, old: readonly ClockState[]): ClockState | undefined {
  return old.find((one) => one.name === clock.name && one.subject === clock.subject);
}

/** Who asked for something is told what was decided, or that it went away with the state that it was asked in. */
function applicants(
  before: CaseFacts | null,
  after: CaseFacts,
  { at }: CaseEvent,
  { directory }: DecisionContext,
): Recipient[] {
  const pending = new Set(after.applications.map(({ id }) => id));
  return (before?.applications ?? []).flatMap((application) => {
    const holder = pending.has(application.id) ? null : holderOf(application);
    if (!holder) return [];
    const personId = directory.actingFor(holder, at) ?? holder;
    return [{ personId, as: 'applicant' as const, ...(personId !== holder && { onBehalfOf: holder }) }];
  });
}

function partiesToTell({ actions }: CaseType, { kind, data }: CaseEvent, conditions: Conditions): readonly Party[] {
  if (kind === 'applied') {
    const wished = actions.get(String(data.action));
    if (wished?.decidedBy) return choose(wished.decidedBy, conditions) ?? [];
    // a second person is one of those who could have been the first
    return [...(wished ? (choose(wished.by, conditions) ?? []) : []), 'waited-on', 'county-office'];
  }
  if (kind === 'project-ended') return ['waited-on', 'county-office'];
  const action = actions.get(kind);
  if (!action || data.silent === true) return [];
  return choose(action.tells, conditions) ?? [];
}

/** Beside what is true of the case: what this event is, as far as it matters for who is told. */
function conditionsToTell(before: CaseFacts | null, { actor }: CaseEvent, conditions: Conditions): Conditions {
  const isRaised = before !== null && before.urgency !== 'emergency' && conditions.has('emergency');
  return new Set([
    ...conditions,
    ...(actor.kind === 'system' ? ['by-system'] : []),
    ...(isRaised ? ['raised-to-emergency'] : []),
  ]);
}
