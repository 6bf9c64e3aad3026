import { Temporal } from 'temporal-polyfill';
import { type InstantSource } from '../transactions.js';
import { type Moment } from '../moment.js';

/** A real county: the host's clock. */
export class HostInstants implements InstantSource {
  now(): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(Date.now());
  }
}

/** Demonstration mode: the host's clock plus the persisted offset, or the instant at which the clock stands. */
export class DemonstrationInstants implements InstantSource {
  now({ offsetMs, standingAt }: Moment): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(standingAt?.getTime() ?? Date.now() + offsetMs);
  }
}
