import { type Temporal } from 'temporal-polyfill';

/** The demonstration clock as a persisted row that only moves forward. Outside demonstration mode there is none. */
export interface BusinessClock {
  /** Lets the clock stand still at an instant. */
  standAt(instant: Temporal.Instant): Promise<void>;
  /** Lets it run on, from an instant that is not before the one at which it stands. */
  runFrom(instant: Temporal.Instant): Promise<void>;
}
