import { type Tx } from '#engine';
import { type DataSource } from 'typeorm';
import { managerOf } from './transactions.js';

export interface OutboxRow {
  readonly id: string;
  readonly topic: string;
  readonly payload: object;
}

/** Work that a transaction asked for: a row that commits with it, enqueued afterwards by the dispatcher (I-35). */
export class Outbox {
  constructor(private readonly dataSource: DataSource) {}

  async ask(tx: Tx, countyCode: string, topic: string, payload: object): Promise<void> {
    await managerOf(tx).query('INSERT INTO outbox (county_code, topic, payload) VALUES ($1, $2, $3)', [
      countyCode,
      topic,
      JSON.stringify(payload),
    ]);
  }

  /** Hands unpublished rows to `enqueue`, then marks them. A crash between the two enqueues again, under the same job id. */
  async publish(enqueue: (row: OutboxRow) => Promise<void>): Promise<number> {
    const rows = (await this.dataSource.query(
      'SELECT id, topic, payload FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT 500',
    )) as OutboxRow[];
    const handed: string[] = [];
    let failure: unknown;
    for (const row of rows) {
      // one row that cannot be enqueued holds up no other
      await enqueue(row).then(
        () => handed.push(row.id),
        (error: unknown) => (failure ??= error),
      );
    }
    if (handed.length > 0) {
      await this.dataSource.query('UPDATE outbox SET published_at = $2 WHERE id = ANY($1::bigint[])', [
        handed,
        new Date(),
      ]);
    }
    if (failure !== undefined) throw failure;
    return rows.length;
  }
}
