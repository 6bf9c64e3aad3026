import { type Category, type LedgerKnowledge, type LedgerOrganisation } from '#domain';
import { type LedgerKnowledgeSource, type Tx } from '#engine';
import { type RegionRow } from '../regions/index.js';
import { managerOf } from '../transactions.js';
import { knowledgeOfRegions } from './knowledge-of-regions.js';

/** Places and units of a county from its registers, categories as configured. */
export class PgLedgerKnowledge implements LedgerKnowledgeSource {
  constructor(private readonly categories: readonly Category[]) {}

  async of(tx: Tx, countyCode: string, today: string): Promise<LedgerKnowledge> {
    const read = <T>(sql: string) => managerOf(tx).query(sql, [countyCode]) as Promise<T[]>;
    const regions = await read<RegionRow>(
      `SELECT code, name, short_name AS "shortName", valid_from AS "validFrom", valid_to AS "validTo",
              successor_code AS "successorCode" FROM region WHERE county_code = $1 ORDER BY code, valid_from`,
    );
    const organisations = await read<LedgerOrganisation>(
      'SELECT id, array_prepend(name, aliases) AS names FROM organisation WHERE county_code = $1 ORDER BY id',
    );
    return { ...knowledgeOfRegions(countyCode, regions, today), categories: this.categories, organisations, today };
  }
}
