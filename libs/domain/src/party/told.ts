import { type CaseFacts } from '../case/facts.js';
import { offices, type Party } from './party.js';
import { type Surroundings, waitedOn, whoIsAsked } from './who-is.js';

/** A person, and the place in the hierarchy for which the message comes ("you receive this because …"). */
export interface Recipient {
  readonly personId: string;
  readonly as: Party;
  /** Who is away, where the message comes to a stand-in. */
  readonly onBehalfOf?: string;
}

const outsideTheUnit = ['linked-leader', ...offices] as const;

/**
 * Who hears what nobody hears in a vacant place: first the rest of the unit, then upwards to the leader above, who ends
 * every chain (actions.md). Without a linked leader it is the township (design §5).
 */
const instead: Partial<Record<Party, readonly Party[]>> = {
  handler: ['head', ...outsideTheUnit],
  head: ['handler', ...outsideTheUnit],
  'lead-unit': outsideTheUnit,
  'linked-leader': offices,
  // without an account of the requester's own it is passed on by word of mouth
  requester: ['village-clerk', 'township-office', 'county-office'],
  'part-unit': ['project-leader', ...offices.slice(1)],
  'project-leader': ['linked-leader', ...offices.slice(1)],
  'county-leader': ['leader-above'],
  'township-office': offices.slice(1),
  'county-office': offices.slice(2),
  'county-supervisor': ['leader-above'],
  'supervisor-or-above': ['leader-above'],
  'waited-on': ['leader-above'],
  'head-of-duty': ['duty-leader', 'county-leader-on-duty', 'leader-above'],
  'duty-leader': ['county-leader-on-duty', 'leader-above'],
  'county-leader-on-duty': ['leader-above'],
};

/**
 * Who is told when these parties are to be told, each person once, under the first party that names them. A vacant place,
 * or one that keeps out, is heard for by another, so that time alone always leads to somebody (design §1).
 */
export function recipients(parties: readonly Party[], facts: CaseFacts, around: Surroundings): Recipient[] {
  return dedupe(parties.flatMap((party) => fillers(party, facts, around)));
}

function fillers(party: Party, facts: CaseFacts, around: Surroundings): Recipient[] {
  // a state that waits on nobody has no vacant place
  if (party === 'waited-on' && waitedOn(facts, around) === null) return [];
  for (const as of [party, ...(instead[party] ?? [])]) {
    const asked = whoIsAsked(as, facts, around);
    if (asked.length > 0)
      return asked.map(({ personId, onBehalfOf }) => ({ personId, as, ...(onBehalfOf !== null && { onBehalfOf }) }));
  }
  return [];
}

/** Each person once, under the first party that names them. */
export function dedupe(all: readonly Recipient[]): Recipient[] {
  const seen = new Set<string>();
  return all.filter(({ personId }) => !seen.has(personId) && seen.add(personId));
}
