import { alternativesOf, type Choice } from './choice.js';
import { type EffectName } from './effect-names.js';
import { type GuardName } from './guard-names.js';
import { type Party } from '../party/party.js';

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
  readonly states: ReadonlyMap<string, StateDefinition>;
  readonly actions: ReadonlyMap<string, ActionDefinition>;
  readonly clocks: ReadonlyMap<string, ClockDefinition>;
  /** Shared pieces of the action forms (`$defs` of JSON Schema 2020-12). */
  readonly forms: JsonObject;
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
  /** What a case can have several of: such a clock is started by its subject, not by a state. */
  readonly of: ClockSubject | null;
  /** Whom it waits on, where that is not whom the state waits on: the holder first, then the fallback chain. */
  readonly waitsOn: Choice<readonly Party[]> | null;
}

export const clockStops = ['contacted'] as const;
export type ClockStop = (typeof clockStops)[number];

export const clockSubjects = ['application', 'order', 'assignment'] as const;
export type ClockSubject = (typeof clockSubjects)[number];

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };

/** True in states that somebody still has to work on, and in those at rest: everything but the terminal ones. */
export function isOpen(type: CaseType, state: string): boolean {
  return type.states.get(state)?.end !== 'terminal';
}

/** The name of the clock that runs for each application, order or assignment; null where the type gives them none. */
export function clockOfEach(type: CaseType, subject: ClockSubject): string | null {
  return [...type.clocks.values()].find(({ of }) => of === subject)?.name ?? null;
}

/** Whether a clock has a date instead of a span: a co-handler's follows from the lead's, or is set at dispatch. */
export function hasDate({ of }: Pick<ClockDefinition, 'of'>): boolean {
  return of === 'assignment';
}

/** True in states in which the lead unit has the case in hand: they wait on its handler first, whatever else holds. */
export function isInHandsOfTheLead(type: CaseType, state: string | null): boolean {
  const waitsOn = state === null ? undefined : type.states.get(state)?.waitsOn;
  return waitsOn !== undefined && alternativesOf(waitsOn).some(({ value }) => value[0] === 'handler');
}
