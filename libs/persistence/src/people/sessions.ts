import { type DataSource } from 'typeorm';
import { prepared } from '../sql/prepared.js';

/** An account as signing in needs it. */
export interface SignInAccount {
  readonly id: string;
  readonly passwordHash: string | null;
  readonly oneTimeCodeHash: string | null;
}

/** Whose session it is. */
export interface SessionHolder {
  readonly accountId: string;
  readonly personId: string;
  readonly countyCode: string;
  readonly name: string;
}

const holderOf = prepared(`
  SELECT a.id AS "accountId", a.person_id AS "personId", a.county_code AS "countyCode", p.name
    FROM session s JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL JOIN person p ON p.id = a.person_id
   WHERE s.token_hash = $1 AND s.expires_at > $2`);

/** Sessions live on machine time: they are about this host, not about the county's business (time.md §1). */
export class Sessions {
  constructor(private readonly dataSource: DataSource) {}

  async account(name: string): Promise<SignInAccount | null> {
    const [row] = (await this.dataSource.query(
      `SELECT id, password_hash AS "passwordHash", one_time_code_hash AS "oneTimeCodeHash" FROM account WHERE name = $1 AND disabled_at IS NULL`,
      [name],
    )) as SignInAccount[];
    return row ?? null;
  }

  async open(accountId: string, tokenHash: Buffer, hours: number): Promise<void> {
    const from = Date.now();
    await this.dataSource.query('DELETE FROM session WHERE account_id = $1 AND expires_at < $2', [
      accountId,
      new Date(from),
    ]);
    await this.dataSource.query(
      'INSERT INTO session (token_hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)',
      [tokenHash, accountId, new Date(from), new Date(from + hours * 3_600_000)],
    );
  }

  async holder(tokenHash: Buffer): Promise<SessionHolder | null> {
    const [row] = (await this.dataSource.query(holderOf, [tokenHash, new Date()])) as SessionHolder[];
    return row ?? null;
  }

  async close(tokenHash: Buffer): Promise<void> {
    await this.dataSource.query('DELETE FROM session WHERE token_hash = $1', [tokenHash]);
  }

  /** Sets the password of an account that signed in with its one-time code, and uses the code up. False: it was used already. */
  async setPassword(accountId: string, passwordHash: string): Promise<boolean> {
    const [rows] = (await this.dataSource.query(
      'UPDATE account SET password_hash = $2, one_time_code_hash = NULL WHERE id = $1 AND one_time_code_hash IS NOT NULL RETURNING id',
      [accountId, passwordHash],
    )) as [object[], number];
    return rows.length > 0;
  }
}
