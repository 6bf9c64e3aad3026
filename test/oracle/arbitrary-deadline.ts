import fc from 'fast-check';
import { statutoryForOracle } from './county-calendar.js';
import { type OracleCalendar, type OracleRequest } from './minute-oracle.js';

/** Zones with one clock change a year, two, none, half an hour's (Lord Howe), and changes at midnight (Santiago, Cairo). */
export const zones = [
  'Asia/Shanghai',
  'UTC',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Pacific/Auckland',
  'Australia/Lord_Howe',
];

const MINUTE = 60_000;
const statutory = statutoryForOracle();
const noon2024 = Date.UTC(2024, 0, 1, 12);

/** Hours of a day on the quarter hour: none, a morning, a lunch break, up to round the clock. */
const hours = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 0, maxLength: 6 })
  .map((quarters) => quarters.sort((a, b) => a - b))
  .map((quarters) =>
    Array.from(
      { length: quarters.length >> 1 },
      (_, i) => [time(quarters[2 * i]!), time(quarters[2 * i + 1]!)] as const,
    ),
  );

function time(quarter: number): string {
  return `${String(quarter >> 2).padStart(2, '0')}:${String((quarter & 3) * 15).padStart(2, '0')}`;
}

/** An instant on the minute within 2024 to the spring of 2027, so that some counts leave the published years. */
const start = fc.integer({ min: 0, max: 1150 * 24 * 60 }).map((minutes) => noon2024 + minutes * MINUTE);

/** Spans short enough to walk, fractions on the quarter hour. */
const span = fc.oneof(
  signed(fc.integer({ min: 1, max: 9 })).map((amount) => ({ unit: 'wd' as const, amount })),
  signed(fc.integer({ min: 1, max: 12 })).map((amount) => ({ unit: 'nd' as const, amount })),
  signed(fc.integer({ min: 1, max: 120 })).map((quarters) => ({ unit: 'wh' as const, amount: quarters / 4 })),
  signed(fc.integer({ min: 1, max: 300 })).map((quarters) => ({ unit: 'h' as const, amount: quarters / 4 })),
  signed(fc.integer({ min: 1, max: 600 })).map((amount) => ({ unit: 'min' as const, amount })),
);

function signed(amount: fc.Arbitrary<number>): fc.Arbitrary<number> {
  return fc.tuple(amount, fc.boolean()).map(([value, forward]) => (forward ? value : -value));
}

/** A pause near the start; one in ten without end. Pauses may touch, overlap or lie before the start. */
const pause = fc.record({
  after: fc.integer({ min: -2 * 24 * 4, max: 12 * 24 * 4 }),
  length: fc.integer({ min: 0, max: 4 * 24 * 4 }),
  open: fc.integer({ min: 0, max: 9 }).map((die) => die === 0),
});

/** A date within some weeks of the start, for closed and open dates that matter. */
const nearby = fc.integer({ min: -15, max: 25 });

export const arbitraryDeadline = fc
  .record({
    start,
    span,
    roll: fc.constantFrom('next' as const, 'none' as const),
    pauses: fc.array(pause, { maxLength: 3 }),
    timeZone: fc.constantFrom(...zones),
    week: fc.array(hours, { minLength: 7, maxLength: 7 }).filter((week) => week.some((day) => day.length > 0)),
    closed: fc.array(nearby, { maxLength: 4 }),
    open: fc.array(fc.record({ day: nearby, hours: hours.filter((day) => day.length > 0) }), { maxLength: 3 }),
    statutory: fc.boolean(),
  })
  .map((drawn) => {
    // Pauses and clock changes meet on quarter hours, where mistakes live.
    const at = (quarters: number) => Math.floor(drawn.start / (15 * MINUTE)) * 15 * MINUTE + quarters * 15 * MINUTE;
    const request: OracleRequest = {
      start: drawn.start,
      ...drawn.span,
      roll: drawn.roll,
      pauses: drawn.pauses.map(({ after, length, open }) => [at(after), open ? null : at(after + length)] as const),
    };
    const dateOf = (days: number) => new Date(drawn.start + days * 24 * 60 * MINUTE).toISOString().slice(0, 10);
    const open = drawn.open.map(({ day, hours: opened }) => ({ date: dateOf(day), hours: opened }));
    const calendar: OracleCalendar = {
      timeZone: drawn.timeZone,
      week: drawn.week,
      closed: drawn.closed.map(dateOf),
      open: open.filter(({ date }, i) => open.findIndex((other) => other.date === date) === i),
      statutory: drawn.statutory ? statutory : null,
    };
    return { request, calendar };
  });
