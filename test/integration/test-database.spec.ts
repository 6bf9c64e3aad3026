import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase, type TestDatabase } from '../support/database.js';

describe('a database of a test', () => {
  let mine: TestDatabase;
  let other: TestDatabase;
  beforeAll(async () => {
    [mine, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  });
  afterAll(() => Promise.all([mine.drop(), other.drop()]));

  const ask = async <Row>(
    database: TestDatabase,
    statement: string,
    as: 'url' | 'ownerUrl' = 'url',
  ): Promise<Row[]> => {
    const client = new pg.Client(database[as]);
    await client.connect();
    try {
      return (await client.query(statement)).rows as Row[];
    } finally {
      await client.end();
    }
  };

  it('is served by a role that owns nothing and is no superuser', async () => {
    const rows = await ask(mine, `SELECT current_user AS who, rolsuper FROM pg_roles WHERE rolname = current_user`);
    expect(rows).toEqual([{ who: 'guacun', rolsuper: false }]);
    expect(await ask(mine, `SELECT relname FROM pg_class WHERE relowner = 'guacun'::regrole`)).toEqual([]);
    await expect(ask(mine, 'CREATE TABLE mine (id int)')).rejects.toThrow(/permission denied/);
    await expect(ask(mine, `COPY (SELECT 1) TO PROGRAM 'true'`)).rejects.toThrow(/permission denied/);
  });

  it('has the tables of the product, and nothing in them', async () => {
    const count = `SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'`;
    expect((await ask<{ tables: number }>(mine, count))[0]!.tables).toBeGreaterThan(20);
    expect(await ask(mine, 'SELECT * FROM person')).toEqual([]);
  });

  it('is apart from every other', async () => {
    await ask(mine, 'CREATE TABLE only_here (id int)', 'ownerUrl');
    await expect(ask(other, 'SELECT * FROM only_here')).rejects.toThrow(/does not exist/);
  });

  it('sorts Chinese by pinyin where asked to, and by code point otherwise', async () => {
    const names = `(VALUES ('中房镇'), ('白塔乡'), ('凤山镇')) AS township (name)`;
    const order = async (by: string): Promise<string[]> =>
      (await ask<{ name: string }>(mine, `SELECT name FROM ${names} ORDER BY ${by}`)).map(({ name }) => name);
    expect(await order('name COLLATE "zh-x-icu"')).toEqual(['白塔乡', '凤山镇', '中房镇']);
    expect(await order('name')).toEqual(['中房镇', '凤山镇', '白塔乡']);
  });

  it('is gone when dropped, also under an open connection', async () => {
    const third = await freshDatabase();
    const client = new pg.Client(third.url);
    client.on('error', () => undefined);
    await client.connect();
    await third.drop();
    await expect(ask(third, 'SELECT 1')).rejects.toThrow(/does not exist/);
    await client.end().catch(() => undefined);
  });
});
