import { Temporal } from 'temporal-polyfill';
import { Problem } from './problem.js';

/** An instant as a field gives it, with its offset: `2026-11-23T09:00:00+08:00`. Throws the problem, by field. */
export function instantField(field: string, written: string): Temporal.Instant {
  let instant: Temporal.Instant;
  try {
    instant = Temporal.Instant.from(written);
  } catch {
    throw new Problem(422, 'bad-fields', { fields: [{ field, rule: 'not-an-instant' }] });
  }
  const { year } = instant.toZonedDateTimeISO('UTC');
  if (year < 2000 || year > 2999) throw new Problem(422, 'bad-fields', { fields: [{ field, rule: 'not-an-instant' }] });
  return instant;
}
