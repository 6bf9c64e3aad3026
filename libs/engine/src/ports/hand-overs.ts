import { type CaseFacts, type HandOverPlan, type HandOverProblem, type Held, type PersonalPart } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Tx } from './transactions.js';

/** A hand-over under way: what it does, and how far it has come. */
export interface HandOverRecord {
  readonly id: string;
  readonly countyCode: string;
  readonly at: Temporal.Instant;
  readonly enteredBy: string;
  readonly state: 'planned' | 'running' | 'done' | 'refused';
  readonly plan: HandOverPlan;
  /** Cases up to this id are through. */
  readonly doneCase: string | null;
}

/** A line of the hand-over sheet. `state` and `dueAt` are those of the case as it was handed over. */
export interface HandOverItem {
  readonly kind: PersonalPart | 'order' | 'posting' | 'link' | 'duty';
  readonly itemId: string;
  readonly caseId: string | null;
  readonly successorId: string | null;
  readonly state: string | null;
  readonly dueAt: Temporal.Instant | null;
}

/** Of a case that names the person, what decides whether it moves. */
export interface NamingCase {
  readonly id: string;
  readonly typeVersionId: string;
  readonly facts: CaseFacts;
}

export interface HandOvers {
  isPersonOf(tx: Tx, countyCode: string, personId: string): Promise<boolean>;
  /** What the person holds at the instant, with duties that are not over. */
  held(tx: Tx, countyCode: string, personId: string, at: Temporal.Instant): Promise<Held>;
  /** The open cases that name the person; nothing is locked. */
  naming(tx: Tx, countyCode: string, personId: string): Promise<readonly NamingCase[]>;
  add(tx: Tx, record: HandOverRecord): Promise<void>;
  /** Locks one that is not finished; null where there is none, or another is at it and `wait` is false. */
  lockUnfinished(tx: Tx, id: string, wait: boolean): Promise<HandOverRecord | null>;
  /** Ids of those whose instant has come and that are not finished, the oldest first. */
  due(tx: Tx, limit: number): Promise<readonly string[]>;
  /** Ends postings, links and duties at the instant, and begins them for who takes them. */
  passOn(tx: Tx, record: HandOverRecord, held: Held): Promise<void>;
  record(tx: Tx, id: string, items: readonly HandOverItem[]): Promise<void>;
  setProgress(tx: Tx, id: string, doneCase: string | null): Promise<void>;
  refuse(tx: Tx, id: string, problem: HandOverProblem): Promise<void>;
  /** Tells each who took cases, in one message, and closes the sheet. */
  finish(tx: Tx, record: HandOverRecord): Promise<void>;
}
