import { type HeldDuty } from '#domain';
import { type DutyLists, type HeldDutyList, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { edgeText, termFields } from '../people/register-tables.js';
import { managerOf } from '../transactions.js';

export class PgDutyLists implements DutyLists {
  async held(tx: Tx, countyCode: string, organisationId: string): Promise<HeldDutyList> {
    return { version: await versionOf(tx, countyCode, organisationId), items: await this.at(tx, countyCode, organisationId) }; // prettier-ignore
  }

  /** What is on the list at the instant, by category; where none is named, what is not over now. */
  async at(tx: Tx, countyCode: string, organisationId: string, at?: Temporal.Instant): Promise<HeldDuty[]> {
    return managerOf(tx).query(
      `SELECT r.id, r.category, ${termFields} FROM duty_list_item r
        WHERE r.county_code = $1 AND r.organisation_id = $2 AND r.to_at > $3 AND r.to_at > r.from_at AND ($4 OR r.from_at <= $3)
        ORDER BY r.category, r.from_at`,
      [countyCode, organisationId, (at ?? tx.now).toString(), at === undefined],
    ) as Promise<HeldDuty[]>;
  }

  async enter(
    tx: Tx,
    { countyCode, organisationId, by }: { countyCode: string; organisationId: string; by: string },
    items: readonly HeldDuty[],
  ): Promise<void> {
    const of = (field: (one: HeldDuty) => string) => items.map(field);
    await managerOf(tx).query(
      `INSERT INTO duty_list_item (id, county_code, organisation_id, category, from_at, to_at, entered_by, entered_at)
       SELECT id, $1, $2, category, from_at, to_at, $3, $4
         FROM unnest($5::uuid[], $6::text[], $7::timestamptz[], $8::timestamptz[]) AS new (id, category, from_at, to_at)`,
      [countyCode, organisationId, by, tx.now.toString(), of(({ id }) => id), of(({ category }) => category), of(({ from }) => edgeText(from)), of(({ to }) => edgeText(to))], // prettier-ignore
    );
  }

  async end(tx: Tx, by: string, items: readonly { readonly id: string; readonly to: number }[]): Promise<void> {
    await managerOf(tx).query(
      `UPDATE duty_list_item SET to_at = until.to_at, ended_by = $1, ended_at = $2, changes = changes + 1
         FROM unnest($3::uuid[], $4::timestamptz[]) AS until (id, to_at) WHERE duty_list_item.id = until.id`,
      [by, tx.now.toString(), items.map(({ id }) => id), items.map(({ to }) => edgeText(to))],
    );
  }
}

/** Every change enters or ends something: counting that counts the changes. */
async function versionOf(tx: Tx, countyCode: string, organisationId: string): Promise<number> {
  const [row] = (await managerOf(tx).query(
    'SELECT COALESCE(sum(1 + changes), 0)::int AS version FROM duty_list_item WHERE county_code = $1 AND organisation_id = $2',
    [countyCode, organisationId],
  )) as { version: number }[];
  return row!.version;
}
