import {
  type Cipher,
  type ImportedChunk,
  type LedgerDigest,
  type LedgerFileProblem,
  type LedgerImport,
  type LedgerImports,
  type OpenedLedger,
  type Tx,
  type UnfinishedImport,
} from '#engine';
import { type Outbox } from '../outbox.js';
import { BulkInsert } from '../sql/bulk.js';
import { managerOf } from '../transactions.js';
import { type ImportRow, rowColumns } from './row-columns.js';

export class PgLedgerImports implements LedgerImports {
  private readonly insertRows: BulkInsert<ImportRow>;

  constructor(
    private readonly cipher: Cipher,
    private readonly outbox: Outbox,
    private readonly newId: () => string,
    /** The queue of imports. */
    private readonly topic: string,
  ) {
    this.insertRows = new BulkInsert('ledger_import_row', rowColumns(cipher));
  }

  async create(tx: Tx, one: LedgerImport, ledger: Omit<OpenedLedger, 'rows' | 'close' | 'skipped'>): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO ledger_import (id, county_code, person_id, regions, file_name, dry_run, today, state, sheet, also_ledgers,
                                  mapping, frame, key_id, rows_expected, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, $10, $11, $12, $13, $14)`,
      [
        ...[one.id, one.countyCode, one.personId, one.regions, one.fileName, one.dryRun, one.today, ledger.sheet],
        ...[ledger.alsoLedgers, JSON.stringify(ledger.mapping)],
        ...[Buffer.from(this.cipher.seal(JSON.stringify(ledger.frame))), this.cipher.keyId],
        ...[ledger.rowsExpected, tx.now.toString()],
      ],
    );
  }

  async keepFile(tx: Tx, id: string, file: Uint8Array): Promise<void> {
    const sealed = Buffer.from(this.cipher.sealBytes(file));
    await managerOf(tx).query('UPDATE ledger_import SET file = $2 WHERE id = $1', [id, sealed]);
  }

  async enqueue(tx: Tx, countyCode: string, id: string): Promise<void> {
    await this.outbox.ask(tx, countyCode, this.topic, { importId: id });
  }

  async unfinished(tx: Tx, id: string): Promise<UnfinishedImport | null> {
    const [row] = (await managerOf(tx).query(
      `SELECT county_code, person_id, regions, file_name, dry_run, today, file, key_id, done_line FROM ledger_import
        WHERE id = $1 AND state IN ('waiting', 'running') AND file IS NOT NULL`,
      [id],
    )) as StoredImport[];
    return row
      ? {
          ...{
            id,
            countyCode: row.county_code,
            personId: row.person_id,
            regions: row.regions,
            fileName: row.file_name,
          },
          ...{ dryRun: row.dry_run, today: row.today, doneLine: row.done_line },
          file: this.cipher.openBytes(row.file, row.key_id),
        }
      : null;
  }

  async takeTurn(tx: Tx, { id, countyCode, dryRun }: LedgerImport, doneLine: number): Promise<boolean> {
    const manager = managerOf(tx);
    // two ledgers of one county could otherwise open the same matter at the same moment; a dry run opens nothing
    if (!dryRun)
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('ledger import'), hashtext($1))`, [countyCode]);
    const [rows] = (await manager.query(
      `UPDATE ledger_import SET state = 'running' WHERE id = $1 AND state IN ('waiting', 'running') AND done_line = $2 RETURNING id`,
      [id, doneLine],
    )) as [unknown[], number];
    return rows.length > 0;
  }

  async record(tx: Tx, { id }: LedgerImport, { rows, doneLine, skipped }: ImportedChunk): Promise<void> {
    const manager = managerOf(tx);
    await this.insertRows.run(
      manager,
      rows.map((row) => ({ importId: id, row })),
    );
    const counted = (status: string) => rows.filter((row) => row.status === status).length;
    await manager.query(
      `UPDATE ledger_import SET done_line = $2, skipped = $3, accepted = accepted + $4, rejected = rejected + $5,
              duplicates = duplicates + $6 WHERE id = $1`,
      [id, doneLine, skipped, counted('accepted'), counted('rejected'), counted('duplicate')],
    );
  }

  async tell(tx: Tx, { id, countyCode }: LedgerImport, digests: readonly LedgerDigest[]): Promise<void> {
    const at = tx.now.toString();
    await insertDigests.run(
      managerOf(tx),
      digests.map((digest) => ({ ...digest, id: this.newId(), importId: id, countyCode, at })),
    );
  }

  async finish(tx: Tx, id: string, skipped: number): Promise<void> {
    await managerOf(tx).query(
      `UPDATE ledger_import SET state = 'done', skipped = $2, file = NULL, finished_at = $3 WHERE id = $1`,
      [id, skipped, tx.now.toString()],
    );
  }

  async fail(tx: Tx, id: string, problem: LedgerFileProblem): Promise<void> {
    await managerOf(tx).query(
      `UPDATE ledger_import SET state = 'failed', failure = $2, file = NULL, finished_at = $3
        WHERE id = $1 AND state IN ('waiting', 'running')`,
      [id, JSON.stringify(problem), tx.now.toString()],
    );
  }
}

interface StoredImport {
  county_code: string;
  person_id: string;
  regions: string[];
  file_name: string;
  dry_run: boolean;
  today: string;
  file: Buffer;
  key_id: string;
  done_line: number;
}

type DigestRow = LedgerDigest & { id: string; importId: string; countyCode: string; at: string };

const insertDigests = new BulkInsert<DigestRow>(
  'notification',
  [
    { name: 'id', type: 'uuid', value: ({ id }) => id },
    { name: 'county_code', type: 'text', value: ({ countyCode }) => countyCode },
    { name: 'person_id', type: 'uuid', value: ({ personId }) => personId },
    { name: 'import_id', type: 'uuid', value: ({ importId }) => importId },
    { name: 'cases', type: 'int', value: ({ cases }) => cases },
    { name: 'clock', type: 'text', value: () => 'import' },
    { name: 'step', type: 'text', value: () => '' },
    { name: 'deadline_version', type: 'int', value: () => 0 },
    { name: 'kind', type: 'text', value: () => 'import' },
    { name: 'because', type: 'text', value: ({ as }) => as },
    { name: 'created_at', type: 'timestamptz', value: ({ at }) => at },
  ],
  // a later chunk of the same import adds to the message, which is news again
  `ON CONFLICT (import_id, person_id) WHERE import_id IS NOT NULL
     DO UPDATE SET cases = notification.cases + EXCLUDED.cases, read_at = NULL`,
);
