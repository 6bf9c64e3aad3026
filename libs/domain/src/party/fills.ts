import { type Temporal } from 'temporal-polyfill';
import { type Actor, identitiesOf } from '../case/decision.js';
import { type CaseFacts } from '../case/facts.js';
import { type Directory, type Role } from './directory.js';
import { isOnDutyAs } from './on-duty.js';
import { actsForAPart, type Party } from './party.js';

/** What of a case the question "may this actor act as that party?" needs; before a case exists, its village. */
export type Place = Pick<CaseFacts, 'villageCode'> &
  Partial<
    Pick<
      CaseFacts,
      | 'leadOrganisationId'
      | 'leadPersonId'
      | 'leaderId'
      | 'coHandlers'
      | 'declinerId'
      | 'residentId'
      | 'projectLeaderId'
      | 'parts'
    >
  >;

/**
 * Whether the actor fills the party for this case at the instant, by a posting, a link or an assignment: an own one, or
 * that of somebody for whom the actor stands in.
 */
export function fills(party: Party, actor: Actor, place: Place, directory: Directory, now: Temporal.Instant): boolean {
  return identitiesOf(actor).some((one) => fillsAs(party, one, place, directory, now));
}

function fillsAs(party: Party, actor: Actor, place: Place, directory: Directory, now: Temporal.Instant): boolean {
  switch (party) {
    case 'system':
    case 'import':
      return actor.kind === party;
    case 'handler':
      return postedInLead(actor, place, ['handler']);
    case 'head':
      return postedInLead(actor, place, ['head']);
    case 'lead-unit':
      return postedInLead(actor, place, ['handler', 'head']);
    case 'co-handler':
      return (place.coHandlers ?? []).some(({ organisationId }) => posted(actor, organisationId, ['handler', 'head']));
    case 'linked-leader':
      return (
        actor.personId !== null &&
        actor.postings.some(({ role }) => role === 'leader') &&
        (place.leaderId === actor.personId || linked(actor, place, directory, now, 'leader'))
      );
    case 'first-secretary':
    case 'instructor':
      return linked(actor, place, directory, now, party) || holds(actor, [party], place);
    case 'county-office':
    case 'township-office':
    case 'village-clerk':
    case 'field-cadre':
    case 'resident':
      return holds(actor, [party], place) || (party === 'field-cadre' && linked(actor, place, directory, now, 'cadre'));
    case 'county-supervisor':
      return holds(actor, ['supervisor'], place);
    case 'leader-above':
      return actor.postings.some(({ role, rank }) => role === 'leader' && rank === 'chief');
    case 'county-leader':
      return actor.postings.some(({ role, rank }) => role === 'leader' && rank !== null);
    case 'requester':
      return actor.personId !== null && place.residentId === actor.personId;
    case 'project-leader':
      return actor.personId !== null && place.projectLeaderId === actor.personId;
    case 'part-unit':
      return (place.parts ?? []).some(({ data }) => posted(actor, String(data.organisation), actsForAPart));
    case 'decliner':
      return actor.personId !== null && place.declinerId === actor.personId;
    case 'taking-part':
      return takesPart.some((one) => fillsAs(one, actor, place, directory, now));
    case 'duty-leader':
    case 'county-leader-on-duty':
    case 'head-of-duty':
      return directory
        .onDuty(now)
        .some((duty) => duty.personId === actor.personId && isOnDutyAs(party, duty, place.villageCode));
    case 'applicant':
    case 'waited-on':
    case 'level-above':
    case 'supervisor-or-above':
      return false;
  }
}

/** Those who may note progress: whoever handles, assists, leads, linked or administers the case. */
const takesPart = [
  'lead-unit',
  'co-handler',
  'linked-leader',
  'project-leader',
  'part-unit',
  'township-office',
  'county-office',
  'county-supervisor',
  'first-secretary',
  'instructor',
  'village-clerk',
  'field-cadre',
] as const;

function postedInLead(actor: Actor, place: Place, roles: readonly Role[]): boolean {
  return place.leadOrganisationId ? posted(actor, place.leadOrganisationId, roles) : false;
}

function posted(actor: Actor, organisationId: string, roles: readonly Role[]): boolean {
  return actor.postings.some((posting) => posting.organisationId === organisationId && roles.includes(posting.role));
}

function holds(actor: Actor, roles: readonly Role[], place: Place): boolean {
  return actor.postings.some(
    ({ role, regionCode }) => roles.includes(role) && place.villageCode.startsWith(regionCode),
  );
}

function linked(
  actor: Actor,
  place: Place,
  directory: Directory,
  now: Temporal.Instant,
  role: 'leader' | 'cadre' | 'first-secretary' | 'instructor',
): boolean {
  return directory
    .linksOf(place.villageCode, now)
    .some((link) => link.personId === actor.personId && link.role === role);
}
