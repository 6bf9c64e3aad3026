import { type CountySettings, type CountySettingsStore, type Tx } from '#engine';
import { managerOf } from '../transactions.js';

export class PgCountySettings implements CountySettingsStore {
  async of(tx: Tx, countyCode: string): Promise<CountySettings> {
    return settingsFrom(await managerOf(tx).query(read, [countyCode]));
  }

  async forChange(tx: Tx, countyCode: string): Promise<CountySettings> {
    return settingsFrom(await managerOf(tx).query(`${read} FOR UPDATE`, [countyCode]));
  }

  async save(tx: Tx, countyCode: string, { unitRankings }: CountySettings): Promise<void> {
    await managerOf(tx).query('UPDATE county SET units_in_order = $2 WHERE code = $1', [countyCode, unitRankings]);
  }
}

const read = 'SELECT units_in_order FROM county WHERE code = $1';

function settingsFrom(rows: unknown): CountySettings {
  const [row] = rows as { units_in_order: boolean }[];
  return { unitRankings: row?.units_in_order ?? false };
}
