import { type Checkpoint, type SealedSource, type SignedCheckpoint } from '#domain';
import { type Checkpoints, type Tx } from '#engine';
import { Temporal } from 'temporal-polyfill';
import { type EntityManager } from 'typeorm';
import { managerOf } from '../transactions.js';

export class PgCheckpoints implements Checkpoints {
  async last(tx: Tx): Promise<SignedCheckpoint | null> {
    const [last] = await readCheckpoints(managerOf(tx), 'ORDER BY c.no DESC, c.at DESC LIMIT 1');
    return last ?? null;
  }

  async sealedBehind(tx: Tx, no: number): Promise<Checkpoint['counts']> {
    const rows = (await managerOf(tx).query(
      'SELECT source, count(*)::float8 AS count FROM audit_seal WHERE no > $1 GROUP BY source',
      [no],
    )) as { source: SealedSource; count: number }[];
    const counts = Object.fromEntries(rows.map(({ source, count }) => [source, count]));
    return { audit_log: counts['audit_log'] ?? 0, case_event: counts['case_event'] ?? 0 };
  }

  async keep(tx: Tx, { no, hash, at, counts, publicKey, signature }: SignedCheckpoint): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO audit_checkpoint (no, hash, at, counts, public_key, signature)
       VALUES ($1, decode($2, 'hex'), $3, $4, decode($5, 'base64'), decode($6, 'base64'))`,
      [no, hash, at.toString(), JSON.stringify(counts), publicKey, signature],
    );
  }
}

/** The checkpoints of the table `c`, in the order that `order` asks for. */
export async function readCheckpoints(manager: EntityManager, order: string): Promise<SignedCheckpoint[]> {
  const rows = (await manager.query(
    `SELECT c.no::float8 AS no, encode(c.hash, 'hex') AS hash, c.at, c.counts,
            translate(encode(c.public_key, 'base64'), E'\\n', '') AS "publicKey",
            translate(encode(c.signature, 'base64'), E'\\n', '') AS signature
       FROM audit_checkpoint c ${order}`,
  )) as (Omit<SignedCheckpoint, 'at'> & { at: Date })[];
  return rows.map((row) => ({ ...row, at: Temporal.Instant.fromEpochMilliseconds(row.at.getTime()) }));
}
