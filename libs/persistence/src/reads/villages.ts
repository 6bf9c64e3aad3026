import { type Tx } from '#engine';
import { countyDay } from '../places/county-day.js';
import { managerOf } from '../transactions.js';

export interface VillageEntry {
  readonly code: string;
  readonly name: string;
  readonly townshipCode: string;
  readonly townshipName: string | null;
  readonly kind: string;
}

/** The villages of a county that are in force today, for people to choose from. */
export class Villages {
  all(tx: Tx, countyCode: string): Promise<VillageEntry[]> {
    return managerOf(tx).query(
      `SELECT v.code, v.name, left(v.code, 9) AS "townshipCode", t.name AS "townshipName", v.kind
         FROM region v LEFT JOIN region t ON t.code = left(v.code, 9) AND t.valid_from <= $2 AND (t.valid_to IS NULL OR t.valid_to > $2)
        WHERE v.county_code = $1 AND length(v.code) = 12 AND v.valid_from <= $2 AND (v.valid_to IS NULL OR v.valid_to > $2)
        ORDER BY v.code`,
      [countyCode, countyDay(tx)],
    ) as Promise<VillageEntry[]>;
  }
}
