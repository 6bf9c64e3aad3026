import { type DisclosureBasis, type DisclosureCategory } from '#domain';
import { type Disclosure, type Disclosures, type Scope, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { instantOf } from '../case/facts-codec.js';
import { Parameters, scopeCondition } from '../case/scope-sql.js';
import { managerOf } from '../transactions.js';

/** An entry of the register as it is read; of a case the number, for who sees the case. */
export interface ReadDisclosure {
  readonly id: string;
  readonly recordedAt: Temporal.Instant;
  readonly recordedBy: { readonly id: string; readonly name: string };
  readonly disclosedOn: string;
  readonly caseNumber: string | null;
  readonly recipient: string;
  readonly basis: DisclosureBasis;
  readonly categories: readonly DisclosureCategory[];
  readonly purpose: string;
}

export class PgDisclosures implements Disclosures {
  async enter(tx: Tx, one: Disclosure): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO disclosure (id, county_code, recorded_at, recorded_by, disclosed_on, case_id, recipient, legal_basis, categories, purpose)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[one.id, one.countyCode, tx.now.toString(), one.recordedBy, one.disclosedOn, one.caseId],
        ...[one.recipient, one.basis, one.categories, one.purpose],
      ],
    );
  }

  /** The county's entries, the latest first, behind the entry `after`. */
  async list(tx: Tx, scope: Scope, { after, limit }: { after?: string; limit: number }): Promise<ReadDisclosure[]> {
    const parameters = new Parameters();
    const seen = scopeCondition(scope, parameters);
    const [county, mark] = [parameters.add(scope.countyCode), parameters.add(after ?? null)];
    const rows = (await managerOf(tx).query(
      `SELECT d.id, d.recorded_at, d.recorded_by, p.name AS recorded_by_name, d.disclosed_on, c.number, d.recipient, d.legal_basis,
              d.categories, d.purpose
         FROM disclosure d JOIN person p ON p.id = d.recorded_by LEFT JOIN cases c ON c.id = d.case_id AND ${seen}
        WHERE d.county_code = ${county}
          AND (${mark}::uuid IS NULL OR (d.recorded_at, d.id) < (SELECT b.recorded_at, b.id FROM disclosure b WHERE b.id = ${mark}))
        ORDER BY d.recorded_at DESC, d.id DESC LIMIT ${parameters.add(limit)}`,
      parameters.values,
    )) as StoredDisclosure[];
    return rows.map((row) => ({
      ...{ id: row.id, recordedAt: instantOf(row.recorded_at), disclosedOn: row.disclosed_on, caseNumber: row.number },
      recordedBy: { id: row.recorded_by, name: row.recorded_by_name },
      ...{ recipient: row.recipient, basis: row.legal_basis, categories: row.categories, purpose: row.purpose },
    }));
  }
}

interface StoredDisclosure {
  id: string;
  recorded_at: Date;
  recorded_by: string;
  recorded_by_name: string;
  disclosed_on: string;
  number: string | null;
  recipient: string;
  legal_basis: DisclosureBasis;
  categories: DisclosureCategory[];
  purpose: string;
}
