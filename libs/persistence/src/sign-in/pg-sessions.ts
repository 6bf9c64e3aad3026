import { type NewSession, type OwnSession, type SessionStore, type Tx } from '#engine';
import { managerOf } from '../transactions.js';

/** Sessions as their owners and administrators change them; `CallerLookup` reads them at each request. */
export class PgSessions implements SessionStore {
  async open(tx: Tx, { accountId, tokenHash, client, createdAt, expiresAt }: NewSession): Promise<void> {
    await managerOf(tx).query('DELETE FROM session WHERE account_id = $1 AND expires_at < $2', [
      accountId,
      new Date(createdAt),
    ]);
    await managerOf(tx).query(
      'INSERT INTO session (token_hash, account_id, client, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [tokenHash, accountId, client, new Date(createdAt), new Date(expiresAt)],
    );
  }

  async rotate(tx: Tx, id: string, tokenHash: Uint8Array): Promise<void> {
    await managerOf(tx).query('UPDATE session SET token_hash = $2 WHERE id = $1', [id, tokenHash]);
  }

  async list(tx: Tx, accountId: string, now: number, idleMinutes: number): Promise<readonly OwnSession[]> {
    return (await managerOf(tx).query(
      `SELECT id, client, (extract(epoch FROM created_at) * 1000)::float8 AS "beganAt",
              (extract(epoch FROM COALESCE(last_used_at, created_at)) * 1000)::float8 AS "lastUsedAt"
         FROM session
        WHERE account_id = $1 AND expires_at > $2 AND COALESCE(last_used_at, created_at) > $3
        ORDER BY created_at DESC`,
      [accountId, new Date(now), new Date(now - idleMinutes * 60_000)],
    )) as OwnSession[];
  }

  async end(tx: Tx, accountId: string, id: string): Promise<boolean> {
    const [, ended] = (await managerOf(tx).query('DELETE FROM session WHERE account_id = $1 AND id = $2', [
      accountId,
      id,
    ])) as [unknown, number];
    return ended > 0;
  }

  async endAll(tx: Tx, accountId: string, except: string | null): Promise<number> {
    const [, ended] = (await managerOf(tx).query(
      'DELETE FROM session WHERE account_id = $1 AND id IS DISTINCT FROM $2::uuid',
      [accountId, except],
    )) as [unknown, number];
    return ended;
  }
}
