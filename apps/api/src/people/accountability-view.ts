import { Inject, Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { formatInstant } from '#domain';
import { type Tx } from '#engine';
import { type Accountable, AccountabilityReads, PgDirectories } from '#persistence';
import { recordView } from './record-view.js';

export interface AccountabilityFound {
  readonly countyCode: string;
  readonly then: Temporal.Instant;
  readonly zone: string;
  readonly about: Readonly<Record<string, unknown>>;
  readonly held: readonly Accountable[];
  readonly history: readonly Accountable[];
}

/** Places around a village or unit, and the roles that fill them, in the order in which one would turn to them. */
const places = [
  ['leaders', ['leader']],
  ['firstSecretaries', ['first-secretary']],
  ['instructors', ['instructor']],
  ['cadres', ['cadre', 'field-cadre']],
  ['clerks', ['village-clerk']],
  ['townshipOffice', ['township-office']],
  ['heads', ['head']],
  ['handlers', ['handler']],
] as const satisfies readonly (readonly [string, readonly string[]])[];
const placed: ReadonlySet<string> = new Set(places.flatMap(([, roles]) => [...roles]));

/** Who was accountable, as it is answered: each place with those who filled it then, and who stood in for whom. */
@Injectable()
export class AccountabilityView {
  constructor(
    @Inject(PgDirectories) private readonly directories: PgDirectories,
    @Inject(AccountabilityReads) private readonly reads: AccountabilityReads,
  ) {}

  async of(tx: Tx, { countyCode, then, zone, about, held, history }: AccountabilityFound) {
    const directory = await this.directories.of(tx, countyCode);
    const acting = new Map(held.map(({ person }) => [person.id, directory.actingFor(person.id, then)]));
    const stoodIn = [...acting].flatMap(([id, by]) => (by !== null && by !== id ? [by] : []));
    const names = await this.reads.names(tx, countyCode, stoodIn);
    const view = (one: Accountable) => {
      const by = acting.get(one.person.id);
      return {
        ...recordView(one, zone),
        ...(by !== one.person.id && { away: true, standIn: by ? { id: by, name: names.get(by) ?? '' } : null }),
      };
    };
    const principalFirst = [...held].sort((a, b) => Number(b.principal) - Number(a.principal));
    const inRoles = (roles: readonly string[]) => principalFirst.filter(({ role }) => roles.includes(role)).map(view);
    return {
      at: formatInstant(then, zone),
      ...about,
      ...Object.fromEntries(places.map(([place, roles]) => [place, inRoles(roles)])),
      others: held.filter(({ role }) => !placed.has(role)).map(view),
      history: history.map((one) => recordView(one, zone)),
    };
  }
}
