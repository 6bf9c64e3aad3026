import { type Cell, type LedgerKnowledge, type LedgerVillage } from '#domain';
import { type RowToWrite } from '../writing/write-workbook.js';
import { type Defect, drawDefect } from './defects.js';
import { type Layout } from './layout.js';
import { syntheticMatter, type SyntheticMatter } from './matters.js';
import { leftToAbove, matterCells, type PlaceCells, writtenPlace } from './messy-rows.js';
import { type Chance } from './random.js';
import { type RowTruth } from './truth.js';

/** Writes the rows below the header of a messy sheet, line by line, and keeps their truth. */
export class MessySheet {
  readonly rows: RowToWrite[] = [];
  readonly truth: RowTruth[] = [];
  skipped = 0;
  #serial = 0;
  #number = 0;
  #township: string | null = null;
  /** The village that a blank would mean; null where the row above was not understood. */
  #above: LedgerVillage | null = null;

  constructor(
    private readonly chance: Chance,
    private readonly county: LedgerKnowledge,
    private readonly layout: Layout,
    private readonly year: number | null,
    private line: number,
  ) {}

  /** A matter of a village: perhaps with a defect, perhaps told twice. */
  matter(village: LedgerVillage): void {
    const matter = syntheticMatter(this.chance, this.county, village, ++this.#number);
    const defect = this.chance.happens(0.12) ? drawDefect(this.chance, this.county, this.layout, matter) : undefined;
    const own = this.#put(matter, defect, undefined);
    if (own.status === 'accepted' && this.chance.happens(0.07)) this.#put(matter, undefined, own);
  }

  /** A line that is no row. */
  aside(cells: readonly Cell[]): void {
    this.skipped++;
    this.line++;
    if (cells.length > 0) this.rows.push({ line: this.line, cells });
  }

  get lastLine(): number {
    return this.line;
  }

  #put(matter: SyntheticMatter, defect: Defect | undefined, first: RowTruth | undefined): RowTruth {
    const { village } = matter;
    const place = this.#place(matter, defect, first !== undefined);
    const blank = place.village === null || isLeft(place.village);
    const orphan = blank && this.#above === null && !this.layout.columns.includes('villageCode');
    this.line++;
    const cells = matterCells(this.chance, this.county, this.layout, matter, {
      serial: ++this.#serial,
      place,
      year: this.year,
      defect,
    });
    this.rows.push({ line: this.line, cells });
    const truth: RowTruth = {
      line: this.line,
      status: defect || orphan ? 'rejected' : first ? 'duplicate' : 'accepted',
      defects: [...(defect ? [defect.code] : []), ...(orphan ? (['place-above-unresolved'] as const) : [])].sort(),
      duplicateOf: first?.line ?? null,
      villageCode: orphan ? null : village.code,
      registeredOn: matter.registeredOn,
      completedOn:
        matter.completedOn !== null && this.layout.columns.includes('completedOn') ? matter.completedOn : null,
      urgency: matter.urgency,
      category: matter.category.zh,
      ...defect?.destroys,
    };
    this.truth.push(truth);
    this.#township = village.townshipCode;
    this.#above = truth.villageCode === null ? null : village;
    return truth;
  }

  #place(matter: SyntheticMatter, defect: Defect | undefined, again: boolean): PlaceCells {
    const { village } = matter;
    const written = writtenPlace(this.chance, this.county, matter);
    const sameTownship = this.#township === village.townshipCode;
    if (!sameTownship || again || defect?.cells.village !== undefined) return written;
    const township = this.chance.happens(0.7) ? leftToAbove(this.chance) : written.township;
    // Below a row that was not understood a blank must be refused: now and then that is what is written.
    const may = this.#above?.code === village.code ? 0.6 : this.#above === null ? 0.3 : 0;
    return { township, village: this.chance.happens(may) ? leftToAbove(this.chance) : written.village };
  }
}

function isLeft(cell: Cell): boolean {
  return cell === '' || cell === '同上' || cell === '〃' || cell === '"';
}
