import { type Temporal } from 'temporal-polyfill';
import { type CaseFacts } from '../case/facts.js';
import { type Directory, type Organisation } from '../party/directory.js';
import { isAccusedUnit } from '../party/recusal.js';
import { standing } from './standing.js';

/** What became of the cases of a category that a unit led within a year: how many ended with it, how many it returned. */
export interface UnitHistory {
  readonly organisationId: string;
  /** Of those in the case's own township; `inCounty` counts these too. */
  readonly inTownship: HandledCases;
  readonly inCounty: HandledCases;
}

export interface HandledCases {
  readonly ended: number;
  readonly returned: number;
}

/** A unit that the case may be dispatched to, and what speaks for it. Never a person. */
export interface SuggestedUnit {
  readonly organisation: Organisation;
  readonly duty: 'listed' | 'outside' | 'no-list';
  readonly inTownship: HandledCases;
  readonly inCounty: HandledCases;
  /** Of the cases of the county that came to an end with it or were returned, those that ended; null where there were none. */
  readonly notReturned: number | null;
}

const none: HandledCases = { ended: 0, returned: 0 };
/** Bodies of one place work for that place alone. */
const bodiesOfAPlace: ReadonlySet<string> = new Set(['township-government', 'village-body']);

/**
 * Units for a case, the likeliest first: those with its category on their duty list, and those that have handled such
 * cases; of these, who returned few of many, more so in the case's own township. Left out are whom the case accuses, who
 * has just returned it, and a village body that has not agreed to such work.
 */
export function suggestUnits(
  facts: CaseFacts,
  history: readonly UnitHistory[],
  directory: Directory,
  now: Temporal.Instant,
  atMost: number,
): readonly SuggestedUnit[] {
  const handled = new Map(history.map((one) => [one.organisationId, one]));
  return directory
    .organisationIds()
    .flatMap((id) => directory.organisation(id, now) ?? [])
    .filter((unit) => mayHandle(unit, facts, directory, now))
    .map((organisation): SuggestedUnit => {
      const { inTownship = none, inCounty = none } = handled.get(organisation.id) ?? {};
      const duty = standing(organisation, facts.category, directory, now);
      return { organisation, duty, inTownship, inCounty, notReturned: shareOf(inCounty) };
    })
    .filter(({ duty, organisation, inCounty }) =>
      organisation.kind === 'village-body' ? duty === 'listed' : duty === 'listed' || inCounty.ended > 0,
    )
    .sort((a, b) => weight(b) - weight(a) || (a.organisation.id < b.organisation.id ? -1 : 1))
    .slice(0, atMost);
}

function mayHandle(unit: Organisation, facts: CaseFacts, directory: Directory, now: Temporal.Instant): boolean {
  if (bodiesOfAPlace.has(unit.kind) && !facts.villageCode.startsWith(unit.regionCode)) return false;
  if (facts.state === 'returned' && unit.id === facts.leadOrganisationId) return false;
  return !isAccusedUnit(unit.id, facts, directory, now);
}

function shareOf({ ended, returned }: HandledCases): number | null {
  return ended + returned === 0 ? null : ended / (ended + returned);
}

/** A listed unit comes before every other; behind that a case of the own township counts twice, a returned one against it. */
const listedFirst = 1_000_000;

function weight({ duty, inTownship, inCounty }: SuggestedUnit): number {
  const cases = inCounty.ended + inTownship.ended;
  const trust = (inCounty.ended + 1) / (inCounty.ended + inCounty.returned + 2);
  return (duty === 'listed' ? listedFirst : duty === 'outside' ? 0 : 1) + Math.log2(1 + cases) * trust;
}
