import { type Temporal } from 'temporal-polyfill';

/** In a batch most rows carry the transaction's own instant: it is written once. */
let last: { instant: Temporal.Instant; text: string } | null = null;

/**
 * An instant as it is written to the database. To the millisecond, as the rules count and as the driver reads it back;
 * `Date` writes it ten times as fast as the polyfill, and a batch writes a dozen a case.
 */
export function instantText(instant: Temporal.Instant): string;
export function instantText(instant: Temporal.Instant | null): string | null;
export function instantText(instant: Temporal.Instant | null): string | null {
  if (instant === null) return null;
  if (last?.instant !== instant) last = { instant, text: new Date(instant.epochMilliseconds).toISOString() };
  return last.text;
}
