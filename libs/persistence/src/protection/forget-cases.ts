import { type Cipher, type Tx } from '#engine';
import { managerOf } from '../transactions.js';

/** What stands where words and names have been: no word of it is searched for, and a ledger's words read as none. */
export const anonymisedText = '〔已到期匿名〕';

/**
 * The case `c` of county $1 ended before the instant $2 ($3 as facts write it), and nothing can wake it any more: no timer
 * waits, no application or objection is pending, no order is open. One that came from a ledger counts from its import.
 */
export const overBefore = `
  c.county_code = $1 AND NOT c.open AND c.opened_at < $2
  AND c.facts->>'stateSince' < $3 AND COALESCE(c.facts->>'importedAt', '') < $3
  AND jsonb_array_length(COALESCE(c.facts->'applications', '[]')) = 0
  AND COALESCE(c.facts->'order', 'null') = 'null'
  AND NOT EXISTS (SELECT 1 FROM timer t WHERE t.case_id = c.id AND t.decision IS NULL)`;

/** The row stays, because cases name it; what it said of a person is gone. */
export async function forgetRequesters(tx: Tx, cipher: Cipher, ids: readonly string[]): Promise<void> {
  await managerOf(tx).query(
    `UPDATE requester SET identity = $2, key_id = $3, phone_index = NULL, anonymised_at = $4
      WHERE id = ANY($1::uuid[]) AND anonymised_at IS NULL`,
    [ids, Buffer.from(cipher.seal('{}')), cipher.keyId, tx.now.toString()],
  );
}

/** Words, what they are found by, and the digest by which a ledger would know the matter again. Codes and events stay. */
export async function forgetWords(tx: Tx, ids: readonly string[]): Promise<void> {
  const manager = managerOf(tx);
  await manager.query(`UPDATE case_text SET body = $2, search = ''::tsvector WHERE case_id = ANY($1::uuid[])`, [
    ids,
    anonymisedText,
  ]);
  await manager.query('UPDATE cases SET fingerprint = NULL, anonymised_at = $2 WHERE id = ANY($1::uuid[])', [
    ids,
    tx.now.toString(),
  ]);
}

/** The rows stay, as those of cases do; the names are gone, and with its key each content is noise until it is cleared away. */
export async function forgetAttachments(tx: Tx, cipher: Cipher, caseIds: readonly string[]): Promise<void> {
  await managerOf(tx).query(
    `UPDATE attachment SET name = $2, content_key = NULL, anonymised_at = $3
      WHERE case_id = ANY($1::uuid[]) AND anonymised_at IS NULL`,
    [caseIds, Buffer.from(cipher.seal(anonymisedText)), tx.now.toString()],
  );
}
