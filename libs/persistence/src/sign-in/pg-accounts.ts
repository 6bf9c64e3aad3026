import { type AccountRecord, type Accounts, type ListedAccount, type NewAccount, type Tx } from '#engine';
import { prepared } from '../sql/prepared.js';
import { managerOf } from '../transactions.js';

const columns = `
  a.id, a.county_code AS "countyCode", a.person_id AS "personId", p.name AS "personName", a.name,
  a.password_hash AS "passwordHash", a.one_time_code_hash AS "oneTimeCodeHash",
  (extract(epoch FROM a.one_time_code_expires_at) * 1000)::float8 AS "oneTimeCodeExpiresAt",
  a.disabled_at IS NOT NULL AS "isDisabled"`;
const accounts = 'account a JOIN person p ON p.id = a.person_id';

const named = prepared(`SELECT ${columns} FROM ${accounts} WHERE a.name = $1`);
const withId = prepared(`SELECT ${columns} FROM ${accounts} WHERE a.county_code = $1 AND a.id = $2`);

/** Accounts by name or by county and id: no administrator reaches another county's. */
export class PgAccounts implements Accounts {
  async named(tx: Tx, name: string): Promise<AccountRecord | null> {
    const [row] = (await managerOf(tx).query(named, [name])) as AccountRecord[];
    return row ?? null;
  }

  async withId(tx: Tx, countyCode: string, id: string): Promise<AccountRecord | null> {
    const [row] = (await managerOf(tx).query(withId, [countyCode, id])) as AccountRecord[];
    return row ?? null;
  }

  async list(tx: Tx, countyCode: string, after: string | null, limit: number): Promise<readonly ListedAccount[]> {
    return (await managerOf(tx).query(
      `SELECT a.id, a.name, a.person_id AS "personId", p.name AS "personName",
              CASE WHEN a.disabled_at IS NOT NULL THEN 'disabled'
                   WHEN a.password_hash IS NULL THEN 'awaiting-first-sign-in' ELSE 'active' END AS state,
              EXISTS (SELECT FROM second_factor f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL) AS "hasSecondFactor"
         FROM ${accounts}
        WHERE a.county_code = $1 AND ($2::text IS NULL OR a.name > $2)
        ORDER BY a.county_code, a.name LIMIT $3`,
      [countyCode, after, limit],
    )) as ListedAccount[];
  }

  async lockUnlessChanged(tx: Tx, { id, passwordHash }: Pick<AccountRecord, 'id' | 'passwordHash'>): Promise<boolean> {
    const rows = (await managerOf(tx).query(
      'SELECT id FROM account WHERE id = $1 AND password_hash = $2 AND disabled_at IS NULL FOR NO KEY UPDATE',
      [id, passwordHash],
    )) as object[];
    return rows.length > 0;
  }

  async create(tx: Tx, { id, countyCode, personId, name }: NewAccount) {
    const query = (sql: string, parameters: unknown[]) => managerOf(tx).query(sql, parameters) as Promise<object[]>;
    // two administrators at once: the second waits here, and the next statement finds the first one's account
    const locked = await query('SELECT id FROM person WHERE county_code = $1 AND id = $2 FOR UPDATE', [
      countyCode,
      personId,
    ]);
    if (locked.length === 0) return 'unknown-person';
    const open = await query('SELECT id FROM account WHERE person_id = $1 AND disabled_at IS NULL', [personId]);
    if (open.length > 0) return 'has-account';
    const made = await query(
      `INSERT INTO account (id, county_code, person_id, name) VALUES ($1, $2, $3, $4)
       ON CONFLICT (name) DO NOTHING RETURNING id`,
      [id, countyCode, personId, name],
    );
    return made.length > 0 ? 'created' : 'name-taken';
  }

  async setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
    await managerOf(tx).query('UPDATE account SET password_hash = $2 WHERE id = $1', [id, passwordHash]);
  }

  async useOneTimeCode(tx: Tx, id: string, oneTimeCodeHash: string, passwordHash: string): Promise<boolean> {
    const [, changed] = (await managerOf(tx).query(
      `UPDATE account SET password_hash = $3, one_time_code_hash = NULL, one_time_code_expires_at = NULL
        WHERE id = $1 AND one_time_code_hash = $2 AND password_hash IS NULL AND disabled_at IS NULL`,
      [id, oneTimeCodeHash, passwordHash],
    )) as [unknown, number];
    return changed > 0;
  }

  async giveOneTimeCode(tx: Tx, id: string, oneTimeCodeHash: string, expiresAt: number): Promise<void> {
    await managerOf(tx).query(
      `UPDATE account SET password_hash = NULL, one_time_code_hash = $2, one_time_code_expires_at = $3 WHERE id = $1`,
      [id, oneTimeCodeHash, new Date(expiresAt)],
    );
  }

  async disable(tx: Tx, id: string, at: number): Promise<void> {
    await managerOf(tx).query('UPDATE account SET disabled_at = $2 WHERE id = $1', [id, new Date(at)]);
  }

  async enable(tx: Tx, id: string): Promise<boolean> {
    // behind whoever is opening an account for the same person at this moment
    await managerOf(tx).query(
      'SELECT id FROM person WHERE id = (SELECT person_id FROM account WHERE id = $1) FOR UPDATE',
      [id],
    );
    const [, enabled] = (await managerOf(tx).query(
      `UPDATE account a SET disabled_at = NULL
        WHERE id = $1 AND NOT EXISTS (
          SELECT FROM account o WHERE o.person_id = a.person_id AND o.id <> a.id AND o.disabled_at IS NULL)`,
      [id],
    )) as [unknown, number];
    return enabled > 0;
  }
}
