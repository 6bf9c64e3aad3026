import { filledPlaces } from '#domain';
import { type Definitions, type Directories, type Scope, type Tx } from '#engine';
import { countyDay } from '../places/county-day.js';
import { type CaseFilter } from '../reads/case-filter.js';
import { managerOf } from '../transactions.js';
import { casesOfTheGone, vacantCases } from './vacant-cases.js';

/** Cases on the board: whose place nobody fills, and that name somebody who has left. */
export const vacantCaseKinds = ['unheld', 'ended-postings'] as const;
export type VacantCaseKind = (typeof vacantCaseKinds)[number];

/** Where a county, or a part of it, is looked at: code prefixes. */
export interface VacancyArea {
  readonly countyCode: string;
  readonly regions: readonly string[];
}

export interface VacantUnit {
  readonly id: string;
  readonly name: string;
  readonly regionCode: string;
  readonly openCases: number;
}

export interface VacantVillage {
  readonly code: string;
  readonly name: string;
  /** `no-leader`: nobody is linked; `no-principal`: somebody is, but none as the principal one. */
  readonly lacks: 'no-leader' | 'no-principal';
}

export interface VacantOffice {
  readonly role: 'county-office' | 'supervisor' | 'township-office';
  readonly code: string;
  readonly name: string;
}

export interface VacancyPage<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** The vacancy board: what nobody holds at the instant of the question. Nothing is marked; an ended term shows at once. */
export class Vacancies {
  constructor(
    private readonly definitions: Definitions,
    private readonly directories: Directories,
  ) {}

  /** What narrows a list of cases to those on the board. */
  async caseFilter(tx: Tx, { countyCode }: Scope, kind: VacantCaseKind): Promise<CaseFilter> {
    const rows = (await managerOf(tx).query(
      'SELECT DISTINCT version_id AS id FROM case_type_activation WHERE county_code = $1 AND from_at <= $2 AND withdrawn_at IS NULL',
      [countyCode, tx.now.toString()],
    )) as { id: string }[];
    const types = [];
    for (const { id } of rows) types.push({ id, type: (await this.definitions.ofVersion(tx, countyCode, id)).type });
    if (kind === 'ended-postings') return { condition: casesOfTheGone(types, countyCode, tx.now) };
    const directory = await this.directories.of(tx, countyCode);
    return { condition: vacantCases(types, filledPlaces(directory, tx.now), countyCode, tx.now) };
  }

  /** Units that handle, or lead open cases, and that nobody heads. */
  async units(tx: Tx, area: VacancyArea, after: string | null, limit: number): Promise<VacancyPage<VacantUnit>> {
    const rows = (await managerOf(tx).query(
      `SELECT o.id, o.name, o.region_code AS "regionCode",
              (SELECT count(*)::int FROM cases c WHERE c.lead_organisation_id = o.id AND c.open) AS "openCases"
         FROM organisation o
        WHERE o.county_code = $1 AND o.from_at <= $2 AND o.to_at > $2 AND o.region_code LIKE ANY($3)
          AND ($4::uuid IS NULL OR o.id > $4)
          AND NOT EXISTS (SELECT FROM posting g WHERE g.organisation_id = o.id AND g.role = 'head' AND g.from_at <= $2 AND g.to_at > $2)
          AND (EXISTS (SELECT FROM posting g WHERE g.organisation_id = o.id AND g.role = 'handler' AND g.from_at <= $2 AND g.to_at > $2)
               OR EXISTS (SELECT FROM cases c WHERE c.lead_organisation_id = o.id AND c.open))
        ORDER BY o.id LIMIT $5`,
      [area.countyCode, tx.now.toString(), prefixes(area), after, limit + 1],
    )) as VacantUnit[];
    return page(rows, limit, ({ id }) => id);
  }

  /** Villages in force without a linked leader, or without a principal one. */
  async villages(tx: Tx, area: VacancyArea, after: string | null, limit: number): Promise<VacancyPage<VacantVillage>> {
    const rows = (await managerOf(tx).query(
      `SELECT r.code, r.name, CASE WHEN l.any THEN 'no-principal' ELSE 'no-leader' END AS lacks
         FROM region r CROSS JOIN LATERAL (
              SELECT count(*) > 0 AS any, COALESCE(bool_or(l.principal), false) AS principal FROM link l
               WHERE l.county_code = r.county_code AND l.village_code = r.code AND l.role = 'leader'
                 AND l.from_at <= $2 AND l.to_at > $2) AS l
        WHERE r.county_code = $1 AND length(r.code) = 12 AND r.valid_from <= $6 AND (r.valid_to IS NULL OR r.valid_to > $6)
          AND r.code LIKE ANY($3) AND ($4::text IS NULL OR r.code > $4) AND NOT l.principal
        ORDER BY r.code LIMIT $5`,
      [area.countyCode, tx.now.toString(), prefixes(area), after, limit + 1, countyDay(tx)],
    )) as VacantVillage[];
    return page(rows, limit, ({ code }) => code);
  }

  /** Offices that nobody holds: the county's two, and each township's. */
  async offices(tx: Tx, area: VacancyArea, after: string | null, limit: number): Promise<VacancyPage<VacantOffice>> {
    const rows = (await managerOf(tx).query(
      `SELECT wanted.role, wanted.code, wanted.name
         FROM (SELECT role, k.code, k.name FROM county k CROSS JOIN unnest(ARRAY['county-office', 'supervisor']) AS role WHERE k.code = $1
               UNION ALL SELECT 'township-office', r.code, r.name FROM region r
                WHERE r.county_code = $1 AND length(r.code) = 9 AND r.kind <> 'quasi-township' AND r.valid_from <= $6 AND (r.valid_to IS NULL OR r.valid_to > $6)) AS wanted
        WHERE wanted.code LIKE ANY($3) AND ($4::text IS NULL OR wanted.code || '/' || wanted.role > $4)
          AND NOT EXISTS (SELECT FROM posting g WHERE g.county_code = $1 AND g.role = wanted.role
                AND wanted.code LIKE g.region_code || '%' AND g.from_at <= $2 AND g.to_at > $2)
        ORDER BY wanted.code || '/' || wanted.role COLLATE "C" LIMIT $5`,
      [area.countyCode, tx.now.toString(), prefixes(area), after, limit + 1, countyDay(tx)],
    )) as VacantOffice[];
    return page(rows, limit, ({ code, role }) => `${code}/${role}`);
  }
}

function prefixes({ regions }: VacancyArea): string[] {
  return regions.map((region) => `${region}%`);
}

function page<T>(rows: readonly T[], limit: number, mark: (row: T) => string): VacancyPage<T> {
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? mark(items.at(-1)!) : null };
}
