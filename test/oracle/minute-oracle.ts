/**
 * An independent judge of deadlines: it walks from minute to minute with a wall clock in its hand and shares no line
 * with the product's arithmetic (not even Temporal: it asks Intl). Slow, plain and obviously right is the point.
 * Everything it is given lies on whole minutes.
 */
export interface OracleCalendar {
  readonly timeZone: string;
  /** Sunday 0 … Saturday 6, as JavaScript's getUTCDay counts. */
  readonly week: readonly (readonly [open: string, close: string])[][];
  readonly closed: readonly string[];
  readonly open: readonly { readonly date: string; readonly hours: readonly (readonly [string, string])[] }[];
  /** Null: nothing statutory. */
  readonly statutory: {
    readonly published: readonly number[];
    readonly off: ReadonlySet<string>;
    readonly work: ReadonlySet<string>;
  } | null;
}

export interface OracleRequest {
  readonly start: number;
  readonly amount: number;
  readonly unit: 'wd' | 'nd' | 'wh' | 'h' | 'min';
  readonly pauses: readonly (readonly [from: number, to: number | null])[];
  readonly roll: 'next' | 'none';
}

/** `null`: no such instant, as the clock stands still for ever. */
export interface OracleAnswer {
  readonly due: number | null;
  readonly provisional: boolean;
}

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY = 24 * 60 * MINUTE;

/** One date, walked through. `openMinutes` are the minutes (their first instants) in which the office is open. */
interface WalkedDay {
  readonly begins: number;
  readonly ends: number;
  readonly works: boolean;
  readonly unpublished: boolean;
  readonly openMinutes: readonly number[];
  readonly opening: number;
  readonly closing: number;
}

export function oracle(request: OracleRequest, calendar: OracleCalendar): OracleAnswer {
  const backwards = request.amount < 0;
  if (request.unit === 'wd') return backwards ? workingDaysBack(request, calendar) : workingDays(request, calendar);
  if (request.unit === 'nd') return backwards ? naturalDaysBack(request, calendar) : naturalDays(request, calendar);
  if (request.unit === 'wh') return backwards ? workingHoursBack(request, calendar) : workingHours(request, calendar);
  return wallClock(request);
}

function workingDays(request: OracleRequest, calendar: OracleCalendar): OracleAnswer {
  let provisional = false;
  let count = 0;
  let day = walkDayOf(request.start, calendar);
  for (;;) {
    day = walkDayOf(day.ends, calendar);
    if (day.unpublished) provisional = true;
    if (stoppedForEver(day.begins, request)) return { due: null, provisional };
    if (!day.works) continue;
    if (runsIn(day.closing - MINUTE, request)) count++;
    if (count === request.amount) return { due: day.closing, provisional };
  }
}

function workingDaysBack(request: OracleRequest, calendar: OracleCalendar): OracleAnswer {
  let provisional = false;
  let count = 0;
  let day = walkDayOf(request.start, calendar);
  for (;;) {
    day = walkDayOf(day.begins - MINUTE, calendar);
    if (day.unpublished) provisional = true;
    if (!day.works) continue;
    count++;
    if (count === -request.amount) return { due: day.opening, provisional };
  }
}

function naturalDays(request: OracleRequest, calendar: OracleCalendar): OracleAnswer {
  let count = 0;
  let day = walkDayOf(request.start, calendar);
  while (count < request.amount) {
    day = walkDayOf(day.ends, calendar);
    if (stoppedForEver(day.begins, request)) return { due: null, provisional: false };
    if (runsIn(day.ends - MINUTE, request)) count++;
  }
  if (request.roll === 'none') return { due: day.ends, provisional: false };
  let provisional = day.unpublished;
  while (!day.works) {
    day = walkDayOf(day.ends, calendar);
    if (day.unpublished) provisional = true;
  }
  return { due: day.ends, provisional };
}

function naturalDaysBack(request: OracleRequest, calendar: OracleCalendar): OracleAnswer {
  let day = walkDayOf(request.start, calendar);
  for (let count = 0; count < -request.amount; count++) day = walkDayOf(day.begins - MINUTE, calendar);
  return { due: day.begins, provisional: false };
}

function workingHours(request: OracleRequest, calendar: OracleCalendar): OracleAnswer {
  const budget = request.amount * 60;
  let provisional = false;
  let used = 0;
  for (let day = walkDayOf(request.start, calendar); ; day = walkDayOf(day.ends, calendar)) {
    if (day.unpublished) provisional = true;
    for (const minute of day.openMinutes) {
      if (minute < request.start) continue;
      if (runsIn(minute, request)) used++;
      if (used >= budget) return { due: minute + MINUTE, provisional };
    }
    if (stoppedForEver(day.ends, request)) return { due: null, provisional };
  }
}

function workingHoursBack(request: OracleRequest, calendar: OracleCalendar): OracleAnswer {
  const budget = -request.amount * 60;
  let provisional = false;
  let used = 0;
  for (let day = walkDayOf(request.start - MINUTE, calendar); ; day = walkDayOf(day.begins - MINUTE, calendar)) {
    if (day.unpublished) provisional = true;
    for (const minute of day.openMinutes.toReversed()) {
      if (minute >= request.start) continue;
      used++;
      if (used >= budget) return { due: minute, provisional };
    }
  }
}

function wallClock(request: OracleRequest): OracleAnswer {
  const budget = Math.abs(request.amount) * (request.unit === 'h' ? 60 : 1);
  let minute = request.start;
  if (request.amount < 0) return { due: minute - budget * MINUTE, provisional: false };
  for (let used = 0; used < budget; minute += MINUTE) {
    if (stoppedForEver(minute, request)) return { due: null, provisional: false };
    if (runsIn(minute, request)) used++;
  }
  return { due: minute, provisional: false };
}

/** The clock runs through the whole minute that begins at `minute`. */
function runsIn(minute: number, { pauses }: OracleRequest): boolean {
  for (const [from, to] of pauses) if (minute >= from && (to === null || minute < to)) return false;
  return true;
}

function stoppedForEver(minute: number, { pauses }: OracleRequest): boolean {
  return pauses.some(([from, to]) => to === null && minute >= from);
}

/** Walks back to the first minute of the date on which `at` lies, then forward to its last. */
function walkDayOf(at: number, calendar: OracleCalendar): WalkedDay {
  const { timeZone } = calendar;
  const { day } = wallClockIn(timeZone, at);
  let begins = at;
  while (wallClockIn(timeZone, begins - MINUTE).day === day) begins -= MINUTE;
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  const hours = hoursOn(date, calendar).map(([open, close]) => ({ open: minuteOf(open), close: minuteOf(close) }));
  const openMinutes: number[] = [];
  let opening: number | null = null;
  let closing: number | null = null;
  // The latest time that the wall clock has shown: in autumn it does not turn back an office that has closed.
  let reached = 0;
  let minute = begins;
  for (; ; minute += MINUTE) {
    const wall = wallClockIn(timeZone, minute);
    if (wall.day !== day) break;
    if (wall.time > reached) reached = wall.time;
    if (hours.length > 0 && opening === null && reached >= hours[0]!.open) opening = minute;
    if (hours.length > 0 && closing === null && reached >= hours.at(-1)!.close) closing = minute;
    if (hours.some(({ open, close }) => open <= reached && reached < close)) openMinutes.push(minute);
  }
  const works = hours.length > 0;
  const unpublished = calendar.statutory !== null && !calendar.statutory.published.includes(Number(date.slice(0, 4)));
  return {
    begins,
    ends: minute,
    works,
    unpublished,
    openMinutes,
    opening: opening ?? minute,
    closing: closing ?? minute,
  };
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

function hoursOn(date: string, calendar: OracleCalendar): readonly (readonly [string, string])[] {
  const { statutory, week, closed, open } = calendar;
  // Monday first; the hours of a day that works without saying when.
  const usual = [1, 2, 3, 4, 5, 6, 0].map((day) => week[day]!).find((hours) => hours.length > 0) ?? [];
  const opened = open.find((one) => one.date === date);
  if (closed.includes(date)) return [];
  if (statutory?.off.has(date)) return [];
  if (statutory && !statutory.published.includes(Number(date.slice(0, 4)))) {
    if (['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].includes(date.slice(5))) return [];
  }
  if (opened) return opened.hours;
  if (statutory?.work.has(date)) return usual;
  return week[new Date(`${date}T00:00:00Z`).getUTCDay()]!;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

/** What a clock on the wall shows at the beginning of a minute: the date as days since 1970 and the minute of the day. */
function wallClockIn(timeZone: string, minute: number): { day: number; time: number } {
  const wall = minute + offsetIn(timeZone, minute);
  const day = Math.floor(wall / DAY);
  return { day, time: (wall - day * DAY) / MINUTE };
}

/** The last UTC day that was asked about, and its offset where it had only one. */
let lately: { timeZone: string; day: number; offset: number | null } = { timeZone: '', day: 0, offset: null };

/** Asked for once a UTC day, and on days between whose ends it differs once a quarter of an hour: no zone changes at other minutes. */
function offsetIn(timeZone: string, minute: number): number {
  const day = Math.floor(minute / DAY) * DAY;
  if (lately.timeZone !== timeZone || lately.day !== day) {
    const [before, after] = [knownOffset(timeZone, day), knownOffset(timeZone, day + DAY)];
    lately = { timeZone, day, offset: before === after ? before : null };
  }
  return lately.offset ?? knownOffset(timeZone, Math.floor(minute / QUARTER) * QUARTER);
}

function knownOffset(timeZone: string, at: number): number {
  let known = offsets.get(timeZone);
  if (!known) offsets.set(timeZone, (known = new Map()));
  let offset = known.get(at);
  if (offset === undefined) known.set(at, (offset = offsetAt(timeZone, at)));
  return offset;
}

function offsetAt(timeZone: string, at: number): number {
  let format = formats.get(timeZone);
  if (!format) {
    const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...fields });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:00Z`) - at;
}
