import { type Cipher, type RecoveryCodeHash, type SecondFactors, type Tx } from '#engine';
import { managerOf } from '../transactions.js';

/** Second factors: secrets sealed with the county's key, recovery codes as slow hashes. */
export class PgSecondFactors implements SecondFactors {
  constructor(private readonly cipher: Cipher) {}

  async secret(tx: Tx, accountId: string, which: 'confirmed' | 'pending'): Promise<string | null> {
    const [row] = (await managerOf(tx).query(
      `SELECT secret, key_id AS "keyId" FROM second_factor
        WHERE account_id = $1 AND confirmed_at IS ${which === 'confirmed' ? 'NOT NULL' : 'NULL'}`,
      [accountId],
    )) as { secret: Buffer; keyId: string }[];
    return row ? this.cipher.open(row.secret, row.keyId) : null;
  }

  async begin(tx: Tx, accountId: string, id: string, secret: string): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO second_factor (id, account_id, secret, key_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (account_id) WHERE confirmed_at IS NULL DO UPDATE SET secret = EXCLUDED.secret, key_id = EXCLUDED.key_id`,
      [id, accountId, Buffer.from(this.cipher.seal(secret)), this.cipher.keyId],
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

  async replaceRecoveryCodes(tx: Tx, accountId: string, codes: readonly RecoveryCodeHash[]): Promise<void> {
    await managerOf(tx).query('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
    await managerOf(tx).query(
      `INSERT INTO recovery_code (account_id, selector, hash) SELECT $1, * FROM unnest($2::text[], $3::text[])`,
      [accountId, codes.map(({ selector }) => selector), codes.map(({ hash }) => hash)],
    );
  }

  async recoveryCode(tx: Tx, accountId: string, selector: string): Promise<string | null> {
    const [row] = (await managerOf(tx).query('SELECT hash FROM recovery_code WHERE account_id = $1 AND selector = $2', [
      accountId,
      selector,
    ])) as { hash: string }[];
    return row?.hash ?? null;
  }

  async useRecoveryCode(tx: Tx, accountId: string, selector: string): Promise<boolean> {
    const [, used] = (await managerOf(tx).query('DELETE FROM recovery_code WHERE account_id = $1 AND selector = $2', [
      accountId,
      selector,
    ])) as [unknown, number];
    return used > 0;
  }

  async countRecoveryCodes(tx: Tx, accountId: string): Promise<number> {
    const [row] = (await managerOf(tx).query('SELECT count(*)::int AS count FROM recovery_code WHERE account_id = $1', [
      accountId,
    ])) as { count: number }[];
    return row!.count;
  }
}
