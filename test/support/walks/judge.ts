import { expect } from '@jest/globals';
import {
  type CaseFacts,
  type CaseSnapshot,
  type CaseType,
  type ClockState,
  conditionsOf,
  deadlineOf,
  evolve,
  headlineOf,
  isOpen,
  keyOf,
  lampOf,
  type Pause,
  waitedOn,
} from '#domain';
import { type CaseRecord } from '#engine';
import { Temporal } from 'temporal-polyfill';
import { calendar, type World } from '../world/world.js';

/** The invariants of design §9 on one case, as it stands; `seen` of which case nothing has changed since. */
export function judge(world: World, { id }: CaseRecord): void {
  const record = world.record(id);
  const { type } = world.definitionOf(record.typeCode);
  const { facts, clocks } = record;
  somebodyIsAsked(world, record, type);
  timersAgree(world, record, type);
  clocksRunAsTheStateSays(facts, clocks, type);
  everythingThatWaitsHasAClock(record, type);
  const history = replay(world, record);
  expect(history.at(-1)!.facts).toEqual(facts);
  expect(told(history.at(-1)!.clocks)).toEqual(told(clocks));
  deadlinesAreThoseOfTheLog(world, record, history, type);
  linkedCasesAgree(world, record);
  greyIsNeverOverdue(world, record, type);
  timeTellsSomebody(world, id);
}

/** Time alone always leads to somebody being told (design §1); who has acknowledged is spared repetitions (time.md §5). */
function timeTellsSomebody({ store }: World, id: string): void {
  const events = store.events.get(id)!;
  const acknowledged = events.findIndex(({ kind }) => kind === 'acknowledge');
  const unheard = events.filter(
    ({ kind, data }, i) =>
      kind === 'step' &&
      (data.told as string[]).length === 0 &&
      !(String(data.step).includes('#') && acknowledged >= 0 && acknowledged < i),
  );
  expect(unheard).toEqual([]);
}

/** Invariant 1: an active person, or nobody in the whole chain, which the board of vacancies shows. */
function somebodyIsAsked({ directory, now }: World, { facts }: CaseRecord, type: CaseType): void {
  const state = type.states.get(facts.state)!;
  const asked = waitedOn(facts, { directory, state, conditions: conditionsOf(facts, now), now });
  if (state.end === null) expect(asked).not.toBeNull();
  for (const personId of asked?.personIds ?? []) {
    expect(directory.postingsOf(personId, now)).not.toEqual([]);
    expect([personId, directory.actingFor(personId, now)]).toEqual([personId, personId]);
  }
}

/** Invariants 2 and 4: each running clock has its timer, each instant that has passed its one decision. */
function timersAgree({ store, now }: World, { id, facts, clocks }: CaseRecord, type: CaseType): void {
  const own = store.timers.filter(({ caseId }) => caseId === id);
  const keys = own.map(({ clock, step, version }) => `${clock} ${step} ${version}`);
  expect(new Set(keys).size).toBe(keys.length);
  const pending = own.filter(({ decision }) => decision === null);
  expect(pending.filter(({ fireAt }) => fireAt.epochMilliseconds <= now.epochMilliseconds)).toEqual([]);
  const current = new Set(
    clocks.filter(({ status }) => status !== 'stopped').map((clock) => `${keyOf(clock)} ${clock.version}`),
  );
  expect(pending.filter(({ clock, version }) => !current.has(`${clock} ${version}`))).toEqual([]);
  const running = clocks.filter(({ status }) => status === 'running');
  for (const clock of running)
    expect([keyOf(clock), pending.some((one) => one.clock === keyOf(clock) && one.version === clock.version)]).toEqual([keyOf(clock), true]); // prettier-ignore
  if (isOpen(type, facts.state)) expect([facts.state, running.length > 0]).toEqual([facts.state, true]);
  else expect(pending).toEqual([]);
}

function clocksRunAsTheStateSays(facts: CaseFacts, clocks: readonly ClockState[], type: CaseType): void {
  const state = type.states.get(facts.state)!;
  for (const { name, status, subject } of clocks) {
    const { of, once, pausedBy } = type.clocks.get(name)!;
    const isHeld = pausedBy !== null && facts.applications.some(({ action }) => action === pausedBy);
    if (of !== null && of !== 'part') continue;
    const shown = [name, subject, status];
    if (status === 'running') expect([...shown, state.clocks.includes(name)]).toEqual([...shown, true]);
    if (status === 'paused') expect([...shown, isHeld || state.pauses.includes(name)]).toEqual([...shown, true]);
    if (status === 'stopped' && of === null && !once)
      expect([...shown, state.clocks.includes(name)]).toEqual([...shown, false]);
    if (status === 'running' && of === null) expect([...shown, isHeld]).toEqual([...shown, false]);
  }
}

/** What somebody else has to decide, answer or reach runs on a clock of its own. */
function everythingThatWaitsHasAClock({ facts, clocks }: CaseRecord, type: CaseType): void {
  const state = type.states.get(facts.state)!;
  const clockOf = (subject: string) => clocks.filter((one) => one.subject === subject).map(({ status }) => status);
  for (const { id, action } of facts.applications) expect([action, clockOf(id)]).toEqual([action, ['running']]);
  const { order } = facts;
  if (order && (!order.issued || order.raiseTo)) expect(['order', clockOf(order.id)]).toEqual(['order', ['running']]);
  for (const { kind, state: standing, id } of facts.parts) {
    const { clock = null, pending = [] } = type.parts.get(kind) ?? {};
    if (clock === null || !pending.includes(standing)) continue;
    const should = state.clocks.includes(clock) ? 'running' : state.pauses.includes(clock) ? 'paused' : 'stopped';
    expect([kind, clockOf(id)]).toEqual([kind, [should]]);
  }
}

/** Invariant 3: the case after each of its events, from the log alone. */
function replay(world: World, { id, typeCode }: CaseRecord): readonly CaseSnapshot[] {
  const { type, policy } = world.definitionOf(typeCode);
  const history: CaseSnapshot[] = [];
  for (const event of world.store.events.get(id)!) {
    const before = history.at(-1) ?? null;
    const conditions = before ? conditionsOf(before.facts, event.at) : new Set<string>();
    const context = { now: event.at, type, policy, calendar, directory: world.directory, conditions };
    history.push(evolve(before, event, { ...context, clocks: before?.clocks ?? [] }));
  }
  return history;
}

/**
 * Each deadline from scratch: the pauses are read off the states that the log tells, not off the clock, and the span is
 * counted once over all of them.
 */
function deadlinesAreThoseOfTheLog(
  { store }: World,
  { id, clocks }: CaseRecord,
  history: readonly CaseSnapshot[],
  type: CaseType,
): void {
  const events = store.events.get(id)!;
  for (const clock of clocks) {
    const { of, pausedBy } = type.clocks.get(clock.name)!;
    if (clock.status === 'stopped' || (of !== null && of !== 'part')) continue;
    const pauses: (readonly [Temporal.Instant, Temporal.Instant | null])[] = [];
    const startedBy = events.findLastIndex(({ at }) => Temporal.Instant.compare(at, clock.startedAt) <= 0);
    for (let i = startedBy; i < events.length; i++) {
      const { facts } = history[i]!;
      const held = pausedBy !== null && facts.applications.some(({ action }) => action === pausedBy);
      const stands = held || type.states.get(facts.state)!.pauses.includes(clock.name);
      const [last] = pauses.slice(-1);
      if (stands && (!last || last[1] !== null)) pauses.push([events[i]!.at, null]);
      if (!stands && last && last[1] === null) pauses[pauses.length - 1] = [last[0], events[i]!.at];
    }
    expect([keyOf(clock), written(clock.pauses)]).toEqual([keyOf(clock), written(pauses)]);
    if (!clock.span || clock.status !== 'running') continue;
    const again = deadlineOf(clock.startedAt, clock.span, calendar, { pauses });
    const due = again.ok && Math.max(again.due.epochMilliseconds, clock.notBefore?.epochMilliseconds ?? -Infinity);
    expect([keyOf(clock), due]).toEqual([keyOf(clock), clock.due.epochMilliseconds]);
  }
}

const opposite: Readonly<Record<string, string | undefined>> = {
  ...{ 'merged-into': 'repeat', repeat: 'merged-into', part: 'part-of', 'part-of': 'part' },
  ...{ project: 'serves', serves: 'project' },
};

/** Each side of a link knows of the other, as often; what repeats is counted. */
function linkedCasesAgree({ store }: World, { id, facts }: CaseRecord): void {
  const times = (of: CaseFacts, kind: string, caseId: string) =>
    of.links.filter((link) => link.kind === kind && link.caseId === caseId).length;
  for (const { kind, caseId } of facts.links) {
    const back = opposite[kind];
    if (back === undefined) continue;
    const other = store.records.get(caseId);
    expect([kind, other && times(other.facts, back, id)]).toEqual([kind, times(facts, kind, caseId)]);
  }
  expect(facts.repeatCount).toBe(facts.links.filter(({ kind }) => kind === 'repeat').length);
}

function greyIsNeverOverdue({ now }: World, { facts, clocks }: CaseRecord, type: CaseType): void {
  const state = type.states.get(facts.state)!;
  const headline = headlineOf(type, clocks, facts.state);
  const isOverdue = headline.running && headline.dueAt !== null && Temporal.Instant.compare(headline.dueAt, now) <= 0;
  const lamp = state.lamp ?? lampOf(headline, now);
  if (lamp === 'grey') expect([facts.state, isOverdue]).toEqual([facts.state, false]);
  expect(lamp === 'red').toBe(isOverdue && lamp !== 'grey');
}

const told = (clocks: readonly ClockState[]) =>
  clocks.map((one) => [keyOf(one), one.status, one.version, `${one.due} ${one.originalDue}`]).sort();

/** A pause that ended in the instant in which it began is none. */
const written = (pauses: readonly Pause[]) =>
  pauses.filter(([from, to]) => !to?.equals(from)).map(([from, to]) => `${from}–${to}`);
