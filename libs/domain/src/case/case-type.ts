import { alternativesOf, type Choice } from './choice.js';
import { type EffectName } from './effect-names.js';
import { type GuardName } from './guard-names.js';
import { type Party } from '../party/party.js';
import { type Period, type ThingOfCases } from '../retention/retention.js';

/** A label in both languages of the product. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

/** A kind of work as data (`config/case-types/*.yaml`): states, the actions between them, the clocks that run. */
export interface CaseType {
  readonly code: string;
  readonly label: Label;
  /** The clock that `dueAt`, `lamp` and `overdue` speak of (time.md §4). */
  readonly headline: string;
  /** What its cases differ by, as its forms offer it (`$defs` of that name); empty where the forms offer no such choice. */
  readonly urgencies: readonly string[];
  readonly kinds: readonly string[];
  readonly tiers: readonly string[];
  readonly outcomes: readonly string[];
  /** How long what its cases hold of people is kept after they ended, where that is less than in the county. */
  readonly retention: ReadonlyMap<ThingOfCases, Period>;
  /** Numbers asked with the result (person-times, households), by name; forms offer them as `$defs/measures`. */
  readonly measures: ReadonlyMap<string, MeasureDefinition>;
  /** What a case of this type is made of beside its own course: milestones, funding sources, signatures. */
  readonly parts: ReadonlyMap<string, PartDefinition>;
  readonly states: ReadonlyMap<string, StateDefinition>;
  readonly actions: ReadonlyMap<string, ActionDefinition>;
  readonly clocks: ReadonlyMap<string, ClockDefinition>;
  /** Shared pieces of the action forms (`$defs` of JSON Schema 2020-12). */
  readonly forms: JsonObject;
}

export interface MeasureDefinition {
  readonly label: Label;
  readonly unit: Label;
}

/** A kind of part: each stands in one of a few states, and while it is pending may have a clock of its own. */
export interface PartDefinition {
  readonly name: string;
  readonly label: Label;
  readonly states: ReadonlyMap<string, Label>;
  /** The clock of each such part; null where none runs. */
  readonly clock: string | null;
  /** The states in which the clock runs. */
  readonly pending: readonly string[];
}

/** A case of another type, and the action of that type which opens it. */
export interface OpenedCase {
  readonly type: string;
  readonly action: string;
}

/** What an action does to a part: adds one in state `to`, one for each entry of a form's list, or moves one there. */
export interface PartMove {
  readonly kind: string;
  readonly to: string;
  /** Null: adds. */
  readonly from: readonly string[] | null;
  /** The form's list of units: one part for each. Null: one part. */
  readonly each: string | null;
}

export interface StateDefinition {
  readonly name: string;
  readonly label: Label;
  /** The holder first, then the fallback chain; empty where the state waits on nobody. */
  readonly waitsOn: Choice<readonly Party[]>;
  /** Clocks that run here. */
  readonly clocks: readonly string[];
  /** Clocks that stand still here and go on later; every other clock stops. */
  readonly pauses: readonly string[];
  readonly end: 'success' | 'terminal' | null;
  /** Grey where the case rests on somebody's decision, whatever its clocks say (time.md §4). */
  readonly lamp: 'grey' | null;
}

export interface ActionDefinition {
  readonly name: string;
  readonly label: Label;
  readonly from: readonly string[] | 'any-open';
  /** null: the case stays where it is. */
  readonly to: string | null;
  readonly by: Choice<readonly Party[]>;
  readonly guards: readonly GuardName[];
  readonly effects: readonly EffectName[];
  /** Whom the action tells, in the inbox, when it is done. */
  readonly tells: Choice<readonly Party[]>;
  /** True where the action waits as an application until a second person agrees. */
  readonly secondPerson: Choice<boolean>;
  /** The action is an application to these parties; null where it is not. */
  readonly decidedBy: Choice<readonly Party[]> | null;
  /** Who decides it may have taken no part in the case (actions.md, "object"). */
  readonly decidedByUninvolved: boolean;
  /** The clock that its application runs on; null: the one for all applications. */
  readonly applicationClock: string | null;
  /** The kind of case that comes of it, and the action that opens that; null where none does. */
  readonly opens: OpenedCase | null;
  /** What it does to a part of the case; null where nothing. */
  readonly part: PartMove | null;
  /** May be taken on many cases at once, with one form for all. */
  readonly bulk: boolean;
  readonly form: JsonObject;
}

export interface ClockDefinition {
  readonly name: string;
  readonly label: Label;
  /** A clock that starts anew each time its state is entered, instead of running on. */
  readonly restartsOnEntry: boolean;
  /** A clock that never starts again once it has stopped. */
  readonly once: boolean;
  /** The action that the system takes when the clock comes due. */
  readonly atDue: string | null;
  /** What stops it beside the states: `contacted`, as soon as the unit has spoken with the requester. */
  readonly stopsWhen: ClockStop | null;
  /** What makes it begin anew while it runs: `contacted`, each time that the requester has been told something. */
  readonly restartsWhen: ClockStop | null;
  /**
   * The form's field that holds its date, of a clock that has a date instead of a span. A case's own comes due at the
   * opening of that day, a part's at its closing.
   */
  readonly date: string | null;
  /** The action whose application, while it waits, makes this clock stand still. */
  readonly pausedBy: string | null;
  /** What a case can have several of: such a clock is started by its subject, not by a state. */
  readonly of: ClockSubject | null;
  /** Whom it waits on, where that is not whom the state waits on: the holder first, then the fallback chain. */
  readonly waitsOn: Choice<readonly Party[]> | null;
}

export const clockStops = ['contacted'] as const;
export type ClockStop = (typeof clockStops)[number];

export const clockSubjects = ['application', 'order', 'assignment', 'part'] as const;
export type ClockSubject = (typeof clockSubjects)[number];

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };

/** True in states that somebody still has to work on, and in those at rest: everything but the terminal ones. */
export function isOpen(type: CaseType, state: string): boolean {
  return type.states.get(state)?.end !== 'terminal';
}

/** Whether an action can be taken in a state: one that is open anywhere not in a terminal one, one from nowhere opens a case (null). */
export function isFrom({ from }: Pick<ActionDefinition, 'from'>, state: string | null, type: CaseType): boolean {
  if (state === null) return from !== 'any-open' && from.length === 0;
  return from === 'any-open' ? isOpen(type, state) : from.includes(state);
}

/** The name of the clock that runs for each application, order or assignment; null where the type gives them none. */
export function clockOfEach(type: CaseType, subject: ClockSubject): string | null {
  const special = new Set([...type.actions.values()].map(({ applicationClock }) => applicationClock));
  return [...type.clocks.values()].find(({ of, name }) => of === subject && !special.has(name))?.name ?? null;
}

/** The name of the clock that runs while this action waits as an application. */
export function clockOfApplication(type: CaseType, action: string): string | null {
  return type.actions.get(action)?.applicationClock ?? clockOfEach(type, 'application');
}

/** Whether a clock has a date instead of a span: a form sets it, or a co-handler's follows from the lead's. */
export function hasDate({ of, date }: Pick<ClockDefinition, 'of' | 'date'>): boolean {
  return of === 'assignment' || date !== null;
}

/** True in states in which the lead unit has the case in hand: they wait on its handler first, whatever else holds. */
export function isInHandsOfTheLead(type: CaseType, state: string | null): boolean {
  const waitsOn = state === null ? undefined : type.states.get(state)?.waitsOn;
  return waitsOn !== undefined && alternativesOf(waitsOn).some(({ value }) => value[0] === 'handler');
}
