import { compact } from './cell.js';
import { nearestTo } from './near.js';
import { looserStem, type PlaceName, placeName, townshipStem } from './place-names.js';

/** A township of the county, by its 9-digit code. */
export interface LedgerTownship {
  readonly code: string;
  readonly name: string;
}

/** A village-level unit with the dates it is in force; names move between codes over the years, so each edition is an entry. */
export interface LedgerVillage {
  /** 12 digits. */
  readonly code: string;
  readonly townshipCode: string;
  /** Official name first (苏区村委会), then every other (苏区村). */
  readonly names: readonly string[];
  /** First day in force; always, if absent. */
  readonly from?: string;
  /** First day no longer in force. */
  readonly until?: string;
  readonly successorCode?: string;
}

/** A village that may have been meant, named with its township so that it can be told from namesakes. */
export interface PlaceHint {
  readonly code: string;
  readonly village: string;
  readonly township: string;
}

export type PlaceProblem =
  | { code: 'village-missing' }
  | { code: 'place-above-unresolved'; line: number }
  | { code: 'township-unknown'; near: readonly string[] }
  | { code: 'village-unknown'; near: readonly PlaceHint[] }
  | { code: 'village-code-unknown' }
  | { code: 'village-in-other-township'; near: readonly PlaceHint[] }
  | { code: 'village-ambiguous'; near: readonly PlaceHint[] }
  | { code: 'village-not-in-force'; near: readonly PlaceHint[] };

export type VillageFinding =
  { ok: true; village: LedgerVillage; within: string | null } | { ok: false; problem: PlaceProblem };

interface NamedVillage {
  readonly village: LedgerVillage;
  readonly name: PlaceName;
}

/** The county's places, indexed for the many ways of writing them. Built once an import. */
export class PlaceDirectory {
  readonly #townships = new Map<string, LedgerTownship>();
  readonly #byStem = new Map<string, NamedVillage[]>();
  readonly #byLooserStem = new Map<string, NamedVillage[]>();
  readonly #byCode = new Map<string, LedgerVillage[]>();
  readonly #townshipByCode = new Map<string, LedgerTownship>();
  readonly #townshipNames: readonly string[];
  readonly #county: string;

  constructor(townships: readonly LedgerTownship[], villages: readonly LedgerVillage[], county = '') {
    this.#county = compact(county);
    this.#townshipNames = townships.map((township) => township.name).sort((a, b) => b.length - a.length);
    for (const township of townships) {
      this.#townshipByCode.set(township.code, township);
      this.#townships.set(township.code, township);
      this.#townships.set(compact(township.name), township);
      this.#townships.set(townshipStem(township.name), township);
    }
    for (const village of villages) this.#add(village);
  }

  /** The township that a cell names by name, short name or code. */
  township(text: string): LedgerTownship | undefined {
    const name = this.#withoutCounty(compact(text));
    return this.#townships.get(name) ?? this.#townships.get(townshipStem(name));
  }

  /** Names of townships that may have been meant. */
  townshipsNear(text: string): string[] {
    const stems = new Map(this.#townshipNames.map((name) => [townshipStem(name), name]));
    return nearestTo(townshipStem(compact(text)), stems.keys()).map((stem) => stems.get(stem)!);
  }

  /** The village as it is shown to a person who has to choose. */
  hint(village: LedgerVillage): PlaceHint {
    const township = this.#townshipByCode.get(village.townshipCode)?.name ?? village.townshipCode;
    return { code: village.code, village: village.names.at(-1)!, township };
  }

  /** Takes a township apart from the village behind it: 罗源县凤山镇苏区村 is 苏区村 in 凤山镇. */
  splitPlace(text: string): { township?: LedgerTownship; village: string } {
    const place = this.#withoutCounty(compact(text)).replace(/^[-—/、,>]+/, '');
    const name = this.#townshipNames.find((candidate) => place.startsWith(candidate));
    if (name === undefined) return { village: place };
    return { township: this.township(name), village: place.slice(name.length).replace(/^[-—/、,>\s]+/, '') };
  }

  /**
   * The village that `text` names on `day`, within `township` where it is known. A code decides alone; a name must fit
   * its township; what fits two places or none is refused with what may have been meant.
   */
  village(text: string, township: LedgerTownship | undefined, day: string): VillageFinding {
    const written = compact(text);
    if (/^\d{12}$/.test(written)) return this.#villageOfCode(written, township, day);
    const split = this.splitPlace(written);
    const home = split.township ?? township;
    const name = placeName(split.village || written);
    const named = this.#named(name);
    const here = home ? named.filter((entry) => entry.village.townshipCode === home.code) : named;
    const valid = distinct(here.map((entry) => entry.village).filter((village) => inForce(village, day)));
    if (valid.length === 1) return { ok: true, village: valid[0]!, within: name.within };
    if (valid.length > 1) return { ok: false, problem: { code: 'village-ambiguous', near: this.#hints(valid) } };
    if (here.length > 0)
      return this.#expired(
        here.map((entry) => entry.village),
        day,
      );
    const elsewhere = distinct(named.map((entry) => entry.village).filter((village) => inForce(village, day)));
    if (elsewhere.length > 0) {
      return { ok: false, problem: { code: 'village-in-other-township', near: this.#hints(elsewhere) } };
    }
    return { ok: false, problem: { code: 'village-unknown', near: this.#near(name.stem, home, day) } };
  }

  /** The code under which a village lives on the day: its own, or the one at the end of its successors; its own, where it has none. */
  heirOf(village: LedgerVillage, day: string): string {
    const passed = new Set<string>();
    for (let code: string | undefined = village.code; code !== undefined && !passed.has(code);) {
      const known: readonly LedgerVillage[] = this.#byCode.get(code) ?? [];
      if (known.some((one) => inForce(one, day))) return code;
      passed.add(code);
      code = known.find(({ successorCode }) => successorCode !== undefined)?.successorCode;
    }
    return village.code;
  }

  /** Villages of that name anywhere in the county; the exact stem goes before one with a 村 more or less. */
  #named(name: PlaceName): NamedVillage[] {
    const looser = looserStem(name.stem);
    for (const entries of [
      this.#byStem.get(name.stem),
      looser && this.#byStem.get(looser),
      this.#byLooserStem.get(name.stem),
    ]) {
      const fitting = (entries || []).filter((entry) => fits(entry.name, name));
      if (fitting.length > 0) return fitting;
    }
    return [];
  }

  #villageOfCode(code: string, township: LedgerTownship | undefined, day: string): VillageFinding {
    const known = this.#byCode.get(code) ?? [];
    if (known.length === 0) return { ok: false, problem: { code: 'village-code-unknown' } };
    const village = known.find((candidate) => inForce(candidate, day));
    if (!village) return this.#expired(known, day);
    if (township && village.townshipCode !== township.code) {
      return { ok: false, problem: { code: 'village-in-other-township', near: this.#hints([village]) } };
    }
    return { ok: true, village, within: null };
  }

  #expired(villages: readonly LedgerVillage[], day: string): VillageFinding {
    const heirs = villages
      .flatMap((village) => this.#byCode.get(village.successorCode ?? '') ?? [])
      .filter((village) => inForce(village, day));
    return { ok: false, problem: { code: 'village-not-in-force', near: this.#hints(distinct(heirs)) } };
  }

  #near(stem: string, home: LedgerTownship | undefined, day: string): PlaceHint[] {
    const hints: LedgerVillage[] = [];
    for (const candidate of nearestTo(stem, this.#byStem.keys(), 8)) {
      for (const { village } of this.#byStem.get(candidate)!) if (inForce(village, day)) hints.push(village);
    }
    const local = home ? hints.filter((village) => village.townshipCode === home.code) : [];
    return this.#hints(distinct(local.length > 0 ? local : hints)).slice(0, 3);
  }

  #hints(villages: readonly LedgerVillage[]): PlaceHint[] {
    return villages.map((village) => this.hint(village));
  }

  #withoutCounty(text: string): string {
    return this.#county && text.startsWith(this.#county) ? text.slice(this.#county.length) : text;
  }

  #add(village: LedgerVillage): void {
    this.#byCode.set(village.code, [...(this.#byCode.get(village.code) ?? []), village]);
    for (const written of village.names) {
      const name = placeName(written);
      push(this.#byStem, name.stem, { village, name });
      const looser = looserStem(name.stem);
      if (looser) push(this.#byLooserStem, looser, { village, name });
    }
  }
}

/** A village is no residents' committee: 北门村 does not name 北门社区. A bare 北门 names either. */
function fits(known: PlaceName, written: PlaceName): boolean {
  return written.kind === null || known.kind === null || known.kind === written.kind;
}

function inForce(village: LedgerVillage, day: string): boolean {
  return (village.from === undefined || village.from <= day) && (village.until === undefined || day < village.until);
}

function distinct(villages: readonly LedgerVillage[]): LedgerVillage[] {
  return [...new Map(villages.map((village) => [village.code, village])).values()];
}

function push(map: Map<string, NamedVillage[]>, key: string, entry: NamedVillage): void {
  const entries = map.get(key);
  if (entries) entries.push(entry);
  else map.set(key, [entry]);
}
