import { Temporal } from 'temporal-polyfill';
import { type Cell } from '../ledger/cell.js';
import { type DateReading, type DateSetting, readDate } from '../ledger/dates.js';

/** A day with its time of day, where the cell has one. */
export interface SheetDay {
  readonly date: string;
  readonly time: string | null;
}

export type DayReading =
  | { readonly kind: 'day'; readonly day: SheetDay }
  | { readonly kind: 'blank' }
  | { readonly kind: 'bad'; readonly code: 'date-unreadable' | 'date-impossible' | 'date-year-unknown' };

/** A date of a term, in any notation that ledgers use; 至今 and the like are blanks. */
export function dayIn(cell: Cell, setting: DateSetting): DayReading {
  if (typeof cell === 'string' && /^\s*(至今|现任|在任|长期|今)\s*$/.test(cell)) return { kind: 'blank' };
  const read = readDate(cell, setting);
  if (read.kind === 'date') return { kind: 'day', day: { date: read.date, time: read.time ?? null } };
  return read.kind === 'none' ? { kind: 'blank' } : { kind: 'bad', code: codeOf[read.kind] };
}

const codeOf: Readonly<
  Record<Exclude<DateReading['kind'], 'date' | 'none'>, Extract<DayReading, { kind: 'bad' }>['code']>
> = {
  impossible: 'date-impossible',
  'year-unknown': 'date-year-unknown',
  'done-without-date': 'date-unreadable',
  'not-a-date': 'date-unreadable',
};

/** When a term begins (epoch milliseconds): at the time that is written, otherwise with the day. */
export function beginningOf({ date, time }: SheetDay, timeZone: string): number {
  return instantOf(date, time ?? '00:00', timeZone);
}

/** When a term ends (exclusive): at the time that is written, otherwise with the end of the day, which is its last. */
export function endOf({ date, time }: SheetDay, timeZone: string): number {
  if (time !== null) return instantOf(date, time, timeZone);
  return instantOf(Temporal.PlainDate.from(date).add({ days: 1 }).toString(), '00:00', timeZone);
}

function instantOf(date: string, time: string, timeZone: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone).epochMilliseconds;
}

/** How a term is written into a sheet, so that it reads back the same: bare days where it keeps to whole ones. */
export function writtenTerm(
  { from, to }: { readonly from: number; readonly to: number },
  timeZone: string,
): { from: SheetDay | null; to: SheetDay | null } {
  return {
    from: Number.isFinite(from) ? dayAt(from, timeZone, 0) : null,
    to: Number.isFinite(to) ? dayAt(to, timeZone, -1) : null,
  };
}

function dayAt(ms: number, timeZone: string, daysAtMidnight: number): SheetDay {
  const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const day = local.toPlainDate();
  if (time === '00:00') return { date: day.add({ days: daysAtMidnight }).toString(), time: null };
  return { date: day.toString(), time };
}
