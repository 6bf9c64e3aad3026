import { isBlank, type LedgerRow, textOf } from './cell.js';
import { isDitto } from './ditto.js';
import { type LedgerField } from './headings.js';
import {
  type LedgerTownship,
  type LedgerVillage,
  type PlaceDirectory,
  type PlaceHint,
  type PlaceProblem,
} from './places.js';
import { type FieldIndex } from './plan.js';

export type RowPlace =
  | { ok: true; village: LedgerVillage; within: string | null }
  | {
      ok: false;
      problem: PlaceProblem | { code: 'village-code-and-name-differ'; near: readonly PlaceHint[] };
      field: LedgerField;
    };

type Township = { text: string; found: LedgerTownship | undefined };
type Above = { line: number; place: RowPlace };

/**
 * Finds the village of each row in turn and remembers it, because a blank, 同上 or 〃 in a place column means the row
 * above. The memory never reaches past a new township, and a place above that was not understood is not replaced by the one
 * above it: the row is refused too, and told so.
 */
export class PlaceOfRow {
  #township: Township | undefined;
  #above: Above | undefined;

  constructor(
    private readonly places: PlaceDirectory,
    private readonly fields: FieldIndex,
  ) {}

  /** True for a line's only word if it names a township: 一、凤山镇. */
  isTownship(word: string): boolean {
    return this.places.township(withoutNumber(word)) !== undefined;
  }

  /** Such a line holds for the rows below it. */
  section(word: string): void {
    const text = withoutNumber(word);
    this.#enter({ text, found: this.places.township(text) });
  }

  /** The township that holds for the row last asked about: its name, or what was written where it is unknown. */
  get township(): string | null {
    return this.#township?.found?.name ?? this.#township?.text ?? null;
  }

  /** The village of a row registered on `day` (ISO); `day` decides which edition of the codes counts. */
  of(row: LedgerRow, day: string): RowPlace {
    const township = this.#cell(row, 'township');
    if (township !== undefined && township !== this.#township?.text) {
      const found = this.places.township(township);
      // 凤山 below 凤山镇 is no new township: the village above still counts.
      if (!found || found !== this.#township?.found) this.#enter({ text: township, found });
    }
    const place = this.#find(row, day);
    this.#above = { line: row.line, place };
    return place;
  }

  #find(row: LedgerRow, day: string): RowPlace {
    const code = this.#cell(row, 'villageCode');
    const field: LedgerField = this.fields.has('village')
      ? 'village'
      : this.fields.has('place')
        ? 'place'
        : 'villageCode';
    const name = field === 'villageCode' ? undefined : this.#cell(row, field);
    if (code !== undefined) return this.#byCode(code, name, day);
    if (name === undefined) return this.#sameAsAbove(field);
    const split = this.places.splitPlace(name);
    if (split.township && split.township !== this.#township?.found) {
      // 罗源县凤山镇苏区村 under a blank township cell: the longer name is the newer word.
      if (this.#township === undefined || this.#cell(row, 'township') === undefined) {
        this.#enter({ text: split.township.name, found: split.township });
      }
    }
    const home = this.#township;
    if (home && !home.found && !split.township) {
      return {
        ok: false,
        field: 'township',
        problem: { code: 'township-unknown', near: this.places.townshipsNear(home.text) },
      };
    }
    const found = this.places.village(name, home?.found, day);
    return found.ok ? found : { ok: false, field, problem: found.problem };
  }

  #byCode(code: string, name: string | undefined, day: string): RowPlace {
    const found = this.places.village(code, this.#township?.found, day);
    if (!found.ok) return { ok: false, field: 'villageCode', problem: found.problem };
    if (name === undefined) return found;
    const named = this.places.village(name, this.#township?.found, day);
    if (!named.ok || named.village.code === found.village.code) return found;
    const near = [found.village, named.village].map((village) => this.places.hint(village));
    return { ok: false, field: 'villageCode', problem: { code: 'village-code-and-name-differ', near } };
  }

  #sameAsAbove(field: LedgerField): RowPlace {
    if (!this.#above) return { ok: false, field, problem: { code: 'village-missing' } };
    const { line, place } = this.#above;
    if (place.ok) return place;
    const origin = place.problem.code === 'place-above-unresolved' ? place.problem.line : line;
    return { ok: false, field, problem: { code: 'place-above-unresolved', line: origin } };
  }

  #enter(township: Township): void {
    this.#township = township;
    this.#above = undefined;
  }

  /** What the cell says by itself; nothing where it points at the row above. */
  #cell(row: LedgerRow, field: LedgerField): string | undefined {
    const index = this.fields.get(field);
    const cell = index === undefined ? undefined : row.cells[index];
    return isBlank(cell) || isDitto(cell) ? undefined : textOf(cell);
  }
}

function withoutNumber(word: string): string {
  return word
    .replace(/^(?:[(（][\d一二三四五六七八九十]+[)）]|[\d一二三四五六七八九十]+[、.．])\s*/, '')
    .replace(/[:：]$/, '');
}
