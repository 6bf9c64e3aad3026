import { type CalendarProblem } from './calendar-problem.js';
import { epochDayOf, parseDate, type EpochDay } from './epoch-day.js';
import { readHours, type Hours } from './hours.js';
import { zoneDaysOf, type ZoneDays } from './zone-days.js';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export type WrittenHours = readonly (readonly [open: string, close: string])[];

/** A calendar as people write it, in YAML or in a request. Dates are YYYY-MM-DD, times HH:MM, a missing weekday is off. */
export interface CalendarDefinition {
  readonly name?: string;
  readonly title?: unknown;
  readonly timeZone: string;
  readonly week: { readonly [day in Weekday]?: WrittenHours };
  readonly closed?: readonly string[];
  readonly open?: readonly (string | { readonly date: string; readonly hours?: WrittenHours })[];
  readonly statutory?: 'CN' | null;
}

/** The same, read and checked. */
export interface CalendarRules {
  readonly zone: ZoneDays;
  readonly week: readonly Hours[];
  /** Hours of a day that works without saying when: those of the first open weekday. Empty where no weekday is open. */
  readonly usualHours: Hours;
  readonly closed: ReadonlySet<EpochDay>;
  readonly open: ReadonlyMap<EpochDay, Hours>;
  readonly statutory: boolean;
}

const FIELDS = ['name', 'title', 'timeZone', 'week', 'closed', 'open', 'statutory'];

/** Reads a definition from outside; an unknown field is refused, because `close:` for `closed:` would be a wrong deadline. */
export function readCalendarDefinition(
  value: unknown,
): { ok: true; rules: CalendarRules } | { ok: false; problems: readonly CalendarProblem[] } {
  if (!isRecord(value)) {
    return { ok: false, problems: [{ field: '', code: 'wrong-type', value, expected: 'a calendar' }] };
  }
  const problems: CalendarProblem[] = [];
  for (const field of Object.keys(value)) {
    if (!FIELDS.includes(field)) problems.push({ field, code: 'unknown-field', value: value[field] });
  }
  const zone = readZone(value.timeZone, problems);
  const week = readWeek(value.week, problems);
  const usualHours = week.find((hours) => hours.length > 0) ?? [];
  const closed = readClosed(value.closed ?? [], problems);
  const open = readOpen(value.open ?? [], usualHours, problems);
  const statutory = value.statutory ?? null;
  if (statutory !== null && statutory !== 'CN') {
    problems.push({ field: 'statutory', code: 'unknown-statutory-calendar', value: statutory });
  }
  if (problems.length > 0 || !zone) return { ok: false, problems };
  return { ok: true, rules: { zone, week, usualHours, closed, open, statutory: statutory === 'CN' } };
}

function readZone(value: unknown, problems: CalendarProblem[]): ZoneDays | null {
  const zone = typeof value === 'string' ? zoneDaysOf(value) : null;
  if (value === undefined) problems.push({ field: 'timeZone', code: 'missing' });
  else if (!zone) problems.push({ field: 'timeZone', code: 'bad-time-zone', value });
  return zone;
}

function readWeek(value: unknown, problems: CalendarProblem[]): Hours[] {
  if (value === undefined) problems.push({ field: 'week', code: 'missing' });
  else if (!isRecord(value)) problems.push({ field: 'week', code: 'wrong-type', value, expected: 'hours by weekday' });
  const written = isRecord(value) ? value : {};
  for (const day of Object.keys(written)) {
    if (!WEEKDAYS.includes(day as Weekday))
      problems.push({ field: `week.${day}`, code: 'unknown-field', value: written[day] });
  }
  return WEEKDAYS.map((day) =>
    (written[day] ?? null) === null ? [] : readHours(written[day], `week.${day}`, problems),
  );
}

function readClosed(value: unknown, problems: CalendarProblem[]): Set<EpochDay> {
  const closed = new Set<EpochDay>();
  for (const [index, entry] of listOf(value, 'closed', problems).entries()) {
    const day = readDate(entry, `closed.${index}`, problems);
    if (day !== null) closed.add(day);
  }
  return closed;
}

function readOpen(value: unknown, usualHours: Hours, problems: CalendarProblem[]): Map<EpochDay, Hours> {
  const open = new Map<EpochDay, Hours>();
  for (const [index, entry] of listOf(value, 'open', problems).entries()) {
    const field = `open.${index}`;
    const written = isRecord(entry) ? entry : { date: entry };
    const day = readDate(written.date, isRecord(entry) ? `${field}.date` : field, problems);
    const hours = (written.hours ?? null) === null ? usualHours : readHours(written.hours, `${field}.hours`, problems);
    if (hours.length === 0) problems.push({ field, code: 'open-date-without-hours', value: entry });
    if (day !== null) open.set(day, hours);
  }
  return open;
}

function readDate(value: unknown, field: string, problems: CalendarProblem[]): EpochDay | null {
  const date = parseDate(value);
  if (!date) problems.push({ field, code: 'bad-date', value });
  return date && epochDayOf(date);
}

function listOf(value: unknown, field: string, problems: CalendarProblem[]): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  problems.push({ field, code: 'wrong-type', value, expected: 'a list of dates' });
  return [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
