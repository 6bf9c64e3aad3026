import { type KeptThing } from '#domain';
import { type Cipher, type KeptData, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { type EntityManager } from 'typeorm';
import { instantText } from '../sql/instant-text.js';
import { managerOf } from '../transactions.js';

/** What stands where words have been: no word of it is searched for, and a ledger's words read as none. */
export const anonymisedText = '〔已到期匿名〕';

/**
 * The cases of a county that ended before an instant, and that nothing can wake any more: no timer waits, no application
 * or objection is pending, no order is open. One that came from a ledger counts from its import.
 */
const atRest = `
  c.county_code = $1 AND NOT c.open AND c.anonymised_at IS NULL AND c.opened_at < $2
  AND c.facts->>'stateSince' < $3 AND COALESCE(c.facts->>'importedAt', '') < $3
  AND jsonb_array_length(COALESCE(c.facts->'applications', '[]')) = 0
  AND COALESCE(c.facts->'order', 'null') = 'null'
  AND NOT EXISTS (SELECT 1 FROM timer t WHERE t.case_id = c.id AND t.decision IS NULL)`;

/** Of everything but cases: the table, and which of its rows are old enough. */
const plain: Readonly<
  Partial<Record<KeptThing, { readonly table: string; readonly key: string; readonly old: string }>>
> = {
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

export class PgKeptData implements KeptData {
  constructor(private readonly cipher: Cipher) {}

  async counties(tx: Tx): Promise<string[]> {
    const rows = (await managerOf(tx).query('SELECT code FROM county ORDER BY code')) as { code: string }[];
    return rows.map(({ code }) => code);
  }

  async count(tx: Tx, county: string, thing: KeptThing, before: Temporal.Instant): Promise<number> {
    const manager = managerOf(tx);
    const one = plain[thing];
    const [row] = (await (one
      ? manager.query(`SELECT count(*)::int AS n FROM ${one.table} o WHERE ${one.old}`, [county, before.toString()])
      : manager.query(`SELECT count(*)::int AS n FROM (${casesWith(thing)}) AS found`, ended(county, before)))) as {
      n: number;
    }[];
    return row!.n;
  }

  async take(tx: Tx, county: string, thing: KeptThing, before: Temporal.Instant, limit: number) {
    const manager = managerOf(tx);
    const one = plain[thing];
    if (one) return { count: await deleteSome(manager, one, county, before, limit), caseIds: [] };
    const rows = (await manager.query(
      `${casesWith(thing)} ORDER BY c.opened_at, c.id LIMIT $4 FOR UPDATE OF c SKIP LOCKED`,
      [...ended(county, before), limit],
    )) as { id: string; requester_id: string | null }[];
    if (rows.length === 0) return { count: 0, caseIds: [] };
    const ids = rows.map(({ id }) => id);
    await this.forgetRequesters(
      manager,
      tx,
      rows.flatMap(({ requester_id }) => requester_id ?? []),
    );
    if (thing === 'case-text') await forgetWords(manager, tx, ids);
    return { count: ids.length, caseIds: ids };
  }

  /** The row stays, because cases name it; what it said of a person is gone. */
  private async forgetRequesters(manager: EntityManager, tx: Tx, ids: readonly string[]): Promise<void> {
    await manager.query(
      `UPDATE requester SET identity = $2, key_id = $3, phone_index = NULL, anonymised_at = $4
        WHERE id = ANY($1::uuid[]) AND anonymised_at IS NULL`,
      [ids, Buffer.from(this.cipher.seal('{}')), this.cipher.keyId, tx.now.toString()],
    );
  }
}

function casesWith(thing: KeptThing): string {
  return thing === 'requester'
    ? `SELECT c.id, c.requester_id FROM cases c JOIN requester r ON r.id = c.requester_id AND r.anonymised_at IS NULL WHERE ${atRest}`
    : `SELECT c.id, c.requester_id FROM cases c WHERE ${atRest}`;
}

/** Facts keep instants as text of one form, which sorts as time does. */
function ended(county: string, before: Temporal.Instant): unknown[] {
  return [county, before.toString(), instantText(before)];
}

/** Words, what they are found by, and the digest by which a ledger would know the matter again. Codes and events stay. */
async function forgetWords(manager: EntityManager, tx: Tx, ids: readonly string[]): Promise<void> {
  await manager.query(`UPDATE case_text SET body = $2, search = ''::tsvector WHERE case_id = ANY($1::uuid[])`, [
    ids,
    anonymisedText,
  ]);
  await manager.query('UPDATE cases SET fingerprint = NULL, anonymised_at = $2 WHERE id = ANY($1::uuid[])', [
    ids,
    tx.now.toString(),
  ]);
}

async function deleteSome(
  manager: EntityManager,
  { table, key, old }: { readonly table: string; readonly key: string; readonly old: string },
  county: string,
  before: Temporal.Instant,
  limit: number,
): Promise<number> {
  const [rows] = (await manager.query(
    `DELETE FROM ${table} WHERE ${key} IN (SELECT o.${key} FROM ${table} o WHERE ${old} ORDER BY o.${key} LIMIT $3 FOR UPDATE OF o SKIP LOCKED)
     RETURNING 1 AS gone`,
    [county, before.toString(), limit],
  )) as [unknown[], number];
  return rows.length;
}
