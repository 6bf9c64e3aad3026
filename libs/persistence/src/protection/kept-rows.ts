import { type KeptThing } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Tx } from '#engine';
import { managerOf } from '../transactions.js';

/** Rows that are deleted once they are old enough: of county $1, before the instant $2; `o` is the row. */
export interface KeptRows {
  readonly table: string;
  readonly key: string;
  readonly old: string;
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
  export: { table: 'export', key: 'id', old: 'o.county_code = $1 AND o.asked_at < $2' },
  disclosure: { table: 'disclosure', key: 'id', old: 'o.county_code = $1 AND o.recorded_at < $2' },
  notification: { table: 'notification', key: 'id', old: 'o.county_code = $1 AND o.created_at < $2' },
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
  { table, key, old }: KeptRows,
  county: string,
  before: Temporal.Instant,
  limit: number,
): Promise<number> {
  const [rows] = (await managerOf(tx).query(
    `DELETE FROM ${table} WHERE ${key} IN (SELECT o.${key} FROM ${table} o WHERE ${old} ORDER BY o.${key} LIMIT $3 FOR UPDATE OF o SKIP LOCKED)
     RETURNING 1 AS gone`,
    [county, before.toString(), limit],
  )) as [unknown[], number];
  return rows.length;
}
