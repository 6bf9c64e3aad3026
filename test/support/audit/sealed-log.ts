import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditFinding, readCheckpoint, type SignedCheckpoint } from '#domain';
import { MakeCheckpoint, SealAudit, type VerifiedAudit, VerifyAudit } from '#engine';
import { Ed25519Signer, isSigned, sha256 } from '#identity';
import {
  createDataSource,
  HostInstants,
  PgAuditLog,
  PgAuditRecord,
  PgAuditSeals,
  PgCheckpoints,
  PgTransactions,
} from '#persistence';
import { appendLine } from '#platform';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import { type DataSource } from 'typeorm';
import { freshDatabase, type TestDatabase } from '../database.js';

/** An empty database with a sealer, a signer and a verifier of its own, on the machine's clock. */
export class SealedLog {
  readonly transactions: PgTransactions;
  readonly signer = new Ed25519Signer(randomBytes(32));

  private constructor(
    readonly database: TestDatabase,
    readonly dataSource: DataSource,
    private readonly folder: string,
  ) {
    this.transactions = new PgTransactions(dataSource, new HostInstants());
  }

  static async open(): Promise<SealedLog> {
    const database = await freshDatabase();
    const dataSource = await createDataSource(database.url, 8).initialize();
    return new SealedLog(database, dataSource, await mkdtemp(join(tmpdir(), 'guacun-audit-')));
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
    await this.database.drop();
    await rm(this.folder, { recursive: true });
  }

  /** A sealer as a process of its own would have it. */
  sealer(batch = 7): SealAudit {
    return new SealAudit(this.transactions, new PgAuditSeals(), sha256, machineTime, batch);
  }

  checkpoint(): Promise<SignedCheckpoint | null> {
    const [seals, kept] = [new PgAuditSeals(), new PgCheckpoints()];
    const file = { append: (made: SignedCheckpoint) => appendLine(this.file, JSON.stringify(made)) };
    return new MakeCheckpoint(this.transactions, seals, kept, () => Promise.resolve(this.signer), file, machineTime).now();
  }

  get file(): string {
    return join(this.folder, 'audit-checkpoints.ndjson');
  }

  async record(count: number): Promise<void> {
    const log = new PgAuditLog();
    const entries = Array.from({ length: count }, (_, n) => ({
      ...{ countyCode: null, kind: 'signed-in' as const, personId: null },
      data: { n, note: 'an entry' },
    }));
    await this.transactions.run((tx) => log.record(tx, ...entries));
  }

  /** Events of cases that there are not: references are not asked here. */
  async recordEvents(count: number): Promise<void> {
    await this.asSuperuser(
      `INSERT INTO case_event (case_id, county_code, kind, at, actor_kind, to_state, data)
       SELECT gen_random_uuid(), '350123', 'note', '2026-11-23T09:00:00.123456Z', 'person', 'handling', jsonb_build_object('n', n)
         FROM generate_series(1, ${count}) n`,
    );
  }

  /** What only a superuser may do: no trigger and no right stands in its way. */
  async asSuperuser(...statements: readonly string[]): Promise<void> {
    const client = new pg.Client(this.database.adminUrl);
    await client.connect();
    try {
      await client.query('SET session_replication_role = replica');
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  }

  /** What the verifier finds, held against the file of checkpoints outside of the database. */
  async verify(since = 1): Promise<{ findings: AuditFinding[]; verified: VerifiedAudit }> {
    const lines = (await readFile(this.file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
    const kept = lines.map((line) => readCheckpoint(line)!);
    const findings: AuditFinding[] = [];
    const verifier = new VerifyAudit(this.transactions, new PgAuditRecord(), sha256, isSigned);
    const trustedKeys = new Set([this.signer.publicKey]);
    const verified = await verifier.execute({ since, kept, trustedKeys }, async (finding) => findings.push(finding));
    return { findings, verified };
  }

  async ask<Row>(statement: string): Promise<Row[]> {
    return (await this.dataSource.query(statement)) as Row[];
  }
}

const machineTime = () => Temporal.Now.instant();
