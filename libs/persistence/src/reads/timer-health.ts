import { type Tx } from '#engine';
import { managerOf } from '../transactions.js';

export class TimerHealth {
  /** Seconds (business time) for which the oldest due timer has been waiting; 0 where none waits. */
  async oldestDueUnfiredSeconds(tx: Tx): Promise<number> {
    const [row] = (await managerOf(tx).query(
      `SELECT GREATEST(0, extract(epoch FROM $1::timestamptz - fire_at))::float8 AS age
         FROM timer WHERE decision IS NULL AND fire_at <= $1 ORDER BY fire_at LIMIT 1`,
      [tx.now.toString()],
    )) as { age: number }[];
    return row?.age ?? 0;
  }
}
