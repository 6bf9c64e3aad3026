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
    for (const year of [...years].sort((a, b) => a.year - b.year)) {
      for (const [day, word] of wordsOf(year)) this.words.set(day, word);
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
}

const known = new WeakMap<StatutoryYear, readonly (readonly [EpochDay, StatutoryWord])[]>();

/** A year's words; kept, as every calendar that is compiled in the process reads the same few years. */
function wordsOf(year: StatutoryYear): readonly (readonly [EpochDay, StatutoryWord])[] {
  let words = known.get(year);
  if (!words) {
    words = [...year.off.map(saying('holiday')), ...year.work.map(saying('make-up-day'))];
    known.set(year, words);
  }
  return words;
}

function saying(says: 'holiday' | 'make-up-day') {
  return ({ date, name }: StatutoryDate): readonly [EpochDay, StatutoryWord] => {
    const parsed = parseDate(date);
    if (!parsed) throw new RangeError(`A statutory year was not read by parseStatutoryYear: ${date}`);
    return [epochDayOf(parsed), { says, name, provisional: false }];
  };
}
