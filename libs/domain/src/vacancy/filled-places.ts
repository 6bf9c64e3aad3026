import { type Temporal } from 'temporal-polyfill';
import { type Directory, type Posting, type Role } from '../party/directory.js';

/** Who fills which places at an instant, so that a query can tell the cases whose place nobody fills. */
export interface FilledPlaces {
  /** Units in which nobody in this role is there, or stood in for. */
  readonly unitsWithout: (role: 'handler' | 'head') => readonly string[];
  /** Regions in which this office is filled, as code prefixes. */
  readonly regionsWith: (role: Role) => readonly string[];
  /** Units with somebody posted there, in whatever role, who is there or stood in for: the named handler may be one. */
  readonly postedIn: readonly { readonly organisationId: string; readonly personId: string }[];
  /** Persons who have left, or are away with nobody to stand in. */
  readonly notThere: readonly string[];
  /** The same, and those who are no leaders any more. */
  readonly notLeading: readonly string[];
  readonly isAboveFilled: boolean;
  /** Whether any county leader is there. */
  readonly isCountyLed: boolean;
  /** Villages whose principal leader is there or stood in for. */
  readonly villages: readonly string[];
}

/** Looks at every posting that is current, as `whoIs` would for one case. */
export function filledPlaces(directory: Directory, now: Temporal.Instant): FilledPlaces {
  const filled = directory.allPostings(now).filter(({ personId }) => directory.actingFor(personId, now) !== null);
  const persons = new Set(filled.map(({ personId }) => personId));
  const of = (role: Role) => filled.filter((posting) => posting.role === role);
  const leaders = new Set(of('leader').map(({ personId }) => personId));
  const units = (postings: readonly Posting[]) => new Set(postings.map(({ organisationId }) => organisationId));
  const without = (staffed: ReadonlySet<string>) => directory.organisationIds().filter((id) => !staffed.has(id));
  return {
    unitsWithout: (role) => without(units(of(role))),
    regionsWith: (role) => [...new Set(of(role).map(({ regionCode }) => regionCode))],
    postedIn: filled.map(({ organisationId, personId }) => ({ organisationId, personId })),
    notThere: directory.everPosted().filter((id) => !persons.has(id)),
    notLeading: directory.everPosted().filter((id) => !leaders.has(id)),
    isAboveFilled: of('leader').some(({ rank }) => rank === 'chief'),
    isCountyLed: of('leader').some(({ rank }) => rank !== null),
    villages: directory
      .principalLinks(now)
      .filter(({ personId }) => persons.has(personId))
      .map(({ villageCode }) => villageCode),
  };
}
