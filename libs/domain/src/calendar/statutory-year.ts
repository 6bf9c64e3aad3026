import { parseDate } from './epoch-day.js';

/** A date that the State Council sets apart, with the holiday's name where the file tells it. */
export interface StatutoryDate {
  readonly date: string;
  readonly name?: string;
}

/** One published year: the days off (weekend days of a holiday among them) and the weekend days that work. */
export interface StatutoryYear {
  readonly year: number;
  readonly off: readonly StatutoryDate[];
  readonly work: readonly StatutoryDate[];
  readonly papers: readonly string[];
}

export type StatutoryProblem =
  | { readonly code: 'unknown-shape' }
  | { readonly code: 'no-year' }
  | { readonly code: 'year-differs'; readonly said: number; readonly found: number }
  | { readonly code: 'bad-date'; readonly value: unknown }
  | { readonly code: 'date-of-another-year'; readonly value: string; readonly year: number }
  | { readonly code: 'off-and-work'; readonly value: string };

type Entry = StatutoryDate & { readonly off: boolean };

/**
 * Reads a published year in either known shape: `{year, weekday_off, weekend_work, statutory_listed}` or
 * `[{date, isOffDay}]` (also as `{year, days}`). Dates lie in the year or in the December before it, which a paper
 * may set as well; a list without a year is of the latest year it names.
 */
export function parseStatutoryYear(
  json: unknown,
  year?: number,
): { ok: true; year: StatutoryYear } | { ok: false; problem: StatutoryProblem } {
  const read = readEntries(json);
  if (!read) return { ok: false, problem: { code: 'unknown-shape' } };
  for (const { date } of read.entries) {
    if (!parseDate(date)) return { ok: false, problem: { code: 'bad-date', value: date } };
  }
  if (year !== undefined && read.year !== undefined && year !== read.year) {
    return { ok: false, problem: { code: 'year-differs', said: year, found: read.year } };
  }
  const published = year ?? read.year ?? Math.max(...read.entries.map(({ date }) => yearOf(date)));
  if (!Number.isInteger(published)) return { ok: false, problem: { code: 'no-year' } };

  const dates = new Map<string, Entry>();
  for (const entry of read.entries) {
    const { date, off } = entry;
    if (yearOf(date) !== published && !date.startsWith(`${published - 1}-12-`)) {
      return { ok: false, problem: { code: 'date-of-another-year', value: date, year: published } };
    }
    const before = dates.get(date);
    if (before && before.off !== off) return { ok: false, problem: { code: 'off-and-work', value: date } };
    dates.set(date, before?.name ? before : entry);
  }
  const sorted = [...dates.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  const listed = (off: boolean) =>
    sorted.filter((entry) => entry.off === off).map(({ date, name }) => ({ date, name }));
  return { ok: true, year: { year: published, off: listed(true), work: listed(false), papers: read.papers } };
}

function readEntries(json: unknown): { year?: number; papers: string[]; entries: Entry[] } | null {
  if (Array.isArray(json)) return { papers: [], entries: (json as unknown[]).map(byFlag) };
  if (typeof json !== 'object' || json === null) return null;
  const { year, papers, days, weekday_off, weekend_work, statutory_listed } = json as Record<string, unknown>;
  const head = { year: typeof year === 'number' ? year : undefined, papers: listOf(papers).map(String) };
  if (Array.isArray(days)) return { ...head, entries: (days as unknown[]).map(byFlag) };
  if (!Array.isArray(weekday_off) || !Array.isArray(weekend_work)) return null;
  const off = [...(weekday_off as unknown[]), ...listOf(statutory_listed)].map((entry) => byList(entry, true));
  return { ...head, entries: [...off, ...(weekend_work as unknown[]).map((entry) => byList(entry, false))] };
}

/** `{date, isOffDay, name?}`; a flag that is missing leaves the date unreadable rather than guessed. */
function byFlag(entry: unknown): Entry {
  const { date, name, isOffDay } = (entry ?? {}) as Record<string, unknown>;
  return typeof isOffDay === 'boolean' ? { ...named(date, name), off: isOffDay } : { date: String(entry), off: true };
}

function byList(entry: unknown, off: boolean): Entry {
  const { date, name } = (typeof entry === 'string' ? { date: entry } : (entry ?? {})) as Record<string, unknown>;
  return { ...named(date, name), off };
}

function named(date: unknown, name: unknown): StatutoryDate {
  return typeof name === 'string' ? { date: String(date), name } : { date: String(date) };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
