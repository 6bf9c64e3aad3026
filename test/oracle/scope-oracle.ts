import { type Absence, type Link, type Posting } from '#domain';

/** A case as far as it matters who may see it. */
export interface OpenMatter {
  readonly id: string;
  readonly countyCode: string;
  readonly villageCode: string;
  readonly leadOrganisationId: string | null;
  readonly coOrganisationIds: readonly string[];
  readonly leaderId: string | null;
  readonly open: boolean;
  /** Who is named beside handler and leader: who leads its key project, among others. */
  readonly namedPersonIds: readonly string[];
  readonly residentId: string | null;
  readonly confidential: boolean;
  readonly accusedOrganisationId: string | null;
  readonly accusedPersonId: string | null;
}

export interface SmallWorld {
  readonly postings: readonly Posting[];
  readonly links: readonly Link[];
  readonly absences: readonly Absence[];
}

type Reads = 'whole' | 'summary' | 'own';

/**
 * What a person reads of a case at the instant, rule by rule from design §5 and §10 and without regard for speed; null
 * where the case is none of theirs. Shares no code with the product.
 */
export function readOf(
  about: OpenMatter,
  reader: string,
  county: string,
  at: number,
  { postings, links, absences }: SmallWorld,
): Reads | null {
  const inForce = (one: { from: number; to: number }) => one.from <= at && at < one.to;
  const held = postings.filter(inForce);
  const heldBy = (person: string) => held.filter(({ personId }) => personId === person);
  const linked = links.filter(inForce);
  const away = absences.filter(inForce);

  const doesTheWorkOf = (person: string): string | null => {
    let one = person;
    const passed: string[] = [];
    const holds = (who: string, ...roles: string[]) => heldBy(who).some(({ role }) => roles.includes(role));
    const mayDo = (who: string) =>
      heldBy(who).length > 0 &&
      !holds(who, 'system-admin', 'security-admin', 'audit-admin') &&
      !(holds(who, 'county-office') && passed.some((other) => holds(other, 'supervisor')));
    for (let hops = 0; hops <= away.length; hops++) {
      const absence = away.find(({ personId }) => personId === one);
      if (!absence) return one === person || mayDo(one) ? one : null;
      if (absence.standInId === null) return null;
      passed.push(one);
      one = absence.standInId;
    }
    return null;
  };
  const keepsOut = (person: string) =>
    about.accusedPersonId === person ||
    heldBy(person).some((posting) => {
      if (posting.role === 'leader' && posting.rank === 'chief') return false;
      if (posting.organisationId === about.accusedOrganisationId) return true;
      return held.some(
        (one) => one.organisationId === posting.organisationId && one.personId === about.accusedPersonId,
      );
    });

  if (about.countyCode !== county || keepsOut(reader)) return null;
  const others = away.map(({ personId }) => personId).filter((one) => one !== reader && doesTheWorkOf(one) === reader);
  const persons = [reader, ...others.filter((one) => !keepsOut(one))];

  const duties: boolean[] = [];
  const trusts: boolean[] = [];
  let asks = false;
  for (const person of persons) {
    const isLeader = heldBy(person).some(({ role }) => role === 'leader');
    for (const { role, rank, regionCode, organisationId } of heldBy(person)) {
      const isHere = about.villageCode.startsWith(regionCode);
      const isAssigned =
        about.leadOrganisationId === organisationId || about.coOrganisationIds.includes(organisationId);
      if (['county-office', 'supervisor', 'township-office'].includes(role) && isHere) trusts.push(true);
      if (['village-clerk', 'field-cadre'].includes(role) && isHere) duties.push(true);
      if (['handler', 'head', 'partner', 'volunteer'].includes(role) && isAssigned) duties.push(true);
      if (role === 'leader' && rank === 'chief') trusts.push(true);
      // the whole county is the county, also where a village's code would be another's
      if (regionCode === county && ['county-office', 'supervisor', 'township-office'].includes(role)) trusts.push(true);
      if (regionCode === county && ['village-clerk', 'field-cadre'].includes(role)) duties.push(true);
      if (role === 'resident' && about.residentId === person) asks = true;
    }
    if (isLeader && about.leaderId === person) trusts.push(true);
    if (isLeader && about.open && about.namedPersonIds.includes(person)) trusts.push(true);
    for (const { role } of linked.filter((one) => one.personId === person && one.villageCode === about.villageCode)) {
      if (role === 'leader' && isLeader) trusts.push(true);
      if (role !== 'leader' && heldBy(person).some((posting) => goesWith(role, posting.role))) duties.push(true);
    }
  }
  if (trusts.length > 0) return 'whole';
  if (duties.length > 0) return about.confidential ? 'summary' : 'whole';
  return asks ? 'own' : null;
}

/** Whether a village's link other than a leader's goes with a posting. */
function goesWith(link: Link['role'], posting: Posting['role']): boolean {
  if (link !== 'cadre') return posting === link;
  return !['partner', 'volunteer', 'resident', 'system-admin', 'security-admin', 'audit-admin'].includes(posting);
}
