import { type DivisionRow, type EditionRows } from '#domain';
import {
  type EditionState,
  type HangingOn,
  type RegionEdition,
  type RegionEditions,
  type Scope,
  type StrandedCase,
  type Tx,
  type WaitingEdition,
} from '#engine';
import { Parameters, scopeCondition } from '../case/scope-sql.js';
import { BulkInsert, BulkUpdate } from '../sql/bulk.js';
import { managerOf } from '../transactions.js';
import { regionColumns } from './load-regions.js';

/** The register of divisions, its editions, and what hangs on a code. */
export class PgRegionEditions implements RegionEditions {
  rows(tx: Tx, countyCode: string): Promise<DivisionRow[]> {
    return managerOf(tx).query(
      `SELECT code, name, short_name AS "shortName", kind, urban_rural_class AS "urbanRuralClass",
              valid_from AS "validFrom", valid_to AS "validTo", successor_code AS "successorCode"
         FROM region WHERE county_code = $1 ORDER BY code, valid_from`,
      [countyCode],
    ) as Promise<DivisionRow[]>;
  }

  async hangingOn(tx: Tx, countyCode: string, codes: readonly string[]): Promise<Map<string, HangingOn>> {
    if (codes.length === 0) return new Map();
    const rows = (await managerOf(tx).query(counted, [countyCode, codes, tx.now.toString()])) as (HangingOn & {
      code: string;
    })[];
    return new Map(rows.map(({ code, ...counts }) => [code, counts]));
  }

  /** Held until the transaction ends: two editions of one county are compared one behind the other. */
  async takeTurn(tx: Tx, countyCode: string): Promise<void> {
    await managerOf(tx).query(`SELECT pg_advisory_xact_lock(hashtext('region edition'), hashtext($1))`, [countyCode]);
  }

  async create(tx: Tx, edition: RegionEdition, { ended, begun }: EditionRows): Promise<void> {
    const manager = managerOf(tx);
    const { id, countyCode, validFrom, fileName, personId, changes, moves } = edition;
    await manager.query(
      `INSERT INTO region_edition (id, county_code, valid_from, file_name, person_id, state, changes, moves, created_at)
       VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7, $8)`,
      [
        ...[id, countyCode, validFrom, fileName, personId, JSON.stringify(changes)],
        ...[JSON.stringify(Object.fromEntries(moves)), tx.now.toString()],
      ],
    );
    await endRows.run(manager, ended);
    await beginRows.run(manager, begun);
  }

  async waiting(tx: Tx, day: string): Promise<WaitingEdition[]> {
    const rows = (await managerOf(tx).query(
      `SELECT id, county_code, valid_from, person_id, moves, registers_moved_at FROM region_edition
        WHERE state = 'waiting' AND valid_from <= $1 ORDER BY valid_from, id`,
      [day],
    )) as StoredWaiting[];
    return rows.map((row) => ({
      ...{ id: row.id, countyCode: row.county_code, validFrom: row.valid_from, personId: row.person_id },
      ...{ moves: new Map(Object.entries(row.moves)), registersMoved: row.registers_moved_at !== null },
    }));
  }

  async registersMoved(tx: Tx, id: string): Promise<void> {
    await managerOf(tx).query('UPDATE region_edition SET registers_moved_at = $2 WHERE id = $1', [
      id,
      tx.now.toString(),
    ]);
  }

  async casesMoved(tx: Tx, id: string, count: number): Promise<void> {
    await managerOf(tx).query('UPDATE region_edition SET cases_moved = cases_moved + $2 WHERE id = $1', [id, count]);
  }

  async finish(tx: Tx, id: string): Promise<void> {
    await managerOf(tx).query(
      `UPDATE region_edition SET state = 'done', finished_at = $2 WHERE id = $1 AND state = 'waiting'`,
      [id, tx.now.toString()],
    );
  }

  async one(tx: Tx, countyCode: string, id: string): Promise<EditionState | null> {
    const [row] = (await managerOf(tx).query(`${read} AND id = $2`, [countyCode, id])) as StoredEdition[];
    return row ? stateOf(row) : null;
  }

  async list(tx: Tx, countyCode: string): Promise<EditionState[]> {
    const rows = (await managerOf(tx).query(`${read} ORDER BY valid_from DESC LIMIT 100`, [
      countyCode,
    ])) as StoredEdition[];
    return rows.map(stateOf);
  }

  /** Open cases of codes that are in force no more, of those that the reader sees, by number: nothing took them over. */
  stranded(tx: Tx, scope: Scope, day: string, limit: number): Promise<StrandedCase[]> {
    const parameters = new Parameters();
    const [county, on] = [parameters.add(scope.countyCode), parameters.add(day)];
    return managerOf(tx).query(
      `SELECT c.id, c.number, c.village_code AS "villageCode", c.state FROM cases c
        WHERE c.open AND ${gone('c.village_code', county, on)} AND ${scopeCondition(scope, parameters)}
        ORDER BY c.number LIMIT ${parameters.add(limit)}`,
      parameters.values,
    ) as Promise<StrandedCase[]>;
  }

  /** How many there are in each of these villages, seen or not: whoever mends the divisions has to know that some wait. */
  async strandedCounts(tx: Tx, countyCode: string, day: string): Promise<{ villageCode: string; count: number }[]> {
    return (await managerOf(tx).query(
      `SELECT c.village_code AS "villageCode", count(*)::int AS count FROM cases c
        WHERE c.county_code = $1 AND c.open AND ${gone('c.village_code', '$1', '$2')} GROUP BY 1 ORDER BY 1`,
      [countyCode, day],
    )) as { villageCode: string; count: number }[];
  }
}

/** Of a code of the county that the register knows and that no row keeps in force on the day. */
function gone(code: string, county: string, day: string): string {
  const inForce = `r.valid_from <= ${day} AND (r.valid_to IS NULL OR r.valid_to > ${day})`;
  return `${code} IN (SELECT r.code FROM region r WHERE r.county_code = ${county} AND length(r.code) = 12
    GROUP BY r.code HAVING NOT bool_or(${inForce}))`;
}

const counted = `
  WITH wanted AS (SELECT unnest($2::text[]) AS code)
  SELECT w.code,
         (SELECT count(*)::int FROM cases c WHERE c.county_code = $1 AND c.open AND c.village_code = w.code) AS cases,
         (SELECT count(*)::int FROM link l WHERE l.county_code = $1 AND l.village_code = w.code AND l.to_at > $3) AS links,
         (SELECT count(*)::int FROM posting p WHERE p.county_code = $1 AND p.region_code = w.code AND p.to_at > $3) AS postings,
         (SELECT count(*)::int FROM duty_roster d WHERE d.county_code = $1 AND d.region_code = w.code AND d.to_at > $3) AS duties,
         (SELECT count(*)::int FROM organisation o
           WHERE o.county_code = $1 AND (o.region_code = w.code OR w.code = ANY(o.serves)) AND o.to_at > $3) AS organisations
    FROM wanted w`;

const read = `
  SELECT id, valid_from, file_name, state, changes, moves, cases_moved, created_at, finished_at FROM region_edition
   WHERE county_code = $1`;

interface StoredWaiting {
  id: string;
  county_code: string;
  valid_from: string;
  person_id: string | null;
  moves: Record<string, string>;
  registers_moved_at: Date | null;
}

interface StoredEdition {
  id: string;
  valid_from: string;
  file_name: string;
  state: EditionState['state'];
  changes: EditionState['changes'];
  moves: Record<string, string>;
  cases_moved: number;
  created_at: Date;
  finished_at: Date | null;
}

function stateOf(row: StoredEdition): EditionState {
  return {
    ...{ id: row.id, validFrom: row.valid_from, fileName: row.file_name, state: row.state, changes: row.changes },
    casesMoved: row.cases_moved,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

const beginRows = new BulkInsert<DivisionRow>('region', regionColumns);
const endRows = new BulkUpdate<EditionRows['ended'][number]>(
  'region',
  [
    { name: 'code', type: 'text', value: ({ code }) => code },
    { name: 'valid_to', type: 'date', value: ({ validTo }) => validTo },
    { name: 'successor_code', type: 'text', value: ({ successorCode }) => successorCode },
  ],
  ['code'],
  'region.valid_to IS NULL',
);
