import { type Client } from 'pg';
import { referenceSql } from '../server/sql-file.js';
import { dueInstant } from './load.js';

/** Fires everything due by bare SQL in batches, each committed. Returns how many timers, and how long it took. */
export async function fireByBareSql(
  client: Client,
  batchSize: number,
): Promise<{ fired: number; milliseconds: number }> {
  const text = await referenceSql('fire-due-timers');
  const began = performance.now();
  for (let fired = 0; ;) {
    const { rows } = await client.query<{ claimed: number }>(text, [dueInstant.toString(), batchSize]);
    fired += rows[0]!.claimed;
    if (rows[0]!.claimed < batchSize) return { fired, milliseconds: performance.now() - began };
  }
}
