import { type PlacedTerm } from '#domain';
import { type PlacedRegister, type TermsOfPlaces, type Tx } from '#engine';
import { managerOf } from '../transactions.js';

/** Where each register keeps the place of a term, and what tells two terms of one person there apart. */
const tables: Readonly<Record<PlacedRegister, { table: string; place: string; key: string; principal: string }>> = {
  link: { table: 'link', place: 'village_code', key: 't.role', principal: 't.principal' },
  posting: {
    ...{ table: 'posting', place: 'region_code', principal: 'false' },
    key: `t.organisation_id::text || '/' || t.role`,
  },
  duty: {
    ...{ table: 'duty_roster', place: 'region_code', principal: 'false' },
    key: `COALESCE(t.organisation_id::text, '') || '/' || t.role`,
  },
};

/** Finds what lasts at places, for carrying it elsewhere. */
export class PgTermsOfPlaces implements TermsOfPlaces {
  lasting(tx: Tx, register: PlacedRegister, countyCode: string, places: readonly string[]): Promise<PlacedTerm[]> {
    const { table, place, key, principal } = tables[register];
    return managerOf(tx).query(
      `SELECT t.id, t.person_id AS "personId", t.${place} AS place, ${key} AS key, ${principal} AS principal,
              (extract(epoch FROM t.from_at) * 1000)::float8 AS "from", (extract(epoch FROM t.to_at) * 1000)::float8 AS "to"
         FROM ${table} t WHERE t.county_code = $1 AND t.${place} = ANY($2) AND t.to_at > $3 ORDER BY t.id`,
      [countyCode, places, tx.now.toString()],
    ) as Promise<PlacedTerm[]>;
  }

  async organisationsAt(tx: Tx, countyCode: string, codes: readonly string[]): Promise<string[]> {
    const rows = (await managerOf(tx).query(
      'SELECT id FROM organisation WHERE county_code = $1 AND (region_code = ANY($2) OR serves && $2) ORDER BY id',
      [countyCode, codes],
    )) as { id: string }[];
    return rows.map(({ id }) => id);
  }
}
