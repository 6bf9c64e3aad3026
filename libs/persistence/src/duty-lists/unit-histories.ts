import { type UnitHistory } from '#domain';
import { type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { managerOf } from '../transactions.js';

export interface UnitHistoriesQuestion {
  readonly countyCode: string;
  readonly category: string;
  /** The village of the case: its township's cases are counted apart. */
  readonly villageCode: string;
  readonly since: Temporal.Instant;
}

/** How many cases of a category ended with each unit, and how many it returned: numbers of units, for who dispatches. */
export class UnitHistories {
  async of(tx: Tx, { countyCode, category, villageCode, since }: UnitHistoriesQuestion): Promise<UnitHistory[]> {
    const rows = (await managerOf(tx).query(
      `WITH told AS (
         SELECT c.lead_organisation_id AS unit, c.village_code, 1 AS ended, 0 AS returned
           FROM cases c
          WHERE c.county_code = $1 AND c.category = $2 AND NOT c.open AND c.closed_at >= $4 AND c.lead_organisation_id IS NOT NULL
         UNION ALL
         -- who returns acts by a posting in the unit that had the case then
         SELECT g.organisation_id, c.village_code, 0, 1
           FROM case_event e JOIN cases c ON c.id = e.case_id JOIN posting g ON g.id = e.actor_posting_id
          WHERE e.county_code = $1 AND e.kind = 'return' AND e.at >= $4 AND c.category = $2)
       SELECT unit, sum(ended)::int AS ended, sum(returned)::int AS returned,
              COALESCE(sum(ended) FILTER (WHERE starts_with(village_code, $3)), 0)::int AS ended_near,
              COALESCE(sum(returned) FILTER (WHERE starts_with(village_code, $3)), 0)::int AS returned_near
         FROM told GROUP BY unit`,
      [countyCode, category, villageCode.slice(0, townshipDigits), since.toString()],
    )) as { unit: string; ended: number; returned: number; ended_near: number; returned_near: number }[];
    return rows.map((row) => ({
      organisationId: row.unit,
      inTownship: { ended: row.ended_near, returned: row.returned_near },
      inCounty: { ended: row.ended, returned: row.returned },
    }));
  }
}

const townshipDigits = 9;
