import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** The role that owns every test database: the application's own, no superuser. */
const owner = 'guacun';

export type TestDatabase = {
  /** Connection string, as the application's role. */
  url: string;
  /** Removes the database, whoever is still connected. */
  drop: () => Promise<void>;
};

/**
 * A migrated, empty database of this test's own, copied from the run's template (some tens of milliseconds). Usage:
 * `beforeAll(async () => { database = await freshDatabase(); })` and `afterAll(() => database.drop())`.
 * With `migrated: false` it is bare, for tests of the migrations themselves.
 */
export async function freshDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const from = migrated ? 'guacun_template' : 'template0';
  await asAdmin(`CREATE DATABASE ${name} OWNER ${owner} TEMPLATE ${from}`);
  const url = new URL(serverUrl());
  url.username = owner;
  url.pathname = name;
  return { url: url.href, drop: () => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client(serverUrl());
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env['GUACUN_TEST_SERVER'];
  if (!url)
    throw new Error('No test server: run this file in the Jest project "integration" (its global setup starts one).');
  return url;
}
