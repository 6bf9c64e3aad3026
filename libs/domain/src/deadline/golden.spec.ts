import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { countyCalendar, countyForOracle } from '../../../../test/oracle/county-calendar.js';
import { goldenRows, type GoldenRow } from '../../../../test/oracle/golden-rows.js';
import { oracle } from '../../../../test/oracle/minute-oracle.js';
import { formatInstant } from '../calendar/index.js';
import { spanOf } from '../span/index.js';
import { deadlineOf, type Due } from './index.js';

const calendar = countyCalendar();
const county = countyForOracle();

describe('the golden rows of the county calendar', () => {
  it.each(goldenRows.map((row) => [titleOf(row), row] as const))('%s', (_, row) => {
    const due = dueOf(row);
    expect(formatInstant(due.due, 'Asia/Shanghai')).toBe(formatInstant(instant(row.due), 'Asia/Shanghai'));
    expect(due.provisional).toBe(row.provisional ?? false);
  });

  it.each(goldenRows.map((row) => [titleOf(row), row] as const))('the oracle agrees: %s', (_, row) => {
    const answer = oracle(
      {
        start: instant(row.from).epochMilliseconds,
        ...spanOf(row.span),
        pauses: row.pause ? [[instant(row.pause[0]).epochMilliseconds, instant(row.pause[1]).epochMilliseconds]] : [],
        roll: row.roll ?? 'next',
      },
      county,
    );
    expect(answer).toEqual({ due: instant(row.due).epochMilliseconds, provisional: row.provisional ?? false });
  });

  it.each(goldenRows.map((row) => [titleOf(row), row] as const))('is explained end to end: %s', (_, row) => {
    const due = dueOf(row);
    const edges = [instant(row.from), due.due].sort(Temporal.Instant.compare).map(String);
    const intervals = due.intervals();
    expect([intervals[0]?.from, intervals.at(-1)?.to].map(String)).toEqual(edges);
    for (const [i, { from }] of intervals.entries()) if (i > 0) expect(`${from}`).toBe(`${intervals[i - 1]?.to}`);
    expect(intervals.some(({ provisional }) => provisional)).toBe(row.provisional ?? false);
  });
});

function dueOf({ from, span, pause, roll }: GoldenRow): Due {
  const pauses = pause ? [[instant(pause[0]), instant(pause[1])] as const] : [];
  const deadline = deadlineOf(instant(from), spanOf(span), calendar, { pauses, roll });
  if (!deadline.ok) throw new Error(deadline.problem.code);
  return deadline;
}

function titleOf({ from, span, due, pause, roll, why }: GoldenRow): string {
  const during = pause ? `, paused ${pause.join(' – ')}` : '';
  return `${from} + ${span}${during}${roll ? `, roll ${roll}` : ''} = ${due}${why ? ` (${why})` : ''}`;
}

/** "2026-11-17 24:00" is 0:00 of the 18th; the rows are Shanghai's, which keeps +08:00 all year. */
function instant(local: string): Temporal.Instant {
  if (!local.endsWith('24:00')) return Temporal.Instant.from(`${local}+08:00`);
  return instant(local.replace('24:00', '00:00')).add({ hours: 24 });
}
