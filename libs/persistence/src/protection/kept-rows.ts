import { type KeptThing } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Tx } from '#engine';
import { managerOf } from '../transactions.js';

/** Rows that are deleted once they are old enough: of county $1, before the instant $2; `o` is the row. */
export interface KeptRows {
  readonly table: string;
  readonly key: string;
  readonly old: string;
  /** What belongs to such a row and goes with it: table and the column that names the row. */
  readonly parts?: { readonly table: string; readonly of: string };
}

export const keptRows: Readonly<Partial<Record<KeptThing, KeptRows>>> = {
  session: {
    table: 'session',
    key: 'token_hash',
    old: '(SELECT a.county_code FROM account a WHERE a.id = o.account_id) = $1 AND o.expires_at < $2',
  },
  'ledger-import': {
    table: 'ledger_import',
    key: 'id',
    old: `o.county_code = $1 AND o.created_at < $2 AND o.state IN ('done', 'failed')
          AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.import_id = o.id)`,
  },
  'register-import': { table: 'register_import', key: 'id', old: 'o.county_code = $1 AND o.created_at < $2' },
  export: { table: 'export', key: 'id', old: 'o.county_code = $1 AND o.asked_at < $2' },
  disclosure: { table: 'disclosure', key: 'id', old: 'o.county_code = $1 AND o.recorded_at < $2' },
  notification: { table: 'notification', key: 'id', old: 'o.county_code = $1 AND o.created_at < $2' },
  'hand-over': {
    table: 'hand_over',
    key: 'id',
    old: `o.county_code = $1 AND o.at < $2 AND o.state IN ('done', 'refused')
          AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.hand_over_id = o.id)`,
    parts: { table: 'hand_over_item', of: 'hand_over_id' },
  },
  absence: { table: 'absence', key: 'id', old: 'o.county_code = $1 AND o.to_at < $2' },
  duty: { table: 'duty_roster', key: 'id', old: 'o.county_code = $1 AND o.to_at < $2' },
  link: { table: 'link', key: 'id', old: 'o.county_code = $1 AND o.to_at < $2' },
  posting: {
    table: 'posting',
    key: 'id',
    // the vacancy board knows by the ended posting that an open case names somebody who has left
    old: `o.county_code = $1 AND o.to_at < $2
          AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.open AND c.lead_person_id = o.person_id)
          AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.open AND c.leader_id = o.person_id)
          AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.open AND c.named_person_ids <> '{}' AND c.named_person_ids @> ARRAY[o.person_id])`,
  },
  'kept-answer': { table: 'kept_answer', key: 'id', old: 'o.county_code = $1 AND o.answered_at < $2' },
  'saved-view': {
    table: 'saved_view',
    key: 'id',
    // of somebody who has held no post since
    old: `o.county_code = $1 AND o.changed_at < $2
          AND NOT EXISTS (SELECT 1 FROM posting g WHERE g.person_id = o.owner_id AND g.to_at >= $2)`,
  },
  'audit-log': { table: 'audit_log', key: 'id', old: 'o.county_code = $1 AND o.at < $2' },
};

export async function countRows(
  tx: Tx,
  { table, old }: KeptRows,
  county: string,
  before: Temporal.Instant,
): Promise<number> {
  const [row] = (await managerOf(tx).query(`SELECT count(*)::int AS n FROM ${table} o WHERE ${old}`, [
    county,
    before.toString(),
  ])) as { n: number }[];
  return row!.n;
}

/** Deletes the next few; how many. */
export async function deleteRows(
  tx: Tx,
  { table, key, old, parts }: KeptRows,
  county: string,
  before: Temporal.Instant,
  limit: number,
): Promise<number> {
  const manager = managerOf(tx);
  const found = (await manager.query(
    `SELECT o.${key} AS key FROM ${table} o WHERE ${old} ORDER BY o.${key} LIMIT $3 FOR UPDATE OF o SKIP LOCKED`,
    [county, before.toString(), limit],
  )) as { key: unknown }[];
  if (found.length === 0) return 0;
  const keys = found.map((row) => row.key);
  if (parts) await manager.query(`DELETE FROM ${parts.table} WHERE ${parts.of} = ANY ($1)`, [keys]);
  await manager.query(`DELETE FROM ${table} WHERE ${key} = ANY ($1)`, [keys]);
  return keys.length;
}
