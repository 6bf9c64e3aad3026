import { rolesWithoutOffice, type SheetKind } from '#domain';
import { type Tx } from '#engine';
import { countyDay } from '../places/county-day.js';
import { managerOf } from '../transactions.js';

/** A row of a register with the names that it refers to, for a workbook. */
export interface RegisterRow {
  readonly id: string;
  readonly personId: string;
  /** Of who has never held an office masked. */
  readonly name: string;
  readonly role: string | null;
  readonly rank: string | null;
  readonly organisation: string | null;
  readonly regionCode: string | null;
  readonly region: string | null;
  readonly township: string | null;
  readonly principal: boolean | null;
  /** Epoch milliseconds; ±Infinity where open. */
  readonly from: number;
  readonly to: number;
}

/** Reads registers from the first row to the last, a page at a time. */
export class PgRegisterRows {
  /** The rows of a register, counted up to `limit`. */
  async count(tx: Tx, countyCode: string, kind: SheetKind, limit: number): Promise<number> {
    const [row] = (await managerOf(tx).query(
      `SELECT count(*)::int AS count FROM (SELECT 1 FROM ${tables[kind]} t WHERE t.county_code = $1 LIMIT $2) AS found`,
      [countyCode, limit],
    )) as { count: number }[];
    return row!.count;
  }

  page(tx: Tx, countyCode: string, kind: SheetKind, behind: string, limit: number): Promise<RegisterRow[]> {
    return managerOf(tx).query(statements[kind], [countyCode, behind, limit, countyDay(tx)]) as Promise<RegisterRow[]>;
  }
}

const span = `
  CASE WHEN t.from_at = '-infinity' THEN '-Infinity' ELSE (extract(epoch FROM t.from_at) * 1000)::float8 END AS "from",
  CASE WHEN t.to_at = 'infinity' THEN 'Infinity' ELSE (extract(epoch FROM t.to_at) * 1000)::float8 END AS "to"`;

/** The name under which a code is in force today, or was last. */
const nameOf = (code: string) =>
  `(SELECT r.name FROM region r WHERE r.code = ${code} ORDER BY (r.valid_from <= $4 AND (r.valid_to IS NULL OR r.valid_to > $4)) DESC, r.valid_from DESC LIMIT 1)`;

const terms = (table: string, columns: string, place: string, unit = '') => `
  SELECT t.id, t.person_id AS "personId", p.shown_name AS name, t.role, ${columns}, t.${place} AS "regionCode",
         ${nameOf(`t.${place}`)} AS region, ${nameOf(`left(t.${place}, 9)`)} AS township, ${span}
    FROM ${table} t JOIN person p ON p.id = t.person_id ${unit}
   WHERE t.county_code = $1 AND t.id > $2 ORDER BY t.id LIMIT $3`;

/** Who holds an office, or nothing yet: residents with an account are no part of a register of people in office. */
const inOffice = `
  (NOT EXISTS (SELECT 1 FROM posting o WHERE o.person_id = t.id)
   OR EXISTS (SELECT 1 FROM posting o WHERE o.person_id = t.id AND o.role NOT IN ('${rolesWithoutOffice.join(`', '`)}')))`;

const tables: Readonly<Record<SheetKind, string>> = {
  people: 'person',
  postings: 'posting',
  links: 'link',
  duty: 'duty_roster',
};

const organisation = 'o.name AS organisation';
const statements: Readonly<Record<SheetKind, string>> = {
  people: `
    SELECT t.id, t.id AS "personId", t.shown_name AS name, NULL AS role, NULL AS rank, NULL AS organisation, NULL AS "regionCode",
           NULL AS region, NULL AS township, NULL::boolean AS principal, '-Infinity' AS "from", 'Infinity' AS "to"
      FROM person t WHERE t.county_code = $1 AND t.id > $2 AND $4::date IS NOT NULL AND ${inOffice} ORDER BY t.id LIMIT $3`,
  postings: terms(
    'posting',
    `t.rank, ${organisation}, NULL::boolean AS principal`,
    'region_code',
    'JOIN organisation o ON o.id = t.organisation_id',
  ),
  links: terms('link', 'NULL AS rank, NULL AS organisation, t.principal', 'village_code'),
  duty: terms(
    'duty_roster',
    `NULL AS rank, ${organisation}, NULL::boolean AS principal`,
    'region_code',
    'LEFT JOIN organisation o ON o.id = t.organisation_id',
  ),
};
