import { type Temporal } from 'temporal-polyfill';
import { type Conditions, choose } from '../case/choice.js';
import { type CaseFacts } from '../case/facts.js';
import { type StateDefinition } from '../case/case-type.js';
import { type Directory, type Posting, type Role } from './directory.js';
import { type DutyParty, isOnDutyAs } from './on-duty.js';
import { actsForAPart, type Party } from './party.js';
import { isRecused } from './recusal.js';

/** The instant's view of a case's surroundings, for looking parties up. */
export interface Surroundings {
  readonly directory: Directory;
  readonly state: StateDefinition;
  readonly conditions: Conditions;
  readonly now: Temporal.Instant;
}

/** Somebody who is asked now, and in whose place where that is not the person's own. */
export interface Asked {
  readonly personId: string;
  readonly onBehalfOf: string | null;
}

/**
 * The persons who fill a party for this case now, without repetition; empty where the place is vacant. Whoever is away
 * is not among them: the stand-in is.
 */
export function whoIs(party: Party, facts: CaseFacts, around: Surroundings): readonly string[] {
  return whoIsAsked(party, facts, around).map(({ personId }) => personId);
}

/** As `whoIs`, and for whom each is asked. Nobody is asked about a complaint against the own unit. */
export function whoIsAsked(party: Party, facts: CaseFacts, around: Surroundings): readonly Asked[] {
  const asked = thoseOf(party, facts, around);
  const { directory, now } = around;
  const keepsOut = (personId: string | null) => personId !== null && isRecused(personId, facts, directory, now);
  if (facts.accusedOrganisationId === null && facts.accusedPersonId === null) return asked;
  return asked.filter(({ personId, onBehalfOf }) => !keepsOut(personId) && !keepsOut(onBehalfOf));
}

function thoseOf(party: Party, facts: CaseFacts, around: Surroundings): readonly Asked[] {
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
      return linkedLeader(facts, directory, now);
    case 'county-office':
    case 'township-office':
    case 'village-clerk':
    case 'field-cadre':
      return serving(directory.holders(party, now), facts, directory, now);
    case 'county-supervisor':
      return serving(directory.holders('supervisor', now), facts, directory, now);
    // deputies may act where they see the case; who is asked sees it for certain
    case 'county-leader':
    case 'leader-above':
      return persons(
        directory.holders('leader', now).filter(({ rank }) => rank === 'chief'),
        directory,
        now,
      );
    case 'duty-leader':
    case 'county-leader-on-duty':
    case 'head-of-duty':
      return onDuty(party, facts.villageCode, directory, now);
    case 'first-secretary':
    case 'instructor':
      return acting(
        directory.linksOf(facts.villageCode, now).flatMap((link) => (link.role === party ? [link.personId] : [])),
        directory,
        now,
      );
    case 'project-leader':
      return holding(facts.projectLeaderId, directory, now);
    case 'part-unit':
      return unique(
        facts.parts.flatMap(({ data }) => handling(String(data.organisation), directory, now, actsForAPart)),
      );
    case 'requester':
      return holding(facts.residentId, directory, now);
    case 'decliner':
      return holding(facts.declinerId, directory, now);
    case 'applicant':
    case 'resident':
      return [];
    case 'waited-on':
      return asksNow(facts, around)?.asked ?? [];
    case 'level-above':
      return levelAbove(facts, around);
    case 'supervisor-or-above': {
      const above = new Set<Party | undefined>(['county-supervisor', 'leader-above']);
      return whoIsAsked(
        above.has(waitedOn(facts, around)?.party) ? 'leader-above' : 'county-supervisor',
        facts,
        around,
      );
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
  const now = asksNow(facts, around);
  return now && { party: now.party, personIds: now.asked.map(({ personId }) => personId) };
}

function asksNow(facts: CaseFacts, around: Surroundings): { party: Party; asked: readonly Asked[] } | null {
  const chain = chainOf(around);
  for (const party of chain) {
    const asked = whoIsAsked(party, facts, around);
    if (asked.length > 0) return { party, asked };
  }
  return chain[0] ? { party: chain[0], asked: [] } : null;
}

/** The principal leader linked to the village at the instant. */
export function principalLeaderOf(villageCode: string, directory: Directory, at: Temporal.Instant): string | null {
  const leaders = directory.linksOf(villageCode, at).filter(({ role }) => role === 'leader');
  return (leaders.find(({ principal }) => principal) ?? null)?.personId ?? null;
}

/** The next filled place of the chain above the one who is waited on; above the chain's end, the leader above. */
function levelAbove(facts: CaseFacts, around: Surroundings): readonly Asked[] {
  const holder = waitedOn(facts, around);
  if (!holder) return [];
  const chain = chainOf(around);
  for (const party of chain.slice(chain.indexOf(holder.party) + 1)) {
    const asked = whoIsAsked(party, facts, around);
    if (asked.length > 0) return asked;
  }
  return whoIsAsked('leader-above', facts, around);
}

function chainOf({ state, conditions }: Surroundings): readonly Party[] {
  return choose(state.waitsOn, conditions) ?? [];
}

/** The named handler, or the stand-in, while posted in the lead unit; otherwise every handler of the unit. */
function handlers(facts: CaseFacts, directory: Directory, now: Temporal.Instant): readonly Asked[] {
  const named = facts.leadPersonId;
  const isPosted =
    named && directory.postingsOf(named, now).some(({ organisationId }) => organisationId === facts.leadOrganisationId);
  const asked = isPosted ? acting([named], directory, now) : [];
  return asked.length > 0 ? asked : inLeadUnit(facts, directory, now, 'handler');
}

/** Who handles for a unit or heads it; others posted there have no part in its cases. */
function handling(
  organisationId: string,
  directory: Directory,
  now: Temporal.Instant,
  roles: readonly Role[] = ['handler', 'head'],
): readonly Asked[] {
  const posted = directory.postingsIn(organisationId, now);
  return persons(
    posted.filter(({ role }) => roles.includes(role)),
    directory,
    now,
  );
}

function inLeadUnit(facts: CaseFacts, directory: Directory, now: Temporal.Instant, role: Role): readonly Asked[] {
  if (!facts.leadOrganisationId) return [];
  const posted = directory.postingsIn(facts.leadOrganisationId, now);
  return persons(
    posted.filter((posting) => posting.role === role),
    directory,
    now,
  );
}

function onDuty(party: DutyParty, villageCode: string, directory: Directory, now: Temporal.Instant): readonly Asked[] {
  const on = directory.onDuty(now).filter((duty) => isOnDutyAs(party, duty, villageCode));
  return acting(
    on.map(({ personId }) => personId),
    directory,
    now,
  );
}

function serving(
  postings: readonly Posting[],
  facts: CaseFacts,
  directory: Directory,
  now: Temporal.Instant,
): readonly Asked[] {
  return persons(
    postings.filter(({ regionCode }) => facts.villageCode.startsWith(regionCode)),
    directory,
    now,
  );
}

function persons(postings: readonly Posting[], directory: Directory, now: Temporal.Instant): readonly Asked[] {
  return acting(
    postings.map(({ personId }) => personId),
    directory,
    now,
  );
}

/**
 * The case's leader, else the village's principal one, while still a leader by posting: whoever left the leadership sees
 * the case no more and is not asked about it, and the chain goes on to the next.
 */
function linkedLeader(facts: CaseFacts, directory: Directory, now: Temporal.Instant): readonly Asked[] {
  const candidates = [facts.leaderId, principalLeaderOf(facts.villageCode, directory, now)];
  const leaders = candidates.filter((one) => one !== null && directory.isLeader(one, now));
  return leaders.map((one) => holding(one, directory, now)).find(({ length }) => length > 0) ?? [];
}

/** The person, while holding any posting at all; nobody, once gone. */
function holding(personId: string | null, directory: Directory, now: Temporal.Instant): readonly Asked[] {
  return personId && directory.postingsOf(personId, now).length > 0 ? acting([personId], directory, now) : [];
}

/** Those who do the work of these persons now; whoever is asked in an own place is asked once, for that. */
function acting(personIds: readonly string[], directory: Directory, now: Temporal.Instant): readonly Asked[] {
  const asked = personIds.flatMap((one) => {
    const personId = directory.actingFor(one, now);
    return personId === null ? [] : [{ personId, onBehalfOf: personId === one ? null : one }];
  });
  return unique(asked);
}

function unique(asked: readonly Asked[]): readonly Asked[] {
  if (asked.length < 2) return asked;
  const byPerson = new Map<string, Asked>();
  for (const one of asked) {
    if (one.onBehalfOf === null || !byPerson.has(one.personId)) byPerson.set(one.personId, one);
  }
  return [...byPerson.values()];
}
