import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase, type TestDatabase } from '../support/database.js';

const tables = ['audit_log', 'case_event', 'audit_seal', 'audit_checkpoint'];

describe('what guards the past', () => {
  let database: TestDatabase;
  let serving: pg.Client;
  let owner: pg.Client;
  beforeAll(async () => {
    database = await freshDatabase();
    [serving, owner] = [new pg.Client(database.url), new pg.Client(database.ownerUrl)];
    await Promise.all([serving.connect(), owner.connect()]);
  });
  afterAll(async () => {
    await Promise.all([serving.end(), owner.end()]);
    await database.drop();
  });

  const columnOf: Readonly<Record<string, string>> = { audit_seal: 'hash', audit_checkpoint: 'hash' };
  const attempts = (table: string): readonly [string, RegExp][] => [
    [`UPDATE ${table} SET ${columnOf[table] ?? 'kind'} = NULL`, /permission denied/],
    [`DELETE FROM ${table}`, /permission denied/],
    [`TRUNCATE ${table}`, /permission denied/],
    [`TRUNCATE cases, ${table} CASCADE`, /permission denied/],
    [`ALTER TABLE ${table} DISABLE TRIGGER ALL`, /must be owner/],
    [`DROP TRIGGER ${table}_append_only ON ${table}`, /must be owner/],
    [`ALTER TABLE ${table} OWNER TO guacun`, /must be owner/],
    // to grant what one does not have only warns; it must not help either
    [`GRANT ALL ON ${table} TO guacun; DELETE FROM ${table}`, /permission denied/],
    [`DROP TABLE ${table}`, /must be owner/],
    [`CREATE RULE away AS ON INSERT TO ${table} DO INSTEAD NOTHING`, /must be owner/],
    [`MERGE INTO ${table} USING (SELECT 1) one ON true WHEN MATCHED THEN DELETE`, /permission denied/],
  ];

  it.each(tables.flatMap((table) => attempts(table)))('refuses the role that serves: %s', async (statement, reason) => {
    await expect(serving.query(statement)).rejects.toThrow(reason);
  });

  it.each([
    'SET session_replication_role = replica',
    'CREATE OR REPLACE FUNCTION is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
    'DROP FUNCTION is_append_only CASCADE',
    'SET ROLE guacun_owner',
    'DELETE FROM migration',
    'CREATE TABLE mine (id int)',
  ])('refuses the role that serves: %s', async (statement) => {
    await expect(serving.query(statement)).rejects.toThrow(/permission denied|must be owner|must be able/);
  });

  it.each(tables)('%s refuses its owner too, as long as its trigger stands', async (table) => {
    for (const statement of [`DELETE FROM ${table}`, `TRUNCATE ${table}`])
      await expect(owner.query(statement)).rejects.toThrow('append-only');
  });

  it('lets the role that serves add and read', async () => {
    await serving.query(`INSERT INTO audit_log (at, kind) VALUES ('2026-11-23T01:00:00Z', 'signed-in')`);
    expect((await serving.query('SELECT kind FROM audit_log')).rows).toEqual([{ kind: 'signed-in' }]);
  });

  it('leaves the role that serves without a single table, function or schema of its own', async () => {
    const { rows } = await serving.query(
      `SELECT relname FROM pg_class WHERE relowner = 'guacun'::regrole
        UNION ALL SELECT proname FROM pg_proc WHERE proowner = 'guacun'::regrole
        UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = 'guacun'::regrole
        UNION ALL SELECT datname FROM pg_database WHERE datdba = 'guacun'::regrole`,
    );
    expect(rows).toEqual([]);
  });
});
