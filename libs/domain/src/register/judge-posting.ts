import { type Posting, type Role } from '../party/directory.js';
import { administrators } from '../party/standing-in.js';
import { type PostingEntry } from './entries.js';
import { collision, mistake, type RegisterProblem } from './problem.js';
import { judgeOrganisationOf, judgePerson, judgeRegion, judgeTerm } from './rules.js';
import { judgeLastHolder, neverVacant } from './last-holder.js';
import { type RegisterSurroundings } from './surroundings.js';
import { overlap } from './term.js';

/** Digits that the code of a role's region has at least: the clerk of a village is none of a county. */
const fewestDigits: Partial<Readonly<Record<Role, number>>> = {
  'township-office': 9,
  'village-clerk': 12,
  'first-secretary': 12,
};
/** They exist for the whole county only: their powers are the county's, wherever a case lies. */
const ofTheCounty: ReadonlySet<Role> = new Set([...administrators, ...neverVacant]);

/** Whether a posting may stand as it is written; `ownId` where it is in the register already. */
export function judgePosting(
  entry: PostingEntry,
  around: RegisterSurroundings,
  ownId: string | null = null,
): readonly RegisterProblem[] {
  const { personId, organisationId, role, rank, regionCode } = entry;
  const digits = fewestDigits[role] ?? 0;
  const same = around.postings.find(
    (one) => one.id !== ownId && one.personId === personId && isSamePlace(one, entry) && overlap(one, entry),
  );
  const other = around.postings.find(
    (one) =>
      one.id !== ownId &&
      one !== same &&
      one.personId === personId &&
      (administrators.has(role) || administrators.has(one.role)) &&
      overlap(one, entry),
  );
  return [
    ...judgeTerm(entry),
    ...judgePerson(personId, around),
    ...judgeOrganisationOf(organisationId, entry, around),
    ...judgeRegion('regionCode', regionCode, entry, around),
    ...(regionCode.length < digits ? [mistake('regionCode', 'region-too-wide', { digits })] : []),
    ...(ofTheCounty.has(role) && regionCode !== around.countyCode
      ? [mistake('regionCode', 'region-not-county', { county: around.countyCode })]
      : []),
    ...(rank !== null && role !== 'leader' ? [mistake('rank', 'rank-of-leaders-only')] : []),
    ...judgeLastHolder(entry, around, ownId),
    ...(same ? [collision('from', 'overlaps-itself', { id: same.id, from: same.from, to: same.to })] : []),
    ...(other ? [collision('role', 'administrators-stay-apart', { role: other.role, id: other.id })] : []),
  ];
}

function isSamePlace(a: Omit<Posting, 'id'>, b: Omit<Posting, 'id'>): boolean {
  return a.organisationId === b.organisationId && a.role === b.role && a.regionCode === b.regionCode;
}
