import { type ApiToken, type ApiTokens, type NewApiToken, type Tx } from '#engine';
import { managerOf } from '../transactions.js';

export class PgApiTokens implements ApiTokens {
  async add(tx: Tx, token: NewApiToken, atMost: number): Promise<boolean> {
    const { id, accountId, tokenHash, name, readOnly, routeGroups, createdAt, expiresAt } = token;
    // one at a time, so that two requests at once do not both find room
    await managerOf(tx).query('SELECT id FROM account WHERE id = $1 FOR NO KEY UPDATE', [accountId]);
    await managerOf(tx).query('DELETE FROM api_token WHERE account_id = $1 AND expires_at < $2', [
      accountId,
      new Date(createdAt),
    ]);
    const rows = (await managerOf(tx).query(
      `INSERT INTO api_token (id, account_id, token_hash, name, read_only, route_groups, created_at, expires_at)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8
        WHERE (SELECT count(*) FROM api_token WHERE account_id = $2) < $9 RETURNING id`,
      [id, accountId, tokenHash, name, readOnly, routeGroups, new Date(createdAt), new Date(expiresAt), atMost],
    )) as object[];
    return rows.length > 0;
  }

  async list(tx: Tx, accountId: string): Promise<readonly ApiToken[]> {
    return (await managerOf(tx).query(
      `SELECT id, name, read_only AS "readOnly", route_groups AS "routeGroups",
              (extract(epoch FROM created_at) * 1000)::float8 AS "createdAt",
              (extract(epoch FROM expires_at) * 1000)::float8 AS "expiresAt", last_used_on::text AS "lastUsedOn"
         FROM api_token WHERE account_id = $1 ORDER BY created_at DESC`,
      [accountId],
    )) as ApiToken[];
  }

  async revoke(tx: Tx, accountId: string, id: string): Promise<boolean> {
    const [, revoked] = (await managerOf(tx).query('DELETE FROM api_token WHERE account_id = $1 AND id = $2', [
      accountId,
      id,
    ])) as [unknown, number];
    return revoked > 0;
  }

  async revokeAll(tx: Tx, accountId: string): Promise<number> {
    const [, revoked] = (await managerOf(tx).query('DELETE FROM api_token WHERE account_id = $1', [accountId])) as [
      unknown,
      number,
    ];
    return revoked;
  }
}
