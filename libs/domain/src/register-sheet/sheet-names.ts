import { compact } from '../ledger/cell.js';
import { nearestTo } from '../ledger/near.js';
import { type LedgerOrganisation, OrganisationList } from '../ledger/organisations.js';
import { type LedgerTownship, type LedgerVillage, PlaceDirectory } from '../ledger/places.js';
import { maskName } from '../person/index.js';

/** What a county's registers know, that the words of a sheet are held against. */
export interface SheetKnowledge {
  readonly countyCode: string;
  /** Name of the county (罗源县). */
  readonly county: string;
  readonly townships: readonly LedgerTownship[];
  readonly villages: readonly LedgerVillage[];
  readonly organisations: readonly (LedgerOrganisation & { readonly regionCode: string })[];
  readonly persons: readonly { readonly id: string; readonly name: string }[];
  /** The county's local day. */
  readonly today: string;
  readonly timeZone: string;
}

export type Found =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly code: NameProblem; readonly near: readonly string[] };
export type NameProblem =
  | 'person-unknown'
  | 'person-ambiguous'
  | 'person-id-unknown'
  | 'person-id-and-name-differ'
  | 'organisation-unknown'
  | 'region-unknown'
  | 'region-ambiguous'
  | 'village-unknown'
  | 'village-ambiguous';

/** So many misses of a sheet get suggestions; whoever sends more wrong rows sees from these what is wrong with all. */
const looksAtMost = 50;

/** Finds persons, organisations and places by name or code; near misses are offered, never taken. Built once a sheet. */
export class SheetNames {
  private readonly places: PlaceDirectory;
  private readonly organisations: OrganisationList;
  private readonly organisationIds: ReadonlySet<string>;
  private readonly personsByName = new Map<string, string[]>();
  private readonly nameOfPerson: ReadonlyMap<string, string>;
  private readonly codes: ReadonlySet<string>;
  private looks = 0;

  constructor(readonly knowledge: SheetKnowledge) {
    const { countyCode, county, townships, villages, organisations, persons } = knowledge;
    this.places = new PlaceDirectory(townships, villages, county);
    this.organisations = new OrganisationList(organisations, county);
    this.organisationIds = new Set(organisations.map(({ id }) => id));
    this.nameOfPerson = new Map(persons.map(({ id, name }) => [id, name]));
    this.codes = new Set([countyCode, ...townships.map(({ code }) => code), ...villages.map(({ code }) => code)]);
    for (const { id, name } of persons) {
      const key = compact(name);
      this.personsByName.set(key, [...(this.personsByName.get(key) ?? []), id]);
    }
  }

  /** Persons of that very name. */
  namesakes(name: string): readonly string[] {
    return this.personsByName.get(compact(name)) ?? [];
  }

  /** By id where the sheet has one, and then the name must fit; otherwise by a name that one person only bears. */
  person(name: string, id: string): Found {
    if (id !== '') {
      const known = this.nameOfPerson.get(id.toLowerCase());
      if (known === undefined) return miss('person-id-unknown');
      const fits = name === '' || [compact(known), compact(maskName(known))].includes(compact(name));
      return fits ? { ok: true, id: id.toLowerCase() } : miss('person-id-and-name-differ', [known]);
    }
    const [only, ...others] = this.namesakes(name);
    if (only === undefined) return miss('person-unknown', this.alike(compact(name), this.personsByName.keys()));
    return others.length === 0 ? { ok: true, id: only } : miss('person-ambiguous', [only, ...others]);
  }

  organisation(text: string): Found {
    const written = compact(text).toLowerCase();
    if (this.organisationIds.has(written)) return { ok: true, id: written };
    const id = this.organisations.named(text)?.organisationId;
    if (id) return { ok: true, id };
    const names = new Map(
      this.knowledge.organisations.flatMap((one) => one.names.map((name) => [this.local(name), name] as const)),
    );
    return miss(
      'organisation-unknown',
      this.alike(this.local(text), names.keys()).map((near) => names.get(near)!),
    );
  }

  /** Names that may have been meant, for the first misses of a sheet: a register of thousands is long to look through. */
  private alike(word: string, names: Iterable<string>): string[] {
    return this.looks++ < looksAtMost ? nearestTo(word, names) : [];
  }

  /** 罗源县水利局 and 县水利局 are written 水利局 too: what is alike is told by that. */
  private local(name: string): string {
    const plain = compact(name);
    const county = compact(this.knowledge.county);
    return (county && plain.startsWith(county) ? plain.slice(county.length) : plain).replace(/^县(?=.{2})/, '');
  }

  /** A village by name or 12-digit code, within the township where one is named. */
  village(text: string, township: string): Found {
    const home = township === '' ? undefined : this.places.township(township);
    if (township !== '' && !home) return miss('region-unknown', this.places.townshipsNear(township));
    const found = this.places.village(text, home, this.knowledge.today);
    if (found.ok) return { ok: true, id: found.village.code };
    const near = 'near' in found.problem ? found.problem.near : [];
    const hints = near.map((hint) =>
      typeof hint === 'string' ? hint : `${hint.township}${hint.village}(${hint.code})`,
    );
    return miss(found.problem.code === 'village-ambiguous' ? 'village-ambiguous' : 'village-unknown', hints);
  }

  /** The county, a township or a village, by name or code. */
  region(text: string, township: string): Found {
    const written = compact(text);
    const { county, countyCode } = this.knowledge;
    if (written === '' && township !== '') return this.region(township, '');
    if (/^\d+$/.test(written)) return this.codes.has(written) ? { ok: true, id: written } : miss('region-unknown');
    if (written === compact(county) || /^(全?县|县级|本县)$/.test(written)) return { ok: true, id: countyCode };
    const inside = this.places.township(written);
    const village = this.village(written, township);
    if (inside && !village.ok) return { ok: true, id: inside.code };
    if (inside && village.ok && inside.name === written) return { ok: true, id: inside.code };
    if (inside && village.ok) return miss('region-ambiguous', [inside.name, written + '村']);
    return village.ok ? village : miss('region-unknown', [...village.near, ...this.places.townshipsNear(written)]);
  }
}

function miss(code: NameProblem, near: readonly string[] = []): Found {
  return { ok: false, code, near: near.slice(0, 5) };
}
