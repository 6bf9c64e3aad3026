import { type SheetKnowledge } from '#domain';
import { type SheetKnowledgeSource, type Tx } from '#engine';
import { knowledgeOfRegions } from '../ledger/knowledge-of-regions.js';
import { countyDay, countyTimeZone } from '../places/county-day.js';
import { type RegionRow } from '../regions/index.js';
import { managerOf } from '../transactions.js';

/** People, organisations and places of a county as sheets name them. */
export class PgSheetKnowledge implements SheetKnowledgeSource {
  async of(tx: Tx, countyCode: string): Promise<SheetKnowledge> {
    const read = <T>(sql: string) => managerOf(tx).query(sql, [countyCode]) as Promise<T[]>;
    const today = countyDay(tx);
    const regions = await read<RegionRow>(
      `SELECT code, name, short_name AS "shortName", valid_from AS "validFrom", valid_to AS "validTo",
              successor_code AS "successorCode" FROM region WHERE county_code = $1 ORDER BY code, valid_from`,
    );
    const organisations = await read<SheetKnowledge['organisations'][number]>(
      `SELECT id, array_prepend(name, aliases) AS names, region_code AS "regionCode"
         FROM organisation WHERE county_code = $1 ORDER BY id`,
    );
    const persons = await read<SheetKnowledge['persons'][number]>(
      'SELECT id, name FROM person WHERE county_code = $1 ORDER BY id',
    );
    const places = knowledgeOfRegions(countyCode, regions, today);
    return { ...places, countyCode, organisations, persons, today, timeZone: countyTimeZone };
  }
}
