import { type ActionDefinition, type CaseType } from '#domain';
import { type FormProblem, type Places, type Tx } from '#engine';
import { prepared } from '../sql/prepared.js';
import { managerOf } from '../transactions.js';
import { countyDay } from './county-day.js';

/** A category of the importable tree. */
export interface Category {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** Where the configured categories are provided to the doors. */
export const CATEGORIES = Symbol('categories');

const villageInForce = prepared(`
  SELECT 1 FROM region WHERE county_code = $1 AND code = $2 AND length(code) = 12
     AND valid_from <= $3 AND (valid_to IS NULL OR valid_to > $3)`);

/** Villages come from the county's regions in force today, categories from the configured tree. */
export class PgPlaces implements Places {
  private readonly categories: ReadonlySet<string>;

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
    const rows = (await managerOf(tx).query(villageInForce, [countyCode, code, countyDay(tx)])) as unknown[];
    return rows.length > 0;
  }
}
