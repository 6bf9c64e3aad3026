import { type Stop } from './pause.js';

/** What is left of a budget of milliseconds after a stretch, or the instant at which it was used up. */
export type Spent = { readonly left: number } | { readonly at: number } | { readonly pausedBy: Stop };

/** Told of each piece of a stretch, in order: the clock ran, or stood in a stop. */
export type OnPiece = (from: number, to: number, ran: boolean) => void;

/**
 * Spends `budget` (> 0, ms) on the time in [from, to) in which the clock runs; at the first instant at which nothing
 * is left it stops, so a budget that exactly fills the stretch, or ends where a stop begins, ends there.
 */
export function spend(budget: number, from: number, to: number, stops: readonly Stop[], onPiece?: OnPiece): Spent {
  let left = budget;
  let cursor = from;
  for (const stop of stops) {
    if (stop.to <= cursor) continue;
    if (stop.from >= to) break;
    const runsUntil = Math.max(cursor, stop.from);
    if (runsUntil - cursor >= left) break;
    onPiece?.(cursor, runsUntil, true);
    left -= runsUntil - cursor;
    if (stop.to === Infinity) return { pausedBy: stop };
    cursor = Math.min(stop.to, to);
    onPiece?.(runsUntil, cursor, false);
  }
  if (to - cursor >= left) {
    onPiece?.(cursor, cursor + left, true);
    return { at: cursor + left };
  }
  onPiece?.(cursor, to, true);
  return { left: left - (to - cursor) };
}
