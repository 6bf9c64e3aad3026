import { type Temporal } from 'temporal-polyfill';
import { type WorkingCalendar } from '../calendar/index.js';
import { type ClockState } from '../clock/clock.js';
import { type Directory, type Posting } from '../party/directory.js';
import { type Policy } from '../ladder/policy.js';
import { type CaseType } from './case-type.js';
import { type Conditions } from './choice.js';
import { type CaseFacts } from './facts.js';

/** What a decision about a case is made from: the case's type and policy, its county's people, and the instant. */
export interface DecisionContext {
  readonly now: Temporal.Instant;
  readonly type: CaseType;
  readonly policy: Policy;
  readonly calendar: WorkingCalendar;
  readonly directory: Directory;
  readonly conditions: Conditions;
  /** The case's clocks as they stand; none before its first event. A timer that only tells people brings its own alone. */
  readonly clocks: readonly ClockState[];
  /** Other cases of the county that the form or the application names, by id; those outside the actor's scope are absent. */
  readonly others?: ReadonlyMap<string, OtherCase>;
  /** Whether a case completed on the spot is certainly called back: the first of its township in the month. */
  readonly sampling?: 'certain' | 'by-chance';
}

/** Another case, as far as a rule may look at it. */
export interface OtherCase {
  readonly type: CaseType;
  readonly facts: CaseFacts;
}

/** Who wants to act: a person with the postings of this instant, the system itself, or a ledger import. */
export interface Actor {
  readonly kind: 'person' | 'system' | 'import';
  readonly personId: string | null;
  readonly postings: readonly Posting[];
  /** Those who are away and whose work this person does meanwhile, each with the postings that it is done by. */
  readonly standingIn?: readonly Actor[];
  /** Of somebody who is away: who acts. `personId` and `postings` are then of the one stood in for. */
  readonly actedBy?: Actor;
}

/** The persons as whom somebody may act: as oneself first, then as each whom one stands in for. */
export function identitiesOf(actor: Actor): readonly Actor[] {
  const { standingIn, ...alone } = actor;
  return standingIn ? [alone, ...standingIn] : [actor];
}

/** The human who acts. */
export function humanOf(actor: Actor): string | null {
  return actor.actedBy ? actor.actedBy.personId : actor.personId;
}

export const system: Actor = { kind: 'system', personId: null, postings: [] };

/** Why an action is not open, as a code with its data; the door renders it in the reader's language. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly data?: Readonly<Record<string, string | number>>;
}

export type RefusalCode =
  | 'not-from-this-state'
  | 'not-your-part'
  | 'unknown-action'
  | 'one-at-a-time'
  | 'bad-fields'
  | 'application-pending'
  | 'no-such-application'
  | 'second-person-must-differ'
  | 'recused'
  | 'applicants-unit-decides-not'
  | 'took-part-already'
  | 'no-such-part'
  | 'part-is-elsewhere'
  | GuardRefusal;

export type GuardRefusal =
  | 'arbitration-decides'
  | 'unknown-organisation'
  | 'co-handler-twice'
  | 'sub-deadline-out-of-range'
  | 'unknown-person'
  | 'handler-outside-the-unit'
  | 'outside-duty-list'
  | 'accused-sits-in-the-unit'
  | 'summary-missing'
  | 'county-office-lifts'
  | 'return-window-closed'
  | 'designated-case-stays'
  | 'head-of-unit-missing'
  | 'transfer-outside-the-unit'
  | 'no-answer-owed'
  | 'co-handlers-owe-answers'
  | 'inside-the-lead-unit'
  | 'no-tries-left'
  | 'callback-missing'
  | 'requester-dissatisfied'
  | 'no-demand'
  | 'already-confirmed'
  | 'confirmation-awaited'
  | 'outcome-not-yet-possible'
  | 'outcome-possible'
  | 'urged-this-half-day'
  | 'nothing-overdue'
  | 'acknowledged-already'
  | 'no-draft-order'
  | 'overdue-already'
  | 'not-to-be-extended'
  | 'extended-often-enough'
  | 'extension-too-long'
  | 'emergency-goes-on'
  | 'date-out-of-range'
  | 'raises-only'
  | 'resume-first'
  | 'told-in-the-future'
  | 'urgency-as-before'
  | 'not-proposed'
  | 'no-such-case'
  | 'case-is-over'
  | 'another-type'
  | 'project-missing'
  | 'objection-too-late'
  | 'objection-pending'
  | 'sample-not-called'
  | 'not-sampled'
  | 'lead-missing'
  | 'another-units-part'
  | 'signatures-awaited'
  | 'planned-in-the-past'
  | 'reached-in-the-future'
  | 'more-than-committed'
  | 'no-open-need'
  | 'milestones-open';

/** A guard looks at the case and the form and says why not, or null. */
export type Guard = (
  facts: CaseFacts,
  actor: Actor,
  fields: Readonly<Record<string, unknown>>,
  context: DecisionContext,
) => Refusal | null;
