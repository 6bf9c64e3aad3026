import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { digestColumns, sealedTables } from '#persistence';
import pg from 'pg';
import { freshDatabase, type TestDatabase } from '../support/database.js';

describe('what hangs on the key', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await freshDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('is listed whole: every column of bytes is sealed anew by a rotation, or is a digest', async () => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type IN ('bytea', 'ARRAY') AND (data_type = 'bytea' OR udt_name = '_bytea')`,
    );
    const sealed = sealedTables.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
    expect(rows.map(({ name }) => name).sort()).toEqual([...sealed, ...digestColumns].sort());
  });

  it('is told apart by its table’s primary key', async () => {
    for (const { table, key } of sealedTables) {
      const { rows } = await client.query<{ name: string; type: string }>(
        `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type FROM pg_index i
           JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
          WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY array_position(i.indkey::int[], a.attnum::int)`,
        [table],
      );
      expect([table, rows.map(({ name, type }) => [name, type === 'integer' ? 'int' : type])]).toEqual([
        table,
        Object.entries(key),
      ]);
    }
  });
});
