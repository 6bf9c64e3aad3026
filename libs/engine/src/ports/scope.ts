import { type Actor, type Directory, identitiesOf, type Link, type Posting, type Recusal, recusalOf } from '#domain';
import { type Temporal } from 'temporal-polyfill';

/**
 * What a person may see: postings × region prefix ∪ links ∪ assignments ∪ own requests, within one county (design §10),
 * less what the person keeps out of. A store compiles it into its query; nothing is filtered afterwards.
 */
export interface Scope {
  readonly countyCode: string;
  /** The person's own first, then one for each whom the person stands in for. */
  readonly views: readonly View[];
}

/** What one person sees by what that person holds. */
export interface View {
  readonly personId: string | null;
  /** The person while a leader by posting: sees whole the cases of which that leader is named. */
  readonly leaderId: string | null;
  /** Region code prefixes of the postings that see cases by place. */
  readonly regions: readonly string[];
  readonly villages: readonly string[];
  /** Units whose cases are seen by assignment. */
  readonly organisations: readonly string[];
  /** A resident sees the requests made with the own account. */
  readonly ownRequests: boolean;
  /** Where a confidential case is seen whole; elsewhere it is seen as its summary (design §5). */
  readonly trusted: Pick<View, 'regions' | 'villages'>;
  readonly recusal: Recusal;
}

/** The system's own scope within a county: everything. */
export function wholeCounty(countyCode: string): Scope {
  return { countyCode, views: [{ ...blind, regions: [countyCode], trusted: { regions: [countyCode], villages: [] } }] };
}

/** The scope in which an answer shows the actor the case just acted on, though the action may have taken it away. */
export function justActedOn({ countyCode, views }: Scope): Scope {
  return { countyCode, views: views.map((view) => ({ ...view, regions: [countyCode], recusal: nothing })) };
}

/** The scope of an actor at the instant: what one holds oneself, and what those hold for whom one stands in. */
export function scopeAt(countyCode: string, actor: Actor, directory: Directory, now: Temporal.Instant): Scope {
  return { countyCode, views: identitiesOf(actor).map((one) => viewOf(countyCode, one, directory, now)) };
}

/** Roles that see the cases of their region; the others see what is linked or assigned to them. */
const seesByPlace: ReadonlySet<Posting['role']> = new Set([
  'county-office',
  'supervisor',
  'township-office',
  'village-clerk',
  'field-cadre',
]);
const seesByAssignment: ReadonlySet<Posting['role']> = new Set(['handler', 'head', 'partner', 'volunteer']);
/** Of those who see by place, the ones who have to know who asks: who receives, dispatches, reviews and supervises. */
const isTrusted: ReadonlySet<Posting['role']> = new Set(['county-office', 'supervisor', 'township-office']);

function viewOf(countyCode: string, { personId, postings }: Actor, directory: Directory, now: Temporal.Instant): View {
  const above = postings.some(({ role, rank }) => role === 'leader' && rank === 'chief') ? [countyCode] : [];
  const regionsOf = (roles: ReadonlySet<Posting['role']>) => [
    ...new Set([...postings.filter(({ role }) => roles.has(role)).map(({ regionCode }) => regionCode), ...above]),
  ];
  const links = personId === null ? [] : directory.linksHeldBy(personId, now);
  const villagesOf = (some: readonly Link[]) => [...new Set(some.map(({ villageCode }) => villageCode))];
  return {
    personId,
    leaderId: postings.some(({ role }) => role === 'leader') ? personId : null,
    regions: regionsOf(seesByPlace),
    villages: villagesOf(links),
    organisations: [
      ...new Set(postings.filter(({ role }) => seesByAssignment.has(role)).map(({ organisationId }) => organisationId)),
    ],
    ownRequests: postings.some(({ role }) => role === 'resident'),
    trusted: { regions: regionsOf(isTrusted), villages: villagesOf(links.filter(({ role }) => role === 'leader')) },
    recusal: personId === null ? nothing : recusalOf(personId, directory, now),
  };
}

const nothing: Recusal = { organisations: [], persons: [] };
const blind: View = {
  personId: null,
  leaderId: null,
  regions: [],
  villages: [],
  organisations: [],
  ownRequests: false,
  trusted: { regions: [], villages: [] },
  recusal: nothing,
};
