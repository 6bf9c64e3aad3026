import { type Duty, type Link, type Posting } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type EntityManager } from 'typeorm';
import { takeTurn } from '../saved-views/pg-saved-views.js';

/** What passing one thing on needs: the connection, the county, and the instant at which one ends and another begins. */
export interface Passing {
  readonly manager: EntityManager;
  readonly countyCode: string;
  readonly at: Temporal.Instant;
  readonly newId: () => string;
}

/** Ends a posting and begins the same for the successor, for what is left of its term or until an own one begins. */
export async function passPosting(
  { manager, countyCode, at, newId }: Passing,
  { id }: Posting,
  successorId: string | null,
): Promise<void> {
  const instant = at.toString();
  if (successorId) {
    await manager.query(
      `INSERT INTO posting (id, county_code, person_id, organisation_id, role, rank, region_code, from_at, to_at)
       SELECT $1, g.county_code, $2, g.organisation_id, g.role, g.rank, g.region_code, $3,
              LEAST(g.to_at, (SELECT min(own.from_at) FROM posting own WHERE own.person_id = $2
                AND own.organisation_id = g.organisation_id AND own.role = g.role AND own.region_code = g.region_code
                AND own.from_at > $3))
         FROM posting g
        WHERE g.id = $4 AND g.county_code = $5 AND NOT EXISTS (
              SELECT FROM posting own WHERE own.person_id = $2 AND own.organisation_id = g.organisation_id
                 AND own.role = g.role AND own.region_code = g.region_code AND own.from_at <= $3 AND own.to_at > $3)`,
      [newId(), successorId, instant, id, countyCode],
    );
  }
  await manager.query('UPDATE posting SET to_at = $1, version = version + 1 WHERE id = $2 AND county_code = $3', [
    instant,
    id,
    countyCode,
  ]);
}

/** Ends a link and begins the same for the successor; who is linked there already becomes the principal one where that was it. */
export async function passLink(
  { manager, countyCode, at, newId }: Passing,
  { id, villageCode, role, principal }: Link & { readonly id: string },
  successorId: string | null,
): Promise<void> {
  const instant = at.toString();
  const [old] = (await manager.query(
    'SELECT to_at::text AS to FROM link WHERE id = $1 AND county_code = $2 FOR UPDATE',
    [id, countyCode],
  )) as { to: string }[];
  if (!old) return;
  const end = 'UPDATE link SET to_at = $1, version = version + 1 WHERE id = $2';
  await manager.query(end, [instant, id]);
  if (!successorId) return;
  const own = (await manager.query(
    `SELECT id, principal, from_at <= $4 AS now, from_at = $4 AS "beginsThen" FROM link
      WHERE county_code = $1 AND person_id = $2 AND village_code = $3 AND role = $5 AND to_at > $4 ORDER BY from_at`,
    [countyCode, successorId, villageCode, instant, role],
  )) as { id: string; principal: boolean; now: boolean; beginsThen: boolean }[];
  const current = own.find(({ now }) => now);
  if (current && (current.principal || !principal)) return;
  if (current?.beginsThen) {
    await manager.query('UPDATE link SET principal = true, version = version + 1 WHERE id = $1', [current.id]);
    return;
  }
  if (current) await manager.query(end, [instant, current.id]);
  await manager.query(
    `INSERT INTO link (id, county_code, person_id, village_code, role, principal, from_at, to_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, LEAST($8::timestamptz, (SELECT min(from_at) FROM link
       WHERE person_id = $3 AND village_code = $4 AND role = $5 AND from_at > $7))`,
    [newId(), countyCode, successorId, villageCode, role, principal, instant, old.to],
  );
}

/** What is left of a duty becomes the successor's; where that person is on duty there anyway, it only ends. */
export async function passDuty(
  { manager, countyCode, at, newId }: Passing,
  { id, from }: Duty & { readonly id: string },
  successorId: string | null,
): Promise<void> {
  const instant = at.toString();
  const hasBegun = from < at.epochMilliseconds;
  if (successorId) {
    await manager.query(
      `INSERT INTO duty_roster (id, county_code, person_id, region_code, organisation_id, role, from_at, to_at)
       SELECT $1, d.county_code, $2, d.region_code, d.organisation_id, d.role, GREATEST(d.from_at, $3), d.to_at
         FROM duty_roster d
        WHERE d.id = $4 AND d.county_code = $5 AND NOT EXISTS (
              SELECT FROM duty_roster own WHERE own.person_id = $2 AND own.region_code = d.region_code
                 AND own.organisation_id IS NOT DISTINCT FROM d.organisation_id AND own.role = d.role
                 AND own.from_at < d.to_at AND own.to_at > GREATEST(d.from_at, $3))`,
      [newId(), successorId, instant, id, countyCode],
    );
  }
  // a duty that has not begun is a plan, and no history
  if (hasBegun) {
    await manager.query('UPDATE duty_roster SET to_at = $1, version = version + 1 WHERE id = $2 AND county_code = $3', [
      instant,
      id,
      countyCode,
    ]);
  } else {
    await manager.query('DELETE FROM duty_roster WHERE id = $1 AND county_code = $2', [id, countyCode]);
  }
}

/** Views that others use become the successor's; of two with one name the one that comes gets the end of its id. */
export async function passViews(
  { manager, countyCode, at }: Passing,
  personId: string,
  successorId: string,
): Promise<void> {
  await manager.query(takeTurn, [successorId]);
  await manager.query(
    `UPDATE saved_view v
        SET owner_id = $1, version = version + 1, changed_at = $2,
            name = CASE WHEN EXISTS (SELECT FROM saved_view own WHERE own.owner_id = $1 AND own.name = v.name)
                        THEN left(v.name, 50) || ' ' || right(v.id::text, 6) ELSE v.name END
      WHERE v.county_code = $3 AND v.owner_id = $4 AND v.shared_with <> 'nobody'`,
    [successorId, at.toString(), countyCode, personId],
  );
}
