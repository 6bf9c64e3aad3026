import { type Temporal } from 'temporal-polyfill';

/** The clock stood still from the first instant until the second; null: it still does. */
export type Pause = readonly [from: Temporal.Instant, to: Temporal.Instant | null];

/** The same in epoch milliseconds, [from, to); an open end is Infinity. In order, apart, none empty. */
export interface Stop {
  readonly from: number;
  readonly to: number;
}

export type PauseProblem = { readonly code: 'pause-backwards'; readonly index: number };

const none: readonly Stop[] = [];

/** Sorts pauses and joins those that touch, so that counting meets each stop once; an empty one is no pause. */
export function stopsOf(
  pauses: readonly Pause[] | undefined,
): { ok: true; stops: readonly Stop[] } | { ok: false; problem: PauseProblem } {
  if (!pauses?.length) return { ok: true, stops: none };
  const backwards = pauses.findIndex(([from, to]) => to && to.epochMilliseconds < from.epochMilliseconds);
  if (backwards >= 0) return { ok: false, problem: { code: 'pause-backwards', index: backwards } };

  const sorted = pauses
    .map(([from, to]) => ({ from: from.epochMilliseconds, to: to?.epochMilliseconds ?? Infinity }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const stops: { from: number; to: number }[] = [];
  for (const stop of sorted) {
    const last = stops.at(-1);
    if (last && stop.from <= last.to) last.to = Math.max(last.to, stop.to);
    else stops.push({ ...stop });
  }
  return { ok: true, stops };
}

/** The stop in which the clock stood in the last instant before `ms`, if any. A stop that begins at `ms` comes too late. */
export function stopJustBefore(ms: number, stops: readonly Stop[]): Stop | undefined {
  return stops.find(({ from, to }) => from < ms && ms <= to);
}
