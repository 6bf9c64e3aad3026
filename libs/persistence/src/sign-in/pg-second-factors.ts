import { type BegunEnrolment, type Cipher, type SecondFactors, type Tx } from '#engine';
import { managerOf } from '../transactions.js';

/** Second factors: secrets sealed with the county's key, recovery codes as hashes. */
export class PgSecondFactors implements SecondFactors {
  constructor(private readonly cipher: Cipher) {}

  async secret(tx: Tx, accountId: string): Promise<string | null> {
    return this.opened(tx, 'account_id = $1 AND confirmed_at IS NOT NULL', [accountId]);
  }

  async pendingSecret(tx: Tx, accountId: string, since: number): Promise<string | null> {
    return this.opened(tx, 'account_id = $1 AND confirmed_at IS NULL AND begun_at > $2', [accountId, new Date(since)]);
  }

  async begin(tx: Tx, accountId: string, { id, secret, at }: BegunEnrolment): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO second_factor (id, account_id, secret, key_id, begun_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (account_id) WHERE confirmed_at IS NULL
       DO UPDATE SET secret = EXCLUDED.secret, key_id = EXCLUDED.key_id, begun_at = EXCLUDED.begun_at`,
      [id, accountId, Buffer.from(this.cipher.seal(secret)), this.cipher.keyId, new Date(at)],
    );
  }

  async confirm(tx: Tx, accountId: string, at: number, step: number): Promise<boolean> {
    await managerOf(tx).query('DELETE FROM second_factor WHERE account_id = $1 AND confirmed_at IS NOT NULL', [
      accountId,
    ]);
    const [, confirmed] = (await managerOf(tx).query(
      'UPDATE second_factor SET confirmed_at = $2, last_step = $3 WHERE account_id = $1 AND confirmed_at IS NULL',
      [accountId, new Date(at), step],
    )) as [unknown, number];
    return confirmed > 0;
  }

  async useStep(tx: Tx, accountId: string, step: number): Promise<boolean> {
    const [, used] = (await managerOf(tx).query(
      `UPDATE second_factor SET last_step = $2
        WHERE account_id = $1 AND confirmed_at IS NOT NULL AND (last_step IS NULL OR last_step < $2)`,
      [accountId, step],
    )) as [unknown, number];
    return used > 0;
  }

  async remove(tx: Tx, accountId: string): Promise<boolean> {
    await managerOf(tx).query('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
    const [, removed] = (await managerOf(tx).query('DELETE FROM second_factor WHERE account_id = $1', [accountId])) as [
      unknown,
      number,
    ];
    return removed > 0;
  }

  async replaceRecoveryCodes(tx: Tx, accountId: string, hashes: readonly Uint8Array[]): Promise<void> {
    await managerOf(tx).query('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
    await managerOf(tx).query('INSERT INTO recovery_code (account_id, hash) SELECT $1, * FROM unnest($2::bytea[])', [
      accountId,
      hashes,
    ]);
  }

  async useRecoveryCode(tx: Tx, accountId: string, hash: Uint8Array): Promise<boolean> {
    const [, used] = (await managerOf(tx).query('DELETE FROM recovery_code WHERE account_id = $1 AND hash = $2', [
      accountId,
      hash,
    ])) as [unknown, number];
    return used > 0;
  }

  async countRecoveryCodes(tx: Tx, accountId: string): Promise<number> {
    const [row] = (await managerOf(tx).query('SELECT count(*)::int AS count FROM recovery_code WHERE account_id = $1', [
      accountId,
    ])) as { count: number }[];
    return row!.count;
  }

  private async opened(tx: Tx, which: string, parameters: unknown[]): Promise<string | null> {
    const [row] = (await managerOf(tx).query(
      `SELECT secret, key_id AS "keyId" FROM second_factor WHERE ${which}`,
      parameters,
    )) as { secret: Buffer; keyId: string }[];
    return row ? this.cipher.open(row.secret, row.keyId) : null;
  }
}
