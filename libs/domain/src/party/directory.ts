import { type Temporal } from 'temporal-polyfill';
import { type Posting, type Role } from './posting.js';
import { keptApart } from './standing-in.js';

export { type Posting, type Role };

/**
 * Leader or cadre ↔ village, from–to (epoch milliseconds, to exclusive). It counts only while its person also holds a
 * posting that it belongs to: whoever is no leader any more is nobody's linked leader.
 */
export interface Link {
  readonly personId: string;
  readonly villageCode: string;
  readonly role: 'leader' | 'cadre' | 'first-secretary' | 'instructor';
  readonly principal: boolean;
  readonly from: number;
  readonly to: number;
}

/** The postings that a link belongs to. A village's cadre comes from any unit that works on cases. */
const postingsOfLink: Readonly<Record<Link['role'], ReadonlySet<Role>>> = {
  leader: new Set<Role>(['leader']),
  'first-secretary': new Set<Role>(['first-secretary']),
  instructor: new Set<Role>(['instructor']),
  cadre: new Set<Role>([
    ...(['field-cadre', 'county-office', 'supervisor', 'leader', 'first-secretary', 'instructor'] as const),
    ...(['township-office', 'village-clerk', 'handler', 'head'] as const),
  ]),
};

/** On duty at a level of the hierarchy, from–to (epoch milliseconds, to exclusive). */
export interface Duty {
  readonly personId: string;
  readonly regionCode: string;
  /** The unit whose own roster it is; of the region itself where there is none. */
  readonly organisationId?: string | null;
  readonly role: 'leader' | 'head' | 'officer';
  readonly from: number;
  readonly to: number;
}

/**
 * Away from–to (epoch milliseconds, to exclusive), with who stands in; null where nobody does, so that the place falls
 * to the next of its chain (actions.md).
 */
export interface Absence {
  readonly personId: string;
  readonly standInId: string | null;
  readonly from: number;
  readonly to: number;
}

/** A category of cases that an organisation is there for, with those below it, from–to (epoch milliseconds, to exclusive). */
export interface ListedDuty {
  readonly organisationId: string;
  readonly category: string;
  readonly from: number;
  readonly to: number;
}

export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly regionCode: string;
  /** When it exists (epoch milliseconds, to exclusive); always, where nothing is said. */
  readonly from?: number;
  readonly to?: number;
}

/** The people of one county at any instant: postings, links, the duty roster and absences, indexed for the questions asked of them. */
export class Directory {
  private readonly organisations: ReadonlyMap<string, Organisation>;
  private readonly byPerson: ReadonlyMap<string, readonly Posting[]>;
  private readonly byOrganisation: ReadonlyMap<string, readonly Posting[]>;
  private readonly byRole: ReadonlyMap<string, readonly Posting[]>;
  private readonly byVillage: ReadonlyMap<string, readonly Link[]>;
  private readonly byLinked: ReadonlyMap<string, readonly Link[]>;
  private readonly byAbsent: ReadonlyMap<string, readonly Absence[]>;
  private readonly dutiesOf: ReadonlyMap<string, readonly ListedDuty[]>;

  constructor(
    organisations: readonly Organisation[],
    postings: readonly Posting[],
    links: readonly Link[],
    private readonly roster: readonly Duty[],
    absences: readonly Absence[] = [],
    listedDuties: readonly ListedDuty[] = [],
  ) {
    this.organisations = new Map(organisations.map((one) => [one.id, one]));
    this.byPerson = grouped(postings, (posting) => posting.personId);
    this.byOrganisation = grouped(postings, (posting) => posting.organisationId);
    this.byRole = grouped(postings, (posting) => posting.role);
    this.byVillage = grouped(links, (link) => link.villageCode);
    this.byLinked = grouped(links, (link) => link.personId);
    this.byAbsent = grouped(absences, (absence) => absence.personId);
    this.dutiesOf = grouped(listedDuties, (duty) => duty.organisationId);
  }

  /** The organisation, while it exists. */
  organisation(id: string, at: Temporal.Instant): Organisation | undefined {
    const one = this.organisations.get(id);
    const { from = -Infinity, to = Infinity } = one ?? {};
    return from <= at.epochMilliseconds && at.epochMilliseconds < to ? one : undefined;
  }

  /** The categories on the organisation's duty list (履职事项清单); null where it has no list then. */
  dutyList(organisationId: string, at: Temporal.Instant): readonly string[] | null {
    const listed = current(this.dutiesOf.get(organisationId), at).map(({ category }) => category);
    return listed.length > 0 ? listed : null;
  }

  postingsOf(personId: string, at: Temporal.Instant): readonly Posting[] {
    return current(this.byPerson.get(personId), at);
  }

  /** What the person holds at some time of the span (epoch milliseconds, `to` exclusive). */
  postingsDuring(personId: string, span: { readonly from: number; readonly to: number }): readonly Posting[] {
    return (this.byPerson.get(personId) ?? []).filter(({ from, to }) => from < span.to && span.from < to);
  }

  postingsIn(organisationId: string, at: Temporal.Instant): readonly Posting[] {
    return current(this.byOrganisation.get(organisationId), at);
  }

  holders(role: Role, at: Temporal.Instant): readonly Posting[] {
    return current(this.byRole.get(role), at);
  }

  /** Every posting in the role, whenever it holds. */
  everHolding(role: Role): readonly Posting[] {
    return this.byRole.get(role) ?? [];
  }

  /** The links that count. */
  linksOf(villageCode: string, at: Temporal.Instant): readonly Link[] {
    return this.counting(this.byVillage.get(villageCode), at);
  }

  /** A person's links that count. */
  linksHeldBy(personId: string, at: Temporal.Instant): readonly Link[] {
    return this.counting(this.byLinked.get(personId), at);
  }

  isLeader(personId: string, at: Temporal.Instant): boolean {
    return this.postingsOf(personId, at).some(({ role }) => role === 'leader');
  }

  organisationIds(): readonly string[] {
    return [...this.organisations.keys()];
  }

  /** Everybody who holds, held or will hold a posting. */
  everPosted(): readonly string[] {
    return [...this.byPerson.keys()];
  }

  /** Every posting that is current. */
  allPostings(at: Temporal.Instant): readonly Posting[] {
    return [...this.byPerson.values()].flatMap((held) => current(held, at));
  }

  /** The principal leaders' links that count, one a village. */
  principalLinks(at: Temporal.Instant): readonly Link[] {
    return [...this.byVillage.values()].flatMap((links) =>
      this.counting(links, at).filter(({ role, principal }) => role === 'leader' && principal),
    );
  }

  onDuty(at: Temporal.Instant): readonly Duty[] {
    return current(this.roster, at);
  }

  /**
   * Who does this person's work at the instant: the person, or whoever stands in, followed along until somebody is
   * there. Null where nobody is: away without a stand-in, or the stand-in holds no posting any more, or one that is kept
   * apart from what somebody along the way holds.
   */
  actingFor(personId: string, at: Temporal.Instant): string | null {
    const passed = new Set<string>();
    for (let one: string = personId; !passed.has(one);) {
      const [absence] = current(this.byAbsent.get(one), at);
      if (!absence) return one === personId || this.mayDoTheWorkOf(passed, one, at) ? one : null;
      if (absence.standInId === null) return null;
      passed.add(one);
      one = absence.standInId;
    }
    return null; // a circle, which is refused when it is entered
  }

  private mayDoTheWorkOf(absent: ReadonlySet<string>, standIn: string, at: Temporal.Instant): boolean {
    const held = this.postingsOf(standIn, at);
    return held.length > 0 && [...absent].every((one) => keptApart(held, this.postingsOf(one, at)) === null);
  }

  /** Those whose work falls to this person at the instant, because they are away. */
  stoodInForBy(personId: string, at: Temporal.Instant): readonly string[] {
    const absent = [...this.byAbsent].filter(([, absences]) => current(absences, at).length > 0);
    return absent.map(([id]) => id).filter((id) => id !== personId && this.actingFor(id, at) === personId);
  }

  private counting(links: readonly Link[] | undefined, at: Temporal.Instant): Link[] {
    return current(links, at).filter(({ personId, role }) =>
      this.postingsOf(personId, at).some((posting) => postingsOfLink[role].has(posting.role)),
    );
  }
}

function current<T extends { from: number; to: number }>(all: readonly T[] | undefined, at: Temporal.Instant): T[] {
  const ms = at.epochMilliseconds;
  return all?.filter(({ from, to }) => from <= ms && ms < to) ?? [];
}

function grouped<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}
