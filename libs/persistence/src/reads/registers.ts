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

export interface OrganisationEntry {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly regionCode: string;
  /** Who heads it and who handles for it now: a dispatch names them. */
  readonly people: readonly { readonly id: string; readonly name: string; readonly role: string }[];
}

/** The registers of a county that people choose from. */
export class Registers {
  villages(tx: Tx, countyCode: string): Promise<VillageEntry[]> {
    return managerOf(tx).query(
      `SELECT v.code, v.name, left(v.code, 9) AS "townshipCode", t.name AS "townshipName", v.kind
         FROM region v LEFT JOIN region t ON t.code = left(v.code, 9) AND t.valid_from <= $2 AND (t.valid_to IS NULL OR t.valid_to > $2)
        WHERE v.county_code = $1 AND length(v.code) = 12 AND v.valid_from <= $2 AND (v.valid_to IS NULL OR v.valid_to > $2)
        ORDER BY v.code`,
      [countyCode, countyDay(tx)],
    ) as Promise<VillageEntry[]>;
  }

  organisations(tx: Tx, countyCode: string): Promise<OrganisationEntry[]> {
    return managerOf(tx).query(
      `SELECT o.id, o.name, o.kind, o.region_code AS "regionCode",
              COALESCE((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'role', g.role) ORDER BY g.role, p.id)
                 FROM posting g JOIN person p ON p.id = g.person_id
                WHERE g.organisation_id = o.id AND g.role IN ('handler', 'head') AND g.from_at <= $2 AND g.to_at > $2), '[]') AS people
         FROM organisation o WHERE o.county_code = $1 ORDER BY o.name COLLATE "zh-x-icu"`,
      [countyCode, tx.now.toString()],
    ) as Promise<OrganisationEntry[]>;
  }
}
