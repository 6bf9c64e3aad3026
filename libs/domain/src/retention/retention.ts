import { type Temporal } from 'temporal-polyfill';
import { DefinitionReader, type DefinitionProblem } from '../definition/reader.js';

/** What is kept for a time. */
export const keptThings = [
  'requester',
  'attachment',
  'case-text',
  'resident',
  'notification',
  'session',
  'ledger-import',
  'register-import',
  'export',
  'disclosure',
  'hand-over',
  'absence',
  'duty',
  'link',
  'posting',
  'kept-answer',
  'saved-view',
  'audit-log',
] as const;
export type KeptThing = (typeof keptThings)[number];

/** What is kept of a case. A case type may keep less long what the county keeps; the shorter of both holds. */
export const thingsOfCases = ['requester', 'attachment', 'case-text'] as const satisfies readonly KeptThing[];
export type ThingOfCases = (typeof thingsOfCases)[number];

/** A calendar period: years, months or days, whole and above zero. */
export interface Period {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

export type Retention = Readonly<Record<KeptThing, Period>>;

export type ReadRetention =
  | { readonly ok: true; readonly retention: Retention }
  | { readonly ok: false; readonly problems: readonly DefinitionProblem[] };

/**
 * In days, the least that the law leaves: logs six months (网络安全法), the register of disclosures three years
 * (网络数据安全管理条例 art. 12); of a case, long enough that an objection within its term finds it whole. Who held which
 * place is asked as long as the words of a case are kept (`case-text`).
 */
const leastDays: Partial<Record<KeptThing, number>> = {
  requester: 90,
  attachment: 90,
  resident: 90,
  'case-text': 365,
  disclosure: 3 * 365,
  posting: 365,
  link: 365,
  'audit-log': 183,
};

/** Reads the periods of a county; every kept thing needs one. */
export function readRetention(written: unknown): ReadRetention {
  const reader = DefinitionReader.of(written);
  const problems: DefinitionProblem[] = [];
  const periods = isMap(written) && isMap(written['periods']) ? written['periods'] : {};
  if (!reader.present || Object.keys(periods).length === 0) problems.push({ path: 'periods', code: 'missing' });
  for (const name of Object.keys(periods)) {
    if (!keptThings.includes(name as KeptThing)) problems.push({ path: `periods.${name}`, code: 'unknown-name' });
  }
  const read = keptThings.map(
    (thing) => [thing, periodOf(thing, periods[thing], `periods.${thing}`, problems)] as const,
  );
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, retention: Object.fromEntries(read) as unknown as Retention };
}

/** What began before this instant has been kept long enough. Counted in whole days of the county's calendar. */
export function keptSince(period: Period, now: Temporal.Instant, timeZone: string): Temporal.Instant {
  const today = now.toZonedDateTimeISO(timeZone).startOfDay();
  return today.subtract({ years: period.years, months: period.months, days: period.days }).toInstant();
}

/** Reads a period (`{ years: 3 }`); below the legal minimum of the thing it is a problem. */
export function periodOf(thing: KeptThing, written: unknown, path: string, problems: DefinitionProblem[]): Period {
  const period = { years: 0, months: 0, days: 0 };
  if (!isMap(written)) {
    problems.push({ path, code: written === undefined ? 'missing' : 'not-a-map' });
    return period;
  }
  for (const [unit, amount] of Object.entries(written)) {
    if (!(unit in period)) problems.push({ path: `${path}.${unit}`, code: 'unknown-name' });
    else if (!Number.isInteger(amount) || (amount as number) < 1 || (amount as number) > 100)
      problems.push({ path: `${path}.${unit}`, code: 'bad-value', value: String(amount) });
    else period[unit as keyof typeof period] = amount as number;
  }
  const days = period.years * 365 + period.months * 30.5 + period.days;
  if (days < (leastDays[thing] ?? 1)) problems.push({ path, code: 'bad-value', value: `${days}` });
  return period;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
