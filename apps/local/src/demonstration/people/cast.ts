import { type Link, type Posting, type Role } from '#domain';

/** A unit of the county, under the key by which the files speak of it. */
export interface CastOrganisation {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: string;
  readonly regionCode: string;
}

/** A synthetic person with the one posting held, and the villages linked to. */
export interface CastPerson {
  readonly id: string;
  /** `county-office-1`, `water/handler-1`, `350123200/township-office-2`. */
  readonly key: string;
  readonly name: string;
  readonly organisation: CastOrganisation;
  readonly role: Role;
  readonly rank: Posting['rank'];
  readonly regionCode: string;
  readonly links: readonly CastLink[];
}

export interface CastLink extends Pick<Link, 'villageCode' | 'role' | 'principal'> {
  readonly role: Link['role'];
}

/** Everybody of the demonstration county, to be asked by key, by place and by role. */
export class Cast {
  private readonly byKey: ReadonlyMap<string, CastPerson>;
  private readonly units: ReadonlyMap<string, CastOrganisation>;
  private readonly leaders: ReadonlyMap<string, CastPerson>;

  constructor(
    readonly organisations: readonly CastOrganisation[],
    readonly people: readonly CastPerson[],
  ) {
    this.byKey = new Map(people.map((person) => [person.key, person]));
    this.units = new Map(organisations.map((unit) => [unit.key, unit]));
    this.leaders = new Map(
      people
        .filter(({ role }) => role === 'leader')
        .flatMap((person) => person.links.map(({ villageCode }) => [villageCode, person])),
    );
  }

  /** A person by key; a bug of the files where there is none. `leader-of:CODE` is the leader linked to that village. */
  person(key: string): CastPerson {
    const found = key.startsWith('leader-of:') ? this.leaders.get(key.slice(10)) : this.byKey.get(key);
    if (!found) throw new Error(`the demonstration county has no person ${key}`);
    return found;
  }

  find(key: string): CastPerson | undefined {
    return this.byKey.get(key);
  }

  leaderOf(villageCode: string): CastPerson | undefined {
    return this.leaders.get(villageCode);
  }

  organisation(key: string): CastOrganisation {
    const found = this.units.get(key);
    if (!found) throw new Error(`the demonstration county has no organisation ${key}`);
    return found;
  }

  /** The first person of a unit in a role. */
  holder(organisationId: string, role: Role): CastPerson {
    const found = this.people.find((person) => person.organisation.id === organisationId && person.role === role);
    if (!found) throw new Error(`nobody is ${role} in ${organisationId}`);
    return found;
  }
}
