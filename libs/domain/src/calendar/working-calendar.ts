import { Temporal } from 'temporal-polyfill';
import { type CalendarDay } from './calendar-day.js';
import { type CalendarRules } from './calendar-definition.js';
import { type DayRules } from './day-rules.js';
import { epochDayOf, type EpochDay } from './epoch-day.js';
import { type ZoneDays } from './zone-days.js';

/**
 * A calendar ready for arithmetic, made by `compileCalendar`. Each date is compiled to epoch milliseconds when it is
 * first consulted and kept: deadlines are computed by the hundred thousand, and zone arithmetic is slow.
 */
export class WorkingCalendar {
  readonly timeZone: string;
  private readonly zone: ZoneDays;
  private readonly days = new Map<EpochDay, CalendarDay>();

  constructor(
    rules: CalendarRules,
    private readonly dayRules: DayRules,
  ) {
    this.zone = rules.zone;
    this.timeZone = rules.zone.timeZone;
  }

  /** A date by its number. */
  day(day: EpochDay): CalendarDay {
    let compiled = this.days.get(day);
    if (!compiled) this.days.set(day, (compiled = this.compile(day)));
    return compiled;
  }

  /** A date by name. */
  dayOn(date: Temporal.PlainDate): CalendarDay {
    return this.day(epochDayOf(date));
  }

  /** The number of the date to which an instant (epoch milliseconds) belongs; 0:00 belongs to the date that it begins. */
  dayAt(ms: number): EpochDay {
    return this.zone.dayAt(ms);
  }

  /** The same, but 24:00 belongs to the date that it ends: how ladders and `daysOverdue` read a due instant (time.md §3). */
  dayEndingAt(ms: number): EpochDay {
    return this.zone.dayAt(ms - 1);
  }

  /** The one instant of a date at which a daily slot falls; `minute` after 0:00. See `ZoneDays.at` for clock changes. */
  slot(date: Temporal.PlainDate, minute: number): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(this.zone.at(epochDayOf(date), minute));
  }

  private compile(day: EpochDay): CalendarDay {
    const { hours, ...judged } = this.dayRules.judge(day);
    const [start, end] = [this.zone.start(day), this.zone.start(day + 1)];
    // A date that the zone skipped is no day at all.
    const working = hours.length > 0 && end > start;
    const edges = working ? hours.flat().map((minute) => this.zone.at(day, minute)) : [];
    const open = edges.filter((_, i) => edges[i - (i % 2)]! < edges[i - (i % 2) + 1]!);
    return { day, ...judged, working, start, end, opening: edges[0] ?? start, closing: edges.at(-1) ?? start, open };
  }
}
