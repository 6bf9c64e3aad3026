import { type ChainEnd, type Seal, type SealedRow, type SealedSource, type SignedCheckpoint } from '#domain';
import { type AuditRecord, type Tx, type UnsealedTail } from '#engine';
import { Temporal } from 'temporal-polyfill';
import { managerOf } from '../transactions.js';
import { readCheckpoints } from './pg-checkpoints.js';
import { sealedRow, selectedOf, type StoredRow } from './sealed-row-sql.js';

export class PgAuditRecord implements AuditRecord {
  async seals(tx: Tx, no: number, limit: number): Promise<Seal[]> {
    return (await managerOf(tx).query(
      `SELECT s.no::float8 AS no, s.source, s.row_id::text AS "rowId", encode(s.digest, 'hex') AS digest,
              encode(s.previous, 'hex') AS previous, encode(s.hash, 'hex') AS hash
         FROM audit_seal s WHERE s.no > $1 ORDER BY s.no LIMIT $2`,
      [no, limit],
    )) as Seal[];
  }

  async sealAt(tx: Tx, no: number): Promise<ChainEnd | null> {
    const [seal] = (await managerOf(tx).query(
      `SELECT no::float8 AS no, encode(hash, 'hex') AS hash FROM audit_seal WHERE no = $1`,
      [no],
    )) as ChainEnd[];
    return seal ?? null;
  }

  async rows(tx: Tx, source: SealedSource, ids: readonly string[]): Promise<SealedRow[]> {
    const rows = (await managerOf(tx).query(
      `SELECT ${selectedOf(source)} FROM ${source} r WHERE r.id = ANY($1::bigint[])`,
      [ids],
    )) as StoredRow[];
    return rows.map((row) => sealedRow(source, row));
  }

  checkpoints(tx: Tx): Promise<SignedCheckpoint[]> {
    return readCheckpoints(managerOf(tx), 'ORDER BY c.no, c.at');
  }

  async settledTo(tx: Tx, source: SealedSource): Promise<string> {
    const [row] = (await managerOf(tx).query(
      'SELECT settled_to::text AS "settledTo" FROM audit_sealing WHERE source = $1',
      [source],
    )) as { settledTo: string }[];
    return row?.settledTo ?? '0';
  }

  async neverSealed(tx: Tx, source: SealedSource, behind: string | null, settledTo: string, limit: number) {
    const rows = (await managerOf(tx).query(
      `SELECT r.id::text AS id FROM ${source} r
        WHERE ($1::bigint IS NULL OR r.id > $1) AND r.id <= $2
          AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.source = '${source}' AND s.row_id = r.id)
        ORDER BY r.id LIMIT $3`,
      [behind, settledTo, limit],
    )) as { id: string }[];
    return rows.map(({ id }) => id);
  }

  async tail(tx: Tx): Promise<UnsealedTail> {
    const [{ rows, sealedUntil }] = (await managerOf(tx).query(
      `SELECT (${waiting('audit_log')}) + (${waiting('case_event')}) AS rows,
              (SELECT min(passed_at) FROM audit_sealing) AS "sealedUntil"`,
    )) as [{ rows: number; sealedUntil: Date }];
    return { rows, sealedUntil: Temporal.Instant.fromEpochMilliseconds(sealedUntil.getTime()) };
  }
}

/** Rows above this many are not counted one by one: that something waits is what matters. */
const countedAtMost = 100_000;

/** How many rows of a table have no seal, of those that may have none. */
const waiting = (source: SealedSource): string => `
  SELECT count(*)::int FROM (
    SELECT FROM ${source} r, audit_sealing g
     WHERE g.source = '${source}' AND r.id > g.settled_to
       AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.source = '${source}' AND s.row_id = r.id)
     LIMIT ${countedAtMost}) w`;
