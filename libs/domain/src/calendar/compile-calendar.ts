import { type Temporal } from 'temporal-polyfill';
import { readCalendarDefinition } from './calendar-definition.js';
import { type CalendarProblem } from './calendar-problem.js';
import { DayRules } from './day-rules.js';
import { epochDayOf, type EpochDay } from './epoch-day.js';
import { StatutoryDays } from './statutory-days.js';
import { type StatutoryYear } from './statutory-year.js';
import { WorkingCalendar } from './working-calendar.js';

export type CompiledCalendar =
  | { readonly ok: true; readonly calendar: WorkingCalendar }
  | { readonly ok: false; readonly problems: readonly CalendarProblem[] };

/** How far ahead there must be working time, in days (time.md §2). */
const HORIZON_DAYS = 366;

/**
 * Makes a calendar of its definition (a `CalendarDefinition`, read as data from outside). `statutoryYears` are used
 * where the definition says `statutory: CN`. Refused: whatever cannot be read, and a calendar without working time in
 * the 366 days that begin with `asOf`, for which every working-day deadline would run away.
 */
export function compileCalendar(
  definition: unknown,
  statutoryYears: readonly StatutoryYear[],
  asOf: Temporal.PlainDate,
): CompiledCalendar {
  const read = readCalendarDefinition(definition);
  if (!read.ok) return read;
  const { rules } = read;
  const twice = statutoryYears.find(({ year }, i) => statutoryYears.findIndex((other) => other.year === year) < i);
  if (rules.statutory && twice) {
    return { ok: false, problems: [{ field: 'statutory', code: 'statutory-year-twice', value: twice.year }] };
  }
  const dayRules = new DayRules(rules, rules.statutory ? new StatutoryDays(statutoryYears) : null);
  if (!worksWithin(epochDayOf(asOf), dayRules)) {
    return { ok: false, problems: [{ field: 'week', code: 'no-working-time', value: asOf.toString() }] };
  }
  return { ok: true, calendar: new WorkingCalendar(rules, dayRules) };
}

function worksWithin(from: EpochDay, dayRules: DayRules): boolean {
  for (let day = from; day < from + HORIZON_DAYS; day++) {
    if (dayRules.judge(day).hours.length > 0) return true;
  }
  return false;
}
