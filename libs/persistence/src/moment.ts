import { type EntityManager } from 'typeorm';
import { prepared } from './sql/prepared.js';

/** Counters that tell whether what is kept in memory of a county is still true. */
export interface CountyVersions {
  readonly directory: number;
  readonly definitions: number;
}

/** What every transaction begins with, in one round trip. */
export interface Moment {
  /** The demonstration clock: how far it is ahead of the host's, or where it stands. */
  readonly offsetMs: number;
  readonly standingAt: Date | null;
  readonly counties: Readonly<Record<string, CountyVersions>>;
}

const moment = prepared(`
  SELECT (SELECT offset_ms::float8 FROM business_clock) AS "offsetMs",
         (SELECT standing_at FROM business_clock) AS "standingAt",
         (SELECT jsonb_object_agg(code, jsonb_build_object('directory', directory_version, 'definitions', definitions_version))
            FROM county) AS counties`);

export async function readMoment(manager: EntityManager): Promise<Moment> {
  const [{ offsetMs, standingAt, counties }] = (await manager.query(moment)) as [
    { offsetMs: number | null; standingAt: Date | null; counties: Moment['counties'] | null },
  ];
  return { offsetMs: offsetMs ?? 0, standingAt, counties: counties ?? {} };
}
