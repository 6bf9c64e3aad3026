import {
  type Kept,
  neverVacant,
  type RegisterEntries,
  type RegisterName,
  type RegisterSurroundings,
  type Term,
} from '#domain';
import { type RegisterRecord, type RegisterStore, type Tx } from '#engine';
import { managerOf } from '../transactions.js';
import { registerTables } from './register-tables.js';

/** The registers of people in PostgreSQL. */
export class PgRegisterStore implements RegisterStore {
  async lock(tx: Tx, countyCode: string): Promise<void> {
    // the row that every change of a register counts up anyway (`directory_version`), taken before anything is judged
    await managerOf(tx).query('SELECT 1 FROM county WHERE code = $1 FOR NO KEY UPDATE', [countyCode]);
  }

  async find<Name extends RegisterName>(
    tx: Tx,
    register: Name,
    countyCode: string,
    id: string,
  ): Promise<RegisterRecord<Name> | null> {
    const { table, fields } = registerTables[register];
    const [row] = (await managerOf(tx).query(
      `SELECT r.version, ${fields} FROM ${table} r WHERE r.id = $1 AND r.county_code = $2`,
      [id, countyCode],
    )) as ({ version: number } & RegisterEntries[Name])[];
    if (!row) return null;
    const { version, ...entry } = row;
    return { id, version, entry: entry as unknown as RegisterEntries[Name] };
  }

  async surroundings<Name extends RegisterName>(
    tx: Tx,
    register: Name,
    countyCode: string,
    entries: readonly RegisterEntries[Name][],
    ownId: string | null = null,
  ): Promise<RegisterSurroundings> {
    const { personIds, villageCodes } = namesOf(entries);
    const kept = <Other extends RegisterName>(other: Other, column: string, values: readonly string[]) => {
      const { table, fields } = registerTables[other];
      return managerOf(tx).query(
        `SELECT r.id, ${fields} FROM ${table} r WHERE r.county_code = $1 AND r.${column} = ANY($2)`,
        [countyCode, values],
      ) as Promise<Kept<RegisterEntries[Other]>[]>;
    };
    const [regions, persons, organisations, postings, links, duties] = await Promise.all([
      regionsOf(tx, countyCode),
      kept('person', 'id', personIds),
      kept('organisation', 'county_code', [countyCode]),
      register === 'posting' ? kept('posting', 'person_id', personIds) : [],
      register === 'link' ? kept('link', 'village_code', villageCodes) : [],
      register === 'duty' ? kept('duty', 'person_id', personIds) : [],
    ]);
    // whether a place that may never stand empty would, is asked where an entry is changed
    const guarded = register === 'posting' && ownId ? await kept('posting', 'role', neverVacant) : [];
    const staff = register === 'organisation' && ownId ? await kept('posting', 'organisation_id', [ownId]) : [];
    return {
      ...{ countyCode, now: tx.now.epochMilliseconds, regions, organisations, links, duties },
      persons: new Set(persons.map(({ id }) => id)),
      postings: [...new Map([...postings, ...guarded, ...staff].map((one) => [one.id, one])).values()],
    };
  }

  async add<Name extends RegisterName>(
    tx: Tx,
    register: Name,
    countyCode: string,
    records: readonly RegisterRecord<Name>[],
  ): Promise<void> {
    const rows = records.map((record) => ({ ...record, countyCode }));
    await registerTables[register].insert.run(managerOf(tx), rows);
  }

  async replace<Name extends RegisterName>(
    tx: Tx,
    register: Name,
    countyCode: string,
    record: RegisterRecord<Name>,
  ): Promise<void> {
    await registerTables[register].update.run(managerOf(tx), [{ ...record, countyCode }]);
  }

  async withdraw(tx: Tx, register: RegisterName, countyCode: string, id: string): Promise<void> {
    const { table } = registerTables[register];
    await managerOf(tx).query(`DELETE FROM ${table} WHERE id = $1 AND county_code = $2 AND from_at > $3`, [
      id,
      countyCode,
      tx.now.toString(),
    ]);
  }
}

/** The ids and codes that entries name. */
function namesOf(entries: readonly object[]): { personIds: string[]; villageCodes: string[] } {
  const of = (field: string) =>
    [...new Set(entries.map((entry) => (entry as Record<string, unknown>)[field]))].filter(
      (value) => typeof value === 'string',
    );
  return { personIds: of('personId'), villageCodes: of('villageCode') };
}

/** When each region of the county was in force; days begin at the county's midnight. */
async function regionsOf(tx: Tx, countyCode: string): Promise<ReadonlyMap<string, readonly Term[]>> {
  const rows = (await managerOf(tx).query(
    `SELECT code, (extract(epoch FROM valid_from::timestamp AT TIME ZONE 'Asia/Shanghai') * 1000)::float8 AS "from",
            (extract(epoch FROM valid_to::timestamp AT TIME ZONE 'Asia/Shanghai') * 1000)::float8 AS "to"
       FROM region WHERE county_code = $1`,
    [countyCode],
  )) as { code: string; from: number; to: number | null }[];
  const terms = new Map<string, Term[]>();
  for (const { code, from, to } of rows) {
    const term = { from, to: to ?? Infinity };
    const known = terms.get(code);
    if (known) known.push(term);
    else terms.set(code, [term]);
  }
  return terms;
}
