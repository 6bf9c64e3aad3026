import { type Temporal } from 'temporal-polyfill';
import { type Acknowledgement } from './acknowledgement.js';
import { type CaseType } from './case-type.js';
import { type Conditions } from './choice.js';

/** A unit that assists the lead, and whether it has answered. */
export interface CoHandler {
  readonly organisationId: string;
  readonly settled: 'answered' | 'overruled' | null;
  /** The sub-deadline that the dispatch set; without one the latest holds (time.md §4). */
  readonly by?: Temporal.Instant;
}

/** The active supervision order: a draft, or issued with perhaps a drafted raising of its colour. */
export interface OrderFacts {
  readonly id: string;
  readonly colour: string;
  readonly issued: boolean;
  readonly raiseTo: string | null;
}

/** Another case that this one hangs together with, and how. */
export interface CaseLink {
  readonly kind: LinkKind;
  readonly caseId: string;
}

/**
 * How a case hangs together with another: it went on in that one; that one repeated it; parts that it was split into, and
 * what it is a part of; the key project that serves it, and whom a project serves; the case whose result it objects to.
 */
export const linkKinds = ['merged-into', 'repeat', 'part', 'part-of', 'project', 'serves', 'follows'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** Whether the two hang together so already: a case that comes back into a project is served by it once. */
export function isLinked({ links }: Pick<CaseFacts, 'links'>, { kind, caseId }: CaseLink): boolean {
  return links.some((link) => link.kind === kind && link.caseId === caseId);
}

/** One part of a case: its kind and state are the type's, its data the codes and ids of the forms that were filled in for it. */
export interface CasePart {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** That the case should become a key project: what blocks it, and who said so. */
export interface Proposal {
  readonly blocker: string;
  readonly by: string | null;
  readonly at: Temporal.Instant;
}

/** An action that waits for its second person, or for whoever decides it. */
export interface PendingApplication {
  readonly id: string;
  readonly action: string;
  readonly by: string | null;
  /** In whose name, where a stand-in applied. */
  readonly onBehalfOf?: string;
  /** Who took it over with a hand-over: told of the decision, and as little able to take it as who applied. */
  readonly heldBy?: string;
  readonly at: Temporal.Instant;
  /** Codes and ids of the form; free text stands in `case_text`. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * All that is known of a case from its events: the fold of the log (`applyEvent`). Free text and the requester are
 * not here; they are referenced by id.
 */
export interface CaseFacts {
  readonly state: string;
  readonly stateSince: Temporal.Instant;
  readonly villageCode: string;
  readonly category: string;
  readonly urgency: string;
  readonly kind: string;
  readonly tier: string | null;
  /** Handlers see the office's summary, not the requester, text or files (design §5). */
  readonly confidential: boolean;
  /** The summary among the case's texts; null while nobody has written one. */
  readonly summaryId: string | null;
  /** Whom a complaint is about: their units neither see nor handle the case. */
  readonly accusedOrganisationId: string | null;
  readonly accusedPersonId: string | null;
  /** The resident who asks, where the request was made with an account of the resident's own. */
  readonly residentId: string | null;
  readonly round: number;
  readonly returns: number;
  readonly leadOrganisationId: string | null;
  readonly leadPersonId: string | null;
  /** The leader on whose priority list the case stands: the principal one of the village on the day of acceptance. */
  readonly leaderId: string | null;
  readonly coHandlers: readonly CoHandler[];
  readonly openedAt: Temporal.Instant;
  readonly dispatchedAt: Temporal.Instant | null;
  /** Returned so often that a supervisor has to designate the lead. */
  readonly arbitration: boolean;
  readonly designated: boolean;
  readonly declinerId: string | null;
  readonly callbackTries: number;
  /** The last callback that reached the requester, of this round. */
  readonly satisfied: boolean | null;
  readonly outcome: string | null;
  readonly reportedAt: Temporal.Instant | null;
  readonly completedAt: Temporal.Instant | null;
  readonly confirmedAt: Temporal.Instant | null;
  /** Until then the case waits on the linked leader's word; null where no leader is linked. */
  readonly confirmBy: Temporal.Instant | null;
  readonly urgedAt: Temporal.Instant | null;
  readonly supervisionLevel: string | null;
  /** When a ledger brought the case in; null where it was registered here. */
  readonly importedAt: Temporal.Instant | null;
  /** The one active supervision order (一事一单). */
  readonly order: OrderFacts | null;
  readonly applications: readonly PendingApplication[];
  /** Who knows that it is overdue and is spared repetitions. */
  readonly acknowledgements: readonly Acknowledgement[];
  /** The extensions of the headline clock that were granted in this round, as spans. */
  readonly extensions: readonly string[];
  readonly proposal: Proposal | null;
  /** Whom the case waits on while a key project serves it: the project's lead leader. */
  readonly projectLeaderId: string | null;
  readonly links: readonly CaseLink[];
  /** Milestones, funding sources, signatures and what else the type's cases are made of. */
  readonly parts: readonly CasePart[];
  /** How many cases were merged into this one: the same problem, told again. */
  readonly repeatCount: number;
  /** Solved while it was being registered. */
  readonly onTheSpot: boolean;
  /** Completed on the spot, and drawn for a callback before it is cleared. */
  readonly sampled: boolean;
  /** Numbers asked for with the result (households, person-times), by name. */
  readonly measures: Readonly<Record<string, number>>;
  /** Who moved the case or decided on it: somebody else judges an objection. */
  readonly tookPart: readonly string[];
}

/** Every name that a condition of a case of this type can have; a `Choice` that asks for another one asks in vain. */
export function conditionsKnownTo(type: CaseType): ReadonlySet<string> {
  return new Set([
    ...type.urgencies,
    ...type.kinds,
    ...type.tiers.map((tier) => `tier-${tier.toLowerCase()}`),
    ...type.outcomes.map((outcome) => `outcome-${outcome}`),
    'third-return',
    'awaiting-confirmation',
    'extended',
    'by-system',
    'raised-to-emergency',
  ]);
}

/** The names of the conditions that are true of these facts at `now`, for every `Choice` in type and policy. */
export function conditionsOf(facts: CaseFacts, now: Temporal.Instant): Conditions {
  const conditions = new Set<string>([facts.urgency, facts.kind]);
  if (facts.tier) conditions.add(`tier-${facts.tier.toLowerCase()}`);
  if (facts.arbitration) conditions.add('third-return');
  if (facts.extensions.length > 0) conditions.add('extended');
  if (facts.outcome) conditions.add(`outcome-${facts.outcome}`);
  if (facts.confirmBy && !facts.confirmedAt && now.epochMilliseconds <= facts.confirmBy.epochMilliseconds) {
    conditions.add('awaiting-confirmation');
  }
  return conditions;
}
