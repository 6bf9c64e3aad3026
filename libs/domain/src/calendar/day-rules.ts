import { type CalendarDay, type DayKind } from './calendar-day.js';
import { type CalendarRules } from './calendar-definition.js';
import { weekdayOf, type EpochDay } from './epoch-day.js';
import { type Hours } from './hours.js';
import { type StatutoryDays } from './statutory-days.js';

/** What a date is, before the zone places it in time. */
export type JudgedDay = Pick<CalendarDay, 'kind' | 'name' | 'provisional'> & { readonly hours: Hours };

const OFF: Hours = [];
const SATURDAY = 5;

/**
 * The order of precedence of time.md §2: listed off (statutory or closed) before made open (a make-up day or an open
 * date) before the weekday.
 */
export class DayRules {
  constructor(
    private readonly rules: CalendarRules,
    private readonly statutory: StatutoryDays | null,
  ) {}

  judge(day: EpochDay): JudgedDay {
    const { closed, open, week, usualHours } = this.rules;
    const { says, name, provisional } = this.statutory?.wordOn(day) ?? { says: 'nothing', provisional: false };
    const is = (kind: DayKind, hours: Hours): JudgedDay => ({ kind, hours, provisional, ...(name ? { name } : {}) });

    if (closed.has(day)) return is('closed', OFF);
    if (says === 'holiday' || says === 'presumed-holiday') return is(says, OFF);
    const opened = open.get(day);
    if (says === 'make-up-day') return is('make-up-day', opened ?? usualHours);
    if (opened) return is('open-date', opened);
    const hours = week[weekdayOf(day)]!;
    if (hours.length > 0) return is('working-day', hours);
    return is(weekdayOf(day) >= SATURDAY ? 'weekend' : 'off-day', OFF);
  }
}
