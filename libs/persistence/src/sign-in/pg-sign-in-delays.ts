import { type Attempts } from '#domain';
import { type SignInDelays, type Tx } from '#engine';
import { managerOf } from '../transactions.js';

/** Failed attempts in the database, so that every process knows of every other's. */
export class PgSignInDelays implements SignInDelays {
  async lock(tx: Tx, key: Uint8Array, now: number): Promise<Attempts> {
    // the update changes nothing: it locks the row, whether it was there or is new
    const [row] = (await managerOf(tx).query(
      `INSERT INTO sign_in_delay (attempter, failures, last_at) VALUES ($1, 0, $2)
       ON CONFLICT (attempter) DO UPDATE SET failures = sign_in_delay.failures
       RETURNING failures, (extract(epoch FROM last_at) * 1000)::float8 AS "lastAt"`,
      [key, new Date(now)],
    )) as Attempts[];
    return row!;
  }

  async save(tx: Tx, key: Uint8Array, { failures, lastAt }: Attempts): Promise<void> {
    await managerOf(tx).query('UPDATE sign_in_delay SET failures = $2, last_at = $3 WHERE attempter = $1', [
      key,
      failures,
      new Date(lastAt),
    ]);
  }

  async takeBack(tx: Tx, key: Uint8Array): Promise<void> {
    await managerOf(tx).query(
      'UPDATE sign_in_delay SET failures = failures - 1 WHERE attempter = $1 AND failures > 0',
      [key],
    );
  }

  async forget(tx: Tx, key: Uint8Array): Promise<void> {
    await managerOf(tx).query('DELETE FROM sign_in_delay WHERE attempter = $1', [key]);
  }

  async forgetOld(tx: Tx, before: number): Promise<void> {
    // rows that somebody is counting on at this moment are left for another time
    await managerOf(tx).query(
      `DELETE FROM sign_in_delay WHERE attempter IN (
         SELECT attempter FROM sign_in_delay WHERE last_at < $1 LIMIT 100 FOR UPDATE SKIP LOCKED)`,
      [new Date(before)],
    );
  }
}
