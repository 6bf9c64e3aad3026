import { type BusinessClock } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { type DataSource } from 'typeorm';

export class PgBusinessClock implements BusinessClock {
  constructor(private readonly dataSource: DataSource) {}

  async standAt(instant: Temporal.Instant): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO business_clock (standing_at) VALUES ($1)
         ON CONFLICT (only_row) DO UPDATE SET standing_at = GREATEST(EXCLUDED.standing_at,
           COALESCE(business_clock.standing_at, to_timestamp(($2::bigint + business_clock.offset_ms) / 1000.0)))`,
      [instant.toString(), Date.now()],
    );
  }

  async runFrom(instant: Temporal.Instant): Promise<void> {
    const machine = Date.now();
    await this.dataSource.query(
      `INSERT INTO business_clock (offset_ms) VALUES ($1)
         ON CONFLICT (only_row) DO UPDATE SET standing_at = NULL, offset_ms =
           GREATEST(EXCLUDED.offset_ms, COALESCE((extract(epoch FROM business_clock.standing_at) * 1000)::bigint - $2, business_clock.offset_ms))`,
      [instant.epochMilliseconds - machine, machine],
    );
  }
}
