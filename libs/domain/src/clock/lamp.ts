import { type Temporal } from 'temporal-polyfill';

export type Lamp = 'green' | 'yellow' | 'red' | 'grey';

/** Green before the first reminder, yellow from it, red from the due instant; grey where nothing runs (time.md §4). */
export function lampOf(
  { dueAt, warnAt, running }: { dueAt: Temporal.Instant | null; warnAt: Temporal.Instant | null; running: boolean },
  now: Temporal.Instant,
): Lamp {
  if (!running || !dueAt) return 'grey';
  const ms = now.epochMilliseconds;
  if (ms >= dueAt.epochMilliseconds) return 'red';
  return warnAt && ms >= warnAt.epochMilliseconds ? 'yellow' : 'green';
}
