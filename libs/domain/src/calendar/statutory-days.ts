import { dateOfEpochDay, epochDayOf, parseDate, type EpochDay } from './epoch-day.js';
import { type StatutoryDate, type StatutoryYear } from './statutory-year.js';

/** What the law says of a date: off, working, or nothing. `provisional` where the year is not published. */
export interface StatutoryWord {
  readonly says: 'holiday' | 'presumed-holiday' | 'make-up-day' | 'nothing';
  readonly name?: string;
  readonly provisional: boolean;
}

const silent: StatutoryWord = { says: 'nothing', provisional: false };
const silentYet: StatutoryWord = { says: 'nothing', provisional: true };
const presumed: StatutoryWord = { says: 'presumed-holiday', provisional: true };

/** Off in a year without a published calendar: the fixed days of the holiday regulation. Lunar feasts and make-up days cannot be known. */
const PRESUMED = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

/** The published years, by date. Where two papers name one date (late December) the later year's paper holds. */
export class StatutoryDays {
  private readonly published: ReadonlySet<number>;
  private readonly words = new Map<EpochDay, StatutoryWord>();

  constructor(years: readonly StatutoryYear[]) {
    this.published = new Set(years.map(({ year }) => year));
    for (const { off, work } of [...years].sort((a, b) => a.year - b.year)) {
      for (const date of off) this.set(date, 'holiday');
      for (const date of work) this.set(date, 'make-up-day');
    }
  }

  /** What is said of a date. A date that a paper names is settled even when its own year is not published yet. */
  wordOn(day: EpochDay): StatutoryWord {
    const word = this.words.get(day);
    if (word) return word;
    const date = dateOfEpochDay(day);
    if (this.published.has(date.year)) return silent;
    return PRESUMED.has(date.toString().slice(-5)) ? presumed : silentYet;
  }

  private set({ date, name }: StatutoryDate, says: 'holiday' | 'make-up-day'): void {
    const parsed = parseDate(date);
    if (!parsed) throw new RangeError(`A statutory year was not read by parseStatutoryYear: ${date}`);
    this.words.set(epochDayOf(parsed), { says, name, provisional: false });
  }
}
