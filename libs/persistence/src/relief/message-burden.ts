import { type Role } from '#domain';
import { type Tx } from '#engine';
import { countyDay } from '../places/county-day.js';
import { managerOf } from '../transactions.js';

/** What the holders of a role were sent in a week, all together; nobody is named, here or below. */
export interface RoleWeek {
  /** The Monday, `2026-11-16`. */
  readonly week: string;
  readonly role: Role;
  /** Who held the role in that week, for a day or all of it. */
  readonly persons: number;
  readonly messages: number;
}

/** Messages by role and week, counted from the inbox: a measure of the system, never of a person. */
export class MessageBurden {
  /** The last `weeks` whole weeks of the county. Somebody with two roles counts, with all messages, in both. */
  async byRoleAndWeek(tx: Tx, countyCode: string, weeks: number): Promise<RoleWeek[]> {
    return (await managerOf(tx).query(
      `WITH week AS (
         SELECT monday::date AS monday, monday AT TIME ZONE 'Asia/Shanghai' AS from_at,
                (monday + interval '7 days') AT TIME ZONE 'Asia/Shanghai' AS to_at
           FROM generate_series(date_trunc('week', $2::date::timestamp) - $3 * interval '7 days',
                                date_trunc('week', $2::date::timestamp) - interval '7 days', interval '7 days') AS monday
       ), held AS (
         SELECT week.*, p.role, p.person_id, greatest(p.from_at, week.from_at) AS since,
                least(coalesce(p.to_at, week.to_at), week.to_at) AS until
           FROM week JOIN posting p ON p.county_code = $1 AND p.from_at < week.to_at AND (p.to_at IS NULL OR p.to_at > week.from_at)
       )
       SELECT to_char(held.monday, 'YYYY-MM-DD') AS week, held.role, count(DISTINCT held.person_id)::int AS persons,
              count(DISTINCT n.id)::int AS messages
         FROM held LEFT JOIN notification n
           ON n.person_id = held.person_id AND n.county_code = $1 AND n.created_at >= held.since AND n.created_at < held.until
        GROUP BY 1, 2 ORDER BY 1 DESC, 2`,
      [countyCode, countyDay(tx), weeks],
    )) as RoleWeek[];
  }
}
