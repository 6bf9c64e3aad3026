import { type EntityManager } from 'typeorm';
import { type Tx } from '#engine';
import { managerOf } from '../transactions.js';
import { anonymisedText, overBefore } from './forget-cases.js';

/**
 * Residents of whom nothing is left to do: who never were anything else here, whose own cases have all been over since
 * before an instant, and whom the audit has not heard of since: no sign-in, and nothing done to the account.
 */
export const restingResidents = `
  SELECT p.id FROM person p
   WHERE p.county_code = $1 AND p.name <> '${anonymisedText}'
     AND (EXISTS (SELECT FROM posting g WHERE g.person_id = p.id) OR EXISTS (SELECT FROM cases c WHERE c.resident_id = p.id))
     AND NOT EXISTS (SELECT FROM posting g WHERE g.person_id = p.id AND (g.role <> 'resident' OR g.from_at >= $2))
     AND NOT EXISTS (SELECT FROM link l WHERE l.person_id = p.id)
     AND NOT EXISTS (SELECT FROM duty_roster d WHERE d.person_id = p.id)
     AND NOT EXISTS (SELECT FROM cases c WHERE c.resident_id = p.id AND NOT (${overBefore}))
     AND NOT EXISTS (SELECT FROM audit_log a WHERE a.person_id = p.id AND a.at >= $2)
     AND NOT EXISTS (SELECT FROM account k JOIN audit_log a ON a.subject_kind = 'account' AND a.subject_id = k.id::text
                      WHERE k.person_id = p.id AND a.at >= $2)`;

/**
 * The row stays, because cases and events name its id; name, account and whatever one could sign in with are gone. From
 * then on the id is a pseudonym that nothing leads back from.
 */
export async function forgetResidents(tx: Tx, ids: readonly string[]): Promise<void> {
  const manager = managerOf(tx);
  const now = tx.now.toString();
  await manager.query('UPDATE person SET name = $2, version = version + 1 WHERE id = ANY($1::uuid[])', [
    ids,
    anonymisedText,
  ]);
  await manager.query(
    'UPDATE posting SET to_at = $2, version = version + 1 WHERE person_id = ANY($1::uuid[]) AND to_at > $2',
    [ids, now],
  );
  await closeAccounts(manager, ids, now);
}

async function closeAccounts(manager: EntityManager, ids: readonly string[], now: string): Promise<void> {
  for (const table of ['session', 'second_factor', 'recovery_code', 'api_token'])
    await manager.query(
      `DELETE FROM ${table} WHERE account_id IN (SELECT id FROM account WHERE person_id = ANY($1::uuid[]))`,
      [ids],
    );
  // names to sign in with are unique, and often a phone number
  await manager.query(
    `UPDATE account SET name = id::text, password_hash = NULL, one_time_code_hash = NULL, one_time_code_expires_at = NULL,
                        disabled_at = COALESCE(disabled_at, $2)
      WHERE person_id = ANY($1::uuid[])`,
    [ids, now],
  );
}
