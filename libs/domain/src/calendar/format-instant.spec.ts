import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { zones } from '../../../../test/oracle/arbitrary-deadline.js';
import { formatInstant } from './index.js';

it('an instant is written as Temporal writes it, in any zone', () => {
  const ms = fc.oneof(
    fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2031, 0, 1) }),
    // On whole hours near the clock changes of March and October, and long before standard time.
    fc.integer({ min: 0, max: 800 }).map((hours) => Date.UTC(2026, 2, 1, hours)),
    fc.integer({ min: 0, max: 800 }).map((hours) => Date.UTC(2026, 9, 1, hours)),
    fc.integer({ min: -3e12, max: -2e12 }),
  );
  fc.assert(
    fc.property(ms, fc.constantFrom(...zones, '-03:30'), (at, timeZone) => {
      const instant = Temporal.Instant.fromEpochMilliseconds(at);
      const written = instant.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never' });
      expect(formatInstant(instant, timeZone)).toBe(written);
    }),
    { numRuns: 300 },
  );
});

it('an instant in no zone is a bug', () => {
  expect(() => formatInstant(Temporal.Instant.fromEpochMilliseconds(0), 'Mars/Olympus')).toThrow(RangeError);
});
