import {
  type Absence,
  Directory,
  type Duty,
  type Link,
  type ListedDuty,
  type Organisation,
  type Posting,
} from '#domain';
import { type ChangingDirectories, type Tx } from '#engine';
import { countyVersions, managerOf } from '../transactions.js';

/** The people of each county, kept in memory until the county's directory version moves on. */
export class PgDirectories implements ChangingDirectories {
  private readonly kept = new Map<string, { version: number; directory: Directory }>();

  async of(tx: Tx, countyCode: string): Promise<Directory> {
    const version = countyVersions(tx, countyCode)?.directory;
    const kept = this.kept.get(countyCode);
    if (kept && kept.version === version) return kept.directory;
    const directory = await load(tx, countyCode);
    if (version !== undefined) this.kept.set(countyCode, { version, directory });
    return directory;
  }

  async locked(tx: Tx, countyCode: string): Promise<Directory> {
    // rows that only refer to the county are not held up
    await managerOf(tx).query('SELECT FROM county WHERE code = $1 FOR NO KEY UPDATE', [countyCode]);
    return load(tx, countyCode);
  }
}

async function load(tx: Tx, countyCode: string): Promise<Directory> {
  const read = <T>(sql: string) => managerOf(tx).query(sql, [countyCode]) as Promise<T[]>;
  const span = `CASE WHEN from_at = '-infinity' THEN '-Infinity' ELSE (extract(epoch FROM from_at) * 1000)::float8 END AS "from",
    CASE WHEN to_at = 'infinity' THEN 'Infinity' ELSE (extract(epoch FROM to_at) * 1000)::float8 END AS "to"`;
  const organisations = await read<Organisation>(
    `SELECT id, name, kind, region_code AS "regionCode", ${span} FROM organisation WHERE county_code = $1`,
  );
  const postings = await read<Posting>(
    `SELECT id, person_id AS "personId", organisation_id AS "organisationId", role, rank, region_code AS "regionCode", ${span}
       FROM posting WHERE county_code = $1 ORDER BY id`,
  );
  const links = await read<Link>(
    `SELECT person_id AS "personId", village_code AS "villageCode", role, principal, ${span} FROM link WHERE county_code = $1 ORDER BY id`,
  );
  const roster = await read<Duty>(
    `SELECT person_id AS "personId", region_code AS "regionCode", organisation_id AS "organisationId", role, ${span} FROM duty_roster WHERE county_code = $1 ORDER BY id`,
  );
  const absences = await read<Absence>(
    `SELECT person_id AS "personId", stand_in_id AS "standInId", ${span} FROM absence WHERE county_code = $1 AND to_at > from_at ORDER BY id`,
  );
  const duties = await read<ListedDuty>(
    `SELECT organisation_id AS "organisationId", category, ${span} FROM duty_list_item WHERE county_code = $1 AND to_at > from_at ORDER BY id`,
  );
  return new Directory(organisations, postings, links, roster, absences, duties);
}
