import { beforeTheFirst, type ChainEnd, type Seal, type SealedRow, type SealedSource } from '#domain';
import { type AuditSeals, type Frontier, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { BulkInsert } from '../sql/bulk.js';
import { managerOf } from '../transactions.js';
import { sealedRow, selectedOf, type StoredRow } from './sealed-row-sql.js';

/** Of the lock that is a sealer's turn. Any number, as long as nothing else takes it. */
const turn = 350_126;

export class PgAuditSeals implements AuditSeals {
  async takeTurn(tx: Tx): Promise<boolean> {
    const [row] = (await managerOf(tx).query('SELECT pg_try_advisory_xact_lock($1) AS mine', [turn])) as {
      mine: boolean;
    }[];
    return row!.mine;
  }

  async frontier(tx: Tx, source: SealedSource): Promise<Frontier> {
    const manager = managerOf(tx);
    const [known] = (await manager.query(
      `SELECT settled_to::text AS "settledTo",
              COALESCE(pg_sequence_last_value(pg_get_serial_sequence($1, 'id')::regclass), 0)::text AS "givenOut"
         FROM audit_sealing WHERE source = $1`,
      [source],
    )) as { settledTo: string; givenOut: string }[];
    // only then who writes: a writer that begins in between takes higher ids, one that ends in between can be seen
    const writers = (await manager.query(
      `SELECT DISTINCT virtualtransaction AS id FROM pg_locks
        WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted AND relation = $1::regclass
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [source],
    )) as { id: string }[];
    return { ...known!, writers: writers.map(({ id }) => id) };
  }

  async end(tx: Tx): Promise<ChainEnd> {
    const [last] = (await managerOf(tx).query(
      `SELECT no::float8 AS no, encode(hash, 'hex') AS hash FROM audit_seal s ORDER BY s.no DESC LIMIT 1`,
    )) as ChainEnd[];
    return last ?? beforeTheFirst;
  }

  async unsealed(tx: Tx, source: SealedSource, behind: string, limit: number): Promise<SealedRow[]> {
    const rows = (await managerOf(tx).query(
      `SELECT ${selectedOf(source)} FROM ${source} r
        WHERE r.id > $1 AND NOT EXISTS (
          SELECT FROM audit_seal s WHERE s.source = '${source}' AND s.row_id = r.id AND s.row_id > $1)
        ORDER BY r.id LIMIT $2`,
      [behind, limit],
    )) as StoredRow[];
    return rows.map((row) => sealedRow(source, row));
  }

  async append(tx: Tx, seals: readonly Seal[]): Promise<void> {
    await insertSeals.run(managerOf(tx), seals);
  }

  async settle(tx: Tx, source: SealedSource, settledTo: string, passedAt: Temporal.Instant): Promise<void> {
    // GREATEST: a sealer that began earlier and comes later takes nothing back
    await managerOf(tx).query(
      `UPDATE audit_sealing SET settled_to = GREATEST(settled_to, $2), passed_at = GREATEST(passed_at, $3) WHERE source = $1`,
      [source, settledTo, passedAt.toString()],
    );
  }
}

const fromHex = (travelled: string): string => `decode(${travelled}, 'hex')`;

const insertSeals = new BulkInsert<Seal>('audit_seal', [
  { name: 'no', type: 'bigint', value: ({ no }) => no },
  { name: 'source', type: 'text', value: ({ source }) => source },
  { name: 'row_id', type: 'bigint', value: ({ rowId }) => rowId },
  { name: 'digest', type: 'text', make: fromHex, value: ({ digest }) => digest },
  { name: 'previous', type: 'text', make: fromHex, value: ({ previous }) => previous },
  { name: 'hash', type: 'text', make: fromHex, value: ({ hash }) => hash },
]);
