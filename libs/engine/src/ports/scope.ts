import { type Actor, type Directory, identitiesOf, type Posting } from '#domain';
import { type Temporal } from 'temporal-polyfill';

/**
 * What a person may see: postings × region prefix ∪ links ∪ assignments, within one county (design §10). A store
 * compiles it into its query; nothing is filtered afterwards.
 */
export interface Scope {
  readonly countyCode: string;
  /** Region code prefixes of the postings that see cases by place. */
  readonly regions: readonly string[];
  readonly villages: readonly string[];
  /** Units whose cases are seen by assignment. */
  readonly organisations: readonly string[];
  readonly personId: string | null;
  /** Those for whom the person stands in: what is theirs by name is seen as well. */
  readonly actsFor?: readonly string[];
}

/** The system's own scope within a county: everything. */
export function wholeCounty(countyCode: string): Scope {
  return { countyCode, regions: [countyCode], villages: [], organisations: [], personId: null };
}

/** Roles that see the cases of their region; the others see what is linked or assigned to them. */
const seesByPlace: ReadonlySet<Posting['role']> = new Set([
  'county-office',
  'supervisor',
  'township-office',
  'village-clerk',
  'field-cadre',
]);
const seesByAssignment: ReadonlySet<Posting['role']> = new Set(['handler', 'head']);

/** The scope of an actor at the instant: what one holds oneself, and what those hold for whom one stands in. */
export function scopeAt(countyCode: string, actor: Actor, directory: Directory, now: Temporal.Instant): Scope {
  const identities = identitiesOf(actor);
  const ids = identities.flatMap(({ personId }) => (personId === null ? [] : [personId]));
  const scope = scopeOf(
    countyCode,
    ids[0] ?? '',
    identities.flatMap(({ postings }) => postings),
    [...new Set(ids.flatMap((id) => directory.villagesLinkedTo(id, now)))],
  );
  return ids.length > 1 ? { ...scope, actsFor: ids.slice(1) } : scope;
}

/** The scope of a person from the postings and links held at one instant. */
export function scopeOf(
  countyCode: string,
  personId: string,
  postings: readonly Posting[],
  linkedVillages: readonly string[],
): Scope {
  const chief = postings.some(({ role, rank }) => role === 'leader' && rank === 'chief');
  return {
    countyCode,
    regions: [
      ...new Set(postings.filter(({ role }) => seesByPlace.has(role)).map(({ regionCode }) => regionCode)),
      ...(chief ? [countyCode] : []),
    ],
    villages: linkedVillages,
    organisations: [
      ...new Set(postings.filter(({ role }) => seesByAssignment.has(role)).map(({ organisationId }) => organisationId)),
    ],
    personId,
  };
}
