import { type Temporal } from 'temporal-polyfill';
import { dateOfEpochDay } from './epoch-day.js';
import { DAY_MS, zoneDaysOf, type ZoneDays } from './zone-days.js';

/**
 * "2026-10-13T17:30:00+08:00", milliseconds only where there are some. Every answer is full of instants and the zone
 * takes its time, so days without a clock change are written from what is known of the day.
 */
export function formatInstant(at: Temporal.Instant, timeZone: string): string {
  const zone = zoneDaysOf(timeZone);
  if (!zone) throw new RangeError(`No such time zone: ${timeZone}`);
  return onPlainDay(at.epochMilliseconds, zone) ?? at.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never' });
}

/** Null on the day of a clock change, and where the offset has seconds (before standard time). */
function onPlainDay(ms: number, zone: ZoneDays): string | null {
  const day = zone.dayAt(ms);
  const start = zone.start(day);
  const offset = (day * DAY_MS - start) / 60_000;
  if (zone.start(day + 1) - start !== DAY_MS || !Number.isInteger(offset)) return null;
  const time = ms - start;
  const second = Math.floor(time / 1000);
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(two).join(':');
  const fraction =
    time % 1000
      ? `.${String(time % 1000)
          .padStart(3, '0')
          .replace(/0+$/, '')}`
      : '';
  const east = Math.abs(offset);
  return `${dateText(day)}T${clock}${fraction}${offset < 0 ? '-' : '+'}${two(Math.floor(east / 60))}:${two(east % 60)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

const texts = new Map<number, string>();

function dateText(day: number): string {
  let text = texts.get(day);
  if (!text) texts.set(day, (text = dateOfEpochDay(day).toString()));
  return text;
}
