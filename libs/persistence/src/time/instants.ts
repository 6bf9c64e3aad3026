import { Temporal } from 'temporal-polyfill';
import { type EntityManager } from 'typeorm';
import { type InstantSource } from '../transactions.js';

/** A real county: the host's clock. */
export class HostInstants implements InstantSource {
  now(): Promise<Temporal.Instant> {
    return Promise.resolve(Temporal.Instant.fromEpochMilliseconds(Date.now()));
  }
}

/** Demonstration mode: the host's clock plus the persisted offset, or the instant at which the clock stands. */
export class DemonstrationInstants implements InstantSource {
  async now(manager: EntityManager): Promise<Temporal.Instant> {
    const [row] = (await manager.query('SELECT offset_ms, standing_at FROM business_clock')) as {
      offset_ms: string;
      standing_at: Date | null;
    }[];
    if (row?.standing_at) return Temporal.Instant.fromEpochMilliseconds(row.standing_at.getTime());
    return Temporal.Instant.fromEpochMilliseconds(Date.now() + Number(row?.offset_ms ?? 0));
  }
}
