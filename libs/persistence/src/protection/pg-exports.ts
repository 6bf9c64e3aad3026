import {
  type Cipher,
  type ExportRequest,
  type Exports,
  type ExportState,
  type Scope,
  type StoredExport,
  type Tx,
} from '#engine';
import { Temporal } from 'temporal-polyfill';
import { instantOf } from '../case/facts-codec.js';
import { Parameters } from '../case/scope-sql.js';
import { type Outbox } from '../outbox.js';
import { caseCondition, type CaseFilter, readFilter } from '../reads/case-filter.js';
import { managerOf } from '../transactions.js';

/** An export as its owner, or who decides on it, sees it in a list. */
export interface ListedExport extends StoredExport {
  readonly owner: string;
}

export class PgExports implements Exports {
  constructor(
    private readonly cipher: Cipher,
    private readonly outbox: Outbox,
    /** The queue of exports. */
    private readonly topic: string,
  ) {}

  async count(tx: Tx, scope: Scope, filter: ExportRequest['filter'], limit: number): Promise<number> {
    const parameters = new Parameters();
    const condition = caseCondition(await readFilter(tx, scope, caseFilterOf(filter)), scope, tx.now, parameters);
    const [row] = (await managerOf(tx).query(
      `SELECT count(*)::int AS count FROM (SELECT 1 FROM cases c WHERE ${condition} LIMIT ${parameters.add(limit)}) AS found`,
      parameters.values,
    )) as { count: number }[];
    return row!.count;
  }

  async rowsWithoutConsent(tx: Tx, personId: string, since: Temporal.Instant): Promise<number> {
    const manager = managerOf(tx);
    // two requests at once would each find nothing before them
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('export'), hashtext($1))`, [personId]);
    const [row] = (await manager.query(
      `SELECT COALESCE(sum(COALESCE(rows, rows_expected)), 0)::int AS rows FROM export
        WHERE person_id = $1 AND asked_at > $2 AND decided_by IS NULL AND state IN ('waiting', 'done')`,
      [personId, since.toString()],
    )) as { rows: number }[];
    return row!.rows;
  }

  async create(tx: Tx, one: ExportRequest, state: ExportState, rowsExpected: number): Promise<void> {
    const { q, ...filter } = one.filter;
    // what is searched for may be a name
    const words = typeof q === 'string' ? Buffer.from(this.cipher.seal(q)) : null;
    await managerOf(tx).query(
      `INSERT INTO export (id, county_code, person_id, filter, words, format, columns, language, state, rows_expected, asked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[one.id, one.countyCode, one.personId, JSON.stringify(filter), words, one.format, one.columns, one.language],
        ...[state, rowsExpected, tx.now.toString()],
      ],
    );
  }

  async enqueue(tx: Tx, countyCode: string, id: string): Promise<void> {
    await this.outbox.ask(tx, countyCode, this.topic, { exportId: id });
  }

  async lock(tx: Tx, id: string, countyCode: string | null): Promise<StoredExport | null> {
    const [row] = await this.where(
      tx,
      'e.id = $1 AND ($2::text IS NULL OR e.county_code = $2)',
      [id, countyCode],
      'FOR UPDATE OF e',
    );
    return row ?? null;
  }

  /** The latest of a person. */
  ofPerson(tx: Tx, personId: string): Promise<ListedExport[]> {
    return this.where(tx, 'e.person_id = $1', [personId], 'ORDER BY e.asked_at DESC, e.id DESC LIMIT 50');
  }

  /** Those of the county that wait for a second person, the oldest first. */
  toDecide(tx: Tx, countyCode: string): Promise<ListedExport[]> {
    return this.where(
      tx,
      `e.county_code = $1 AND e.state = 'to-decide'`,
      [countyCode],
      'ORDER BY e.asked_at, e.id LIMIT 200',
    );
  }

  async decide(tx: Tx, id: string, state: 'waiting' | 'refused', by: string): Promise<void> {
    await managerOf(tx).query('UPDATE export SET state = $2, decided_by = $3, decided_at = $4 WHERE id = $1', [
      ...[id, state, by, tx.now.toString()],
    ]);
  }

  async keep(tx: Tx, id: string, file: Uint8Array, rows: number, expiresAt: Temporal.Instant): Promise<void> {
    await managerOf(tx).query(
      `UPDATE export SET state = 'done', file = $2, rows = $3, made_at = $4, expires_at = $5 WHERE id = $1`,
      [id, Buffer.from(this.cipher.sealBytes(file)), rows, tx.now.toString(), expiresAt.toString()],
    );
  }

  async fail(tx: Tx, id: string): Promise<void> {
    await managerOf(tx).query(`UPDATE export SET state = 'failed' WHERE id = $1 AND state = 'waiting'`, [id]);
  }

  async file(tx: Tx, id: string): Promise<Uint8Array | null> {
    const [row] = (await managerOf(tx).query('SELECT file FROM export WHERE id = $1', [id])) as {
      file: Buffer | null;
    }[];
    // what is sealed here has always named its key itself
    return row?.file ? this.cipher.openBytes(row.file, '') : null;
  }

  async expire(tx: Tx): Promise<number> {
    const [rows] = (await managerOf(tx).query(
      'UPDATE export SET file = NULL WHERE file IS NOT NULL AND expires_at <= $1 RETURNING id',
      [tx.now.toString()],
    )) as [unknown[], number];
    return rows.length;
  }

  private async where(tx: Tx, condition: string, values: unknown[], rest: string): Promise<ListedExport[]> {
    const rows = (await managerOf(tx).query(
      `SELECT e.id, e.county_code, e.person_id, p.name AS owner, e.filter, e.words, e.format, e.columns, e.language, e.state, e.rows_expected,
              e.rows, e.asked_at, e.expires_at
         FROM export e JOIN person p ON p.id = e.person_id WHERE ${condition} ${rest}`,
      values,
    )) as StoredRow[];
    return rows.map((row) => ({
      ...{ id: row.id, countyCode: row.county_code, personId: row.person_id, owner: row.owner },
      filter: { ...row.filter, ...(row.words && { q: this.cipher.open(row.words, '') }) },
      ...{ format: row.format, columns: row.columns, language: row.language, state: row.state },
      ...{ rowsExpected: row.rows_expected, rows: row.rows },
      ...{ askedAt: instantOf(row.asked_at), expiresAt: instantOf(row.expires_at) },
    }));
  }
}

interface StoredRow {
  id: string;
  county_code: string;
  person_id: string;
  owner: string;
  filter: Record<string, unknown>;
  words: Buffer | null;
  format: StoredExport['format'];
  columns: string[];
  language: StoredExport['language'];
  state: ExportState;
  rows_expected: number;
  rows: number | null;
  asked_at: Date;
  expires_at: Date | null;
}

/** A filter as an export keeps it: instants are text there. */
export function caseFilterOf({ dueUntil, ...rest }: ExportRequest['filter']): CaseFilter {
  return { ...rest, ...(typeof dueUntil === 'string' && { dueUntil: Temporal.Instant.from(dueUntil) }) };
}
