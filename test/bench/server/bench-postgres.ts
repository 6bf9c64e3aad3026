import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '#persistence';
import { migrateQueues } from '#queue';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../apps/local/src/embedded-postgres/start.js';

/** Settings that decide what a figure is worth; they go into the report. */
const telling = ['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'work_mem', 'max_wal_size'];

/** A PostgreSQL of the bench's own, started as the product starts it: every commit is on the disk. */
export class BenchPostgres {
  private constructor(
    private readonly url: string,
    private readonly ownerUrl: string,
    private readonly serverUrl: string,
    private readonly admin: pg.Client,
    private readonly end: () => Promise<void>,
  ) {}

  static async start(): Promise<BenchPostgres> {
    const dataDir = await mkdtemp(join(tmpdir(), 'guacun-bench-'));
    const postgres = await startEmbeddedPostgres({ dataDir, say: () => {} });
    const admin = new pg.Client(postgres.adminUrl);
    await admin.connect();
    return new BenchPostgres(postgres.url, postgres.ownerUrl, postgres.adminUrl, admin, async () => {
      await admin.end();
      await postgres.stop();
      for (const folder of new Set([postgres.home, dataDir])) await rm(folder, { recursive: true, force: true });
    });
  }

  /** A new database with the product's schema. */
  async database(name: string): Promise<string> {
    await this.admin.query(`CREATE DATABASE ${name} OWNER guacun_owner`);
    const ownerUrl = databaseOf(this.ownerUrl, name);
    await migrateQueues(ownerUrl, await migrate(ownerUrl, this.urlOf(name)));
    return this.urlOf(name);
  }

  /** The database as the superuser sees it: loading may leave out what the product may not. */
  adminUrl(name: string): string {
    return databaseOf(this.serverUrl, name);
  }

  /** A copy of a database that nobody is connected to: same rows, same pages, same statistics. Written out before it returns. */
  async copy(from: string, to: string): Promise<string> {
    await this.admin.query(`CREATE DATABASE ${to} OWNER guacun_owner TEMPLATE ${from} STRATEGY file_copy`);
    await this.settle();
    return this.urlOf(to);
  }

  async drop(name: string): Promise<void> {
    await this.admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }

  /** Writes out what earlier work left dirty, so that the next measurement does not pay for it. */
  async settle(): Promise<void> {
    await this.admin.query('CHECKPOINT');
  }

  async settings(): Promise<Record<string, string>> {
    const { rows } = await this.admin.query<{ name: string; value: string }>(
      `SELECT name, current_setting(name) AS value FROM pg_settings WHERE name = ANY($1)
       UNION ALL SELECT 'version', current_setting('server_version')`,
      [telling],
    );
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  }

  stop(): Promise<void> {
    return this.end();
  }

  private urlOf(name: string): string {
    return databaseOf(this.url, name);
  }
}

function databaseOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}
