import { type Temporal } from 'temporal-polyfill';
import { type Conditions, choose } from '../case/choice.js';
import { type CaseFacts } from '../case/facts.js';
import { type StateDefinition } from '../case/case-type.js';
import { type Directory, type Duty, type Posting, type Role } from './directory.js';
import { countyOf } from '../region/index.js';
import { type Party } from './party.js';

/** The instant's view of a case's surroundings, for looking parties up. */
export interface Surroundings {
  readonly directory: Directory;
  readonly state: StateDefinition;
  readonly conditions: Conditions;
  readonly now: Temporal.Instant;
}

/** The persons who fill a party for this case now, without repetition; empty where the place is vacant. */
export function whoIs(party: Party, facts: CaseFacts, around: Surroundings): readonly string[] {
  const { directory, now } = around;
  switch (party) {
    case 'handler':
      return handlers(facts, directory, now);
    case 'head':
      return inLeadUnit(facts, directory, now, 'head');
    case 'lead-unit':
      return unique([...handlers(facts, directory, now), ...inLeadUnit(facts, directory, now, 'head')]);
    case 'co-handler':
      return unique(facts.coHandlers.flatMap(({ organisationId }) => handling(organisationId, directory, now)));
    case 'linked-leader':
      return (
        [
          holding(facts.leaderId, directory, now),
          holding(principalLeaderOf(facts.villageCode, directory, now), directory, now),
        ].find(({ length }) => length > 0) ?? []
      );
    case 'township-office':
      return serving(directory.holders('township-office', now), facts);
    case 'village-clerk':
    case 'field-cadre':
      return serving(directory.holders(party, now), facts);
    case 'county-office':
      return persons(directory.holders('county-office', now));
    case 'county-supervisor':
      return persons(directory.holders('supervisor', now));
    case 'leader-above':
      return persons(directory.holders('leader', now).filter(({ rank }) => rank === 'chief'));
    case 'duty-leader':
      return onDuty(directory, now, isLeader, (region) => facts.villageCode.startsWith(region));
    case 'county-leader-on-duty':
      return onDuty(directory, now, isLeader, (region) => region === countyOf(facts.villageCode));
    case 'head-of-duty':
      return onDuty(
        directory,
        now,
        (duty) => !isLeader(duty),
        (region) => facts.villageCode.startsWith(region),
      );
    case 'first-secretary':
    case 'instructor':
      return unique(
        directory.linksOf(facts.villageCode, now).flatMap((link) => (link.role === party ? [link.personId] : [])),
      );
    case 'decliner':
      return holding(facts.declinerId, directory, now);
    case 'applicant':
      return [];
    case 'waited-on':
      return waitedOn(facts, around)?.personIds ?? [];
    case 'level-above':
      return levelAbove(facts, around);
    case 'supervisor-or-above': {
      const above = new Set<Party | undefined>(['county-supervisor', 'leader-above']);
      return whoIs(above.has(waitedOn(facts, around)?.party) ? 'leader-above' : 'county-supervisor', facts, around);
    }
    case 'taking-part':
    case 'system':
    case 'import':
      return [];
  }
}

/** Whom the case waits on now: the first party of its state's chain that somebody fills. Null where nobody is waited on. */
export function waitedOn(
  facts: CaseFacts,
  around: Surroundings,
): { party: Party; personIds: readonly string[] } | null {
  const chain = chainOf(around);
  for (const party of chain) {
    const personIds = whoIs(party, facts, around);
    if (personIds.length > 0) return { party, personIds };
  }
  return chain[0] ? { party: chain[0], personIds: [] } : null;
}

/** The principal leader linked to the village at the instant. */
export function principalLeaderOf(villageCode: string, directory: Directory, at: Temporal.Instant): string | null {
  const leaders = directory.linksOf(villageCode, at).filter(({ role }) => role === 'leader');
  return (leaders.find(({ principal }) => principal) ?? null)?.personId ?? null;
}

/** The next filled place of the chain above the one who is waited on; above the chain's end, the leader above. */
function levelAbove(facts: CaseFacts, around: Surroundings): readonly string[] {
  const holder = waitedOn(facts, around);
  if (!holder) return [];
  const chain = chainOf(around);
  for (const party of chain.slice(chain.indexOf(holder.party) + 1)) {
    const personIds = whoIs(party, facts, around);
    if (personIds.length > 0) return personIds;
  }
  return whoIs('leader-above', facts, around);
}

function chainOf({ state, conditions }: Surroundings): readonly Party[] {
  return choose(state.waitsOn, conditions) ?? [];
}

/** The named handler while posted in the lead unit; otherwise every handler of the unit. */
function handlers(facts: CaseFacts, directory: Directory, now: Temporal.Instant): readonly string[] {
  const inUnit = inLeadUnit(facts, directory, now, 'handler');
  const named = facts.leadPersonId;
  return named &&
    directory.postingsOf(named, now).some(({ organisationId }) => organisationId === facts.leadOrganisationId)
    ? [named]
    : inUnit;
}

/** Who handles for a unit or heads it; others posted there have no part in its cases. */
function handling(organisationId: string, directory: Directory, now: Temporal.Instant): readonly string[] {
  return persons(directory.postingsIn(organisationId, now).filter(({ role }) => role === 'handler' || role === 'head'));
}

function inLeadUnit(facts: CaseFacts, directory: Directory, now: Temporal.Instant, role: Role): readonly string[] {
  if (!facts.leadOrganisationId) return [];
  return persons(directory.postingsIn(facts.leadOrganisationId, now).filter((posting) => posting.role === role));
}

/** Those on duty in a region that `serves` the place: another township's duty officer is not called out of bed. */
const isLeader = ({ role }: Duty) => role === 'leader';

function onDuty(
  directory: Directory,
  now: Temporal.Instant,
  wanted: (duty: Duty) => boolean,
  serves: (regionCode: string) => boolean,
): readonly string[] {
  const on = directory.onDuty(now).filter((duty) => wanted(duty) && serves(duty.regionCode));
  return unique(on.map(({ personId }) => personId));
}

function serving(postings: readonly Posting[], facts: CaseFacts): readonly string[] {
  return persons(postings.filter(({ regionCode }) => facts.villageCode.startsWith(regionCode)));
}

function persons(postings: readonly Posting[]): readonly string[] {
  return unique(postings.map(({ personId }) => personId));
}

/** The person, while holding any posting at all; nobody, once gone. */
function holding(personId: string | null, directory: Directory, now: Temporal.Instant): readonly string[] {
  return personId && directory.postingsOf(personId, now).length > 0 ? [personId] : [];
}

function unique(ids: readonly string[]): readonly string[] {
  return ids.length < 2 ? ids : [...new Set(ids)];
}
