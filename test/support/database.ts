import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** The role that owns every test database, and the one that serves; neither is a superuser. */
const [owner, application] = ['guacun_owner', 'guacun'];

export type TestDatabase = {
  /** Connection string, as the role that serves: it reads and writes rows and owns nothing. */
  url: string;
  /** As the owner, who runs migrations. */
  ownerUrl: string;
  /** As the superuser, who may tamper with everything. */
  adminUrl: string;
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
  return {
    url: urlOf(name, application),
    ownerUrl: urlOf(name, owner),
    adminUrl: urlOf(name),
    drop: () => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

function urlOf(name: string, role?: string): string {
  const url = new URL(serverUrl());
  if (role !== undefined) url.username = role;
  url.pathname = name;
  return url.href;
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
