import { type ActionDefinition, type CaseType } from '#domain';
import { type FormProblem, type Places, type Tx } from '#engine';
import { countyVersions, managerOf } from '../transactions.js';
import { countyDay } from './county-day.js';

/** A category of the importable tree. */
export interface Category {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** Where the configured categories are provided to the doors. */
export const CATEGORIES = Symbol('categories');

const villagesInForce = `
  SELECT code FROM region WHERE county_code = $1 AND length(code) = 12
     AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)`;

interface KeptVillages {
  readonly version: number;
  readonly day: string;
  readonly codes: ReadonlySet<string>;
}

/** Villages come from the county's regions in force today, kept in memory until they or the day change; categories from the configured tree. */
export class PgPlaces implements Places {
  private readonly categories: ReadonlySet<string>;
  private readonly kept = new Map<string, KeptVillages>();

  constructor(categories: readonly Category[]) {
    this.categories = new Set(categories.map(({ code }) => code));
  }

  async check(
    tx: Tx,
    countyCode: string,
    _type: CaseType,
    _action: ActionDefinition,
    fields: Readonly<Record<string, unknown>>,
  ): Promise<readonly FormProblem[]> {
    const { villageCode, category, accusedUnit, accusedPerson } = fields;
    return [
      ...(typeof villageCode === 'string' && !(await this.isVillage(tx, countyCode, villageCode))
        ? [{ field: 'villageCode', rule: 'unknown-village', data: { value: villageCode } }]
        : []),
      ...(typeof category === 'string' && !this.categories.has(category)
        ? [{ field: 'category', rule: 'unknown-category', data: { value: category } }]
        : []),
      ...(await this.accused(tx, countyCode, { accusedUnit, accusedPerson })),
    ];
  }

  /** Somebody of this county, so that recusal finds whom it is about; asked only where somebody is accused. */
  private async accused(
    tx: Tx,
    countyCode: string,
    { accusedUnit, accusedPerson }: { accusedUnit: unknown; accusedPerson: unknown },
  ): Promise<readonly FormProblem[]> {
    const [unit, person] = [accusedUnit, accusedPerson].map((id) => (isUuid(id) ? id : null));
    if (!unit && !person) return [];
    const [known] = (await managerOf(tx).query(
      `SELECT EXISTS (SELECT FROM organisation WHERE county_code = $1 AND id = $2) AS unit,
              EXISTS (SELECT FROM person WHERE county_code = $1 AND id = $3) AS person`,
      [countyCode, unit, person],
    )) as [{ unit: boolean; person: boolean }];
    return [
      ...(unit && !known.unit ? [{ field: 'accusedUnit', rule: 'unknown-organisation', data: { value: unit } }] : []),
      ...(person && !known.person ? [{ field: 'accusedPerson', rule: 'unknown-person', data: { value: person } }] : []),
    ];
  }

  private async isVillage(tx: Tx, countyCode: string, code: string): Promise<boolean> {
    const version = countyVersions(tx, countyCode)?.directory;
    const day = countyDay(tx);
    let kept = this.kept.get(countyCode);
    if (!kept || kept.version !== version || kept.day !== day) {
      const rows = (await managerOf(tx).query(villagesInForce, [countyCode, day])) as { code: string }[];
      const codes = new Set(rows.map((row) => row.code));
      if (version === undefined) return codes.has(code);
      kept = { version, day, codes };
      this.kept.set(countyCode, kept);
    }
    return kept.codes.has(code);
  }
}

/** What is none has its problem by the form's schema already. */
function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}
