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
  readonly version: number | undefined;
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
    const { villageCode, category } = fields;
    return [
      ...(typeof villageCode === 'string' && !(await this.isVillage(tx, countyCode, villageCode))
        ? [{ field: 'villageCode', rule: 'unknown-village', data: { value: villageCode } }]
        : []),
      ...(typeof category === 'string' && !this.categories.has(category)
        ? [{ field: 'category', rule: 'unknown-category', data: { value: category } }]
        : []),
    ];
  }

  private async isVillage(tx: Tx, countyCode: string, code: string): Promise<boolean> {
    const version = countyVersions(tx, countyCode)?.directory;
    const day = countyDay(tx);
    let kept = this.kept.get(countyCode);
    if (!kept || kept.version !== version || kept.day !== day) {
      const rows = (await managerOf(tx).query(villagesInForce, [countyCode, day])) as { code: string }[];
      kept = { version, day, codes: new Set(rows.map((row) => row.code)) };
      this.kept.set(countyCode, kept);
    }
    return kept.codes.has(code);
  }
}
