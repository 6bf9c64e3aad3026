import { Temporal } from 'temporal-polyfill';
import { Problem } from './problem.js';

/** Years that a field may name: nobody is posted before, or planned for after. */
const years = { first: 1949, last: 2199 };

/**
 * An instant as a field gives it, with its offset (`2026-11-23T09:00:00+08:00`), to the millisecond, as the rules count.
 * Throws the problem, by field.
 */
export function instantField(field: string, written: string): Temporal.Instant {
  const refuse = (rule: string) => new Problem(422, 'bad-fields', { fields: [{ field, rule }] });
  let instant: Temporal.Instant;
  try {
    instant = Temporal.Instant.from(written);
  } catch {
    throw refuse('not-an-instant');
  }
  const { year } = instant.toZonedDateTimeISO('UTC');
  if (year < years.first || year > years.last) throw refuse('out-of-range');
  return Temporal.Instant.fromEpochMilliseconds(instant.epochMilliseconds);
}
