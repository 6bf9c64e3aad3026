import { Temporal } from 'temporal-polyfill';

/** A local date as the number of days since 1970-01-01: what the day loops count in, because adding 1 to it costs nothing. */
export type EpochDay = number;

const epoch = Temporal.PlainDate.from('1970-01-01');
const dates = new Map<EpochDay, Temporal.PlainDate>();

/** The number of a local date. */
export function epochDayOf(date: Temporal.PlainDate): EpochDay {
  return epoch.until(date, { largestUnit: 'days' }).days;
}

/** The local date of a number; remembered, because every calendar asks for the same few thousand. */
export function dateOfEpochDay(day: EpochDay): Temporal.PlainDate {
  let date = dates.get(day);
  if (!date) dates.set(day, (date = epoch.add({ days: day })));
  return date;
}

/** 0 Monday … 6 Sunday. The epoch was a Thursday. */
export function weekdayOf(day: EpochDay): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The date that `text` writes as YYYY-MM-DD, or null where it is no such date (2026-02-30, 20260203, 2026-2-3). */
export function parseDate(text: unknown): Temporal.PlainDate | null {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
}
