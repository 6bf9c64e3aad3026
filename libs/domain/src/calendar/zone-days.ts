import { Temporal } from 'temporal-polyfill';
import { dateOfEpochDay, type EpochDay } from './epoch-day.js';

export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * The local dates of one time zone on the line of epoch milliseconds. Asking the zone costs some fifty microseconds,
 * so each date is asked for once in the life of the process and shared by all calendars of that zone.
 */
export class ZoneDays {
  private readonly starts = new Map<EpochDay, number>();

  constructor(readonly timeZone: string) {}

  /** The first instant of the date. A date that the zone skipped (Samoa, 2011-12-30) starts and ends in one instant. */
  start(day: EpochDay): number {
    let start = this.starts.get(day);
    if (start === undefined) {
      start = dateOfEpochDay(day).toZonedDateTime(this.timeZone).epochMilliseconds;
      this.starts.set(day, start);
    }
    return start;
  }

  /** The date to which an instant belongs. */
  dayAt(ms: number): EpochDay {
    let day = Math.floor(ms / DAY_MS);
    while (this.start(day) > ms) day--;
    while (this.start(day + 1) <= ms) day++;
    return day;
  }

  /**
   * The instant at which the wall clock first shows `minute` (0 to 1440) of the date or a later time: exactly one on
   * every date. A time that is skipped in spring is reached at the end of the gap, a repeated one in autumn the first
   * time it shows; so the order of two times never turns round.
   */
  at(day: EpochDay, minute: number): number {
    const start = this.start(day);
    const end = this.start(day + 1);
    if (end - start === DAY_MS) return start + minute * MINUTE_MS;
    return Math.min(Math.max(this.onDayOfTransition(day, minute, end), start), end);
  }

  private onDayOfTransition(day: EpochDay, minute: number, end: number): number {
    if (minute === 1440) return end;
    const wanted = dateOfEpochDay(day).toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 });
    const first = wanted.toZonedDateTime(this.timeZone, { disambiguation: 'earlier' });
    if (first.toPlainDateTime().equals(wanted)) return first.epochMilliseconds;
    // In a gap: the reading before the jump lies in front of it, so the next transition is the end of the gap.
    return first.getTimeZoneTransition('next')!.epochMilliseconds;
  }
}

const zones = new Map<string, ZoneDays>();

/** The days of a zone by its IANA name or offset, in any letter case; null where there is no such zone. */
export function zoneDaysOf(timeZone: string): ZoneDays | null {
  const known = zones.get(timeZone);
  if (known) return known;
  let id: string;
  try {
    id = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone).timeZoneId;
  } catch {
    return null;
  }
  // Kept under its proper name alone, so that odd spellings from outside cannot fill the memory.
  let zone = zones.get(id);
  if (!zone) zones.set(id, (zone = new ZoneDays(id)));
  return zone;
}
