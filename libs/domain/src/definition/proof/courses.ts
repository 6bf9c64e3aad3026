import {
  type ActionDefinition,
  type CaseType,
  type ClockDefinition,
  isFrom,
  type JsonValue,
} from '../../case/case-type.js';
import { type ClockOrder } from '../../case/effect.js';
import { effectNamed } from '../../case/effects.js';
import { type CaseEvent, theSystem } from '../../case/event.js';
import { type CaseFacts } from '../../case/facts.js';
import { fateOf } from '../../clock/fate.js';
import { type ClockState } from '../../clock/clock.js';
import { canBringAbout, isBy } from './vocabulary.js';

/** Where a case can stand: its state, and what its clocks do there. */
export interface Standing {
  readonly state: string;
  /** Of each clock that the case has; one that may start again after it stopped counts as not started. */
  readonly clocks: ReadonlyMap<string, ClockState['status']>;
  /** How a case first comes here. */
  readonly after: { readonly standing: Standing | null; readonly action: string };
  /** Where it can go from here. */
  readonly next: readonly Standing[];
}

/** Every course that a case of the type can take. */
export interface Courses {
  readonly standings: readonly Standing[];
  /** Actions that are taken in some course. */
  readonly taken: ReadonlySet<string>;
  /** Clocks with a date that an action starts whose form does not ask for it. */
  readonly undated: readonly { readonly clock: string; readonly action: string; readonly way: readonly string[] }[];
  /** False where there are more than are looked at: then nothing is proven. */
  readonly complete: boolean;
}

/** The shipped type has some sixty; a type with more than this is two types. */
const most = 20_000;

/**
 * Follows a case from every opening through all actions, with its clocks, by the rules that the engine moves them by.
 * Guards are taken as passed. People act as they are allowed to, a ledger's import likewise, and the system when a clock
 * that runs comes due. What an effect may order depending on the case, it both orders and does not.
 */
export function coursesOf(type: CaseType, limit = most): Courses {
  const found = new Map<string, Growing>();
  const taken = new Set<string>();
  const undated: { clock: string; action: string; way: readonly string[] }[] = [];
  const actions = [...type.actions.values()];
  let complete = true;

  const enter = (from: Growing | null, action: ActionDefinition): Growing[] => {
    taken.add(action.name);
    return outcomesOf(type, from, action).flatMap(({ state, clocks, missing }) => {
      undated.push(...missing.map((clock) => ({ clock, action: action.name, way: [...wayTo(from), action.name] })));
      const key = keyOf(state, clocks);
      const known = found.get(key);
      const isTooMany = !known && found.size >= limit;
      complete &&= !isTooMany;
      if (isTooMany) return [];
      const standing = known ?? { state, clocks, after: { standing: from, action: action.name }, next: [] };
      found.set(key, standing);
      from?.next.push(standing);
      return known ? [] : [standing];
    });
  };
  const follow = (
    start: readonly (Growing | null)[],
    takes: (action: ActionDefinition, at: Standing | null) => boolean,
  ) => {
    for (let edge = start; edge.length > 0;) {
      edge = edge.flatMap((at) => actions.filter((one) => takes(one, at)).flatMap((one) => enter(at, one)));
    }
  };

  const isHere = (action: ActionDefinition, at: Standing | null) => isTaken(action, at, type);
  const isByImport = (action: ActionDefinition, at: Standing | null) =>
    isFrom(action, at?.state ?? null, type) && isBy('import', action) && !isHere(action, at);
  // what people do first, so that a counter-example begins with what they know
  follow([null], isHere);
  for (const at of [null, ...found.values()]) {
    const more = actions.filter((one) => isByImport(one, at)).flatMap((one) => enter(at, one));
    follow(more, (action, standing) => isHere(action, standing) || isByImport(action, standing));
  }
  return { standings: [...found.values()], taken, undated, complete };
}

/** The actions by which a case first comes to a standing, from its opening. */
export function wayTo(standing: Standing | null): readonly string[] {
  const way: string[] = [];
  for (let one = standing; one; one = one.after.standing) way.unshift(one.after.action);
  return way;
}

interface Growing extends Standing {
  readonly next: Standing[];
}

/** Whether people take the action here, or the system because a clock of its comes due. */
function isTaken(action: ActionDefinition, at: Standing | null, type: CaseType): boolean {
  if (canBringAbout(action, at?.state ?? null, type)) return true;
  if (at === null || !isFrom(action, at.state, type) || !isBy('system', action)) return false;
  const running = [...at.clocks].filter(([, status]) => status === 'running').map(([clock]) => clock);
  const ofParts = type.states.get(at.state)!.clocks.filter((clock) => type.clocks.get(clock)?.of === 'part');
  return [...running, ...ofParts].some((clock) => type.clocks.get(clock)?.atDue === action.name);
}

interface Outcome {
  readonly state: string;
  readonly clocks: ReadonlyMap<string, ClockState['status']>;
  readonly missing: readonly string[];
}

function outcomesOf(type: CaseType, from: Standing | null, action: ActionDefinition): Outcome[] {
  const state = type.states.get(action.to ?? from?.state ?? '');
  // an opening that leads nowhere
  if (!state) return [];
  const entered = from === null || action.to !== null;
  return ordersOf(type, from?.state ?? '', state.name, action).map((orders) => {
    const clocks = new Map<string, ClockState['status']>();
    const missing: string[] = [];
    for (const definition of type.clocks.values()) {
      if (definition.of !== null) continue;
      const status = from?.clocks.get(definition.name) ?? null;
      const ordered = orders.find(({ clock }) => clock === definition.name)?.order ?? null;
      const order = ordered === 'measure' ? null : ordered;
      // an application that holds a clock has a clock of its own while it does
      const fate = fateOf(definition, status, { state, entered, order, isHeld: false });
      if (fate === 'start' && !isDateAsked(definition, action)) {
        if (entered) missing.push(definition.name);
        continue;
      }
      const after = statusAfter(fate, status);
      // what may start again is as if it had never run
      if (after !== null && (after !== 'stopped' || definition.once)) clocks.set(definition.name, after);
    }
    return { state: state.name, clocks, missing };
  });
}

function statusAfter(
  fate: ReturnType<typeof fateOf>,
  before: ClockState['status'] | null,
): ClockState['status'] | null {
  switch (fate) {
    case 'start':
    case 'resume':
      return 'running';
    case 'pause':
      return 'paused';
    case 'stop':
    case 'done':
      return 'stopped';
    case 'none':
      return before;
  }
}

/** What the action's effects may order: nothing that depends on the case, or all of it. */
function ordersOf(
  type: CaseType,
  from: string,
  to: string,
  action: ActionDefinition,
): readonly (readonly ClockOrder[])[] {
  const given = (data: CaseEvent['data']) => {
    const event = { kind: action.name, actor: theSystem, from, to, data } as CaseEvent;
    // orders look at no more of a case than where it is and whose it was
    const before = { state: from, leadOrganisationId: 'before' } as CaseFacts;
    return action.effects.flatMap((name) => effectNamed(name).clocks?.(before, event, type) ?? []);
  };
  const [all, least] = [given({ contacted: true, lead: 'after' }), given({ lead: 'before' })];
  return all.length === least.length ? [all] : [least, all];
}

function isDateAsked({ date: field }: ClockDefinition, { form }: ActionDefinition): boolean {
  return field === null || (Array.isArray(form.required) && (form.required as readonly JsonValue[]).includes(field));
}

function keyOf(state: string, clocks: ReadonlyMap<string, string>): string {
  return [state, ...[...clocks].map(([clock, status]) => `${clock}=${status}`)].join('|');
}
