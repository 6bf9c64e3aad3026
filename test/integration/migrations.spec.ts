import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource, entities, migrate } from '#persistence';
import { freshDatabase, type TestDatabase } from '../support/database.js';

describe('the migrations', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase({ migrated: false });
  });
  afterAll(() => database.drop());

  it('go up together from several processes, once', async () => {
    await Promise.all([migrate(database.ownerUrl), migrate(database.ownerUrl), migrate(database.ownerUrl)]);
    const dataSource = await createDataSource(database.ownerUrl, 1).initialize();
    const rows = (await dataSource.query('SELECT name FROM migration')) as object[];
    expect(rows).toHaveLength(dataSource.migrations.length);
    await dataSource.destroy();
  });

  it('give every entity the columns that it names', async () => {
    const dataSource = await createDataSource(database.ownerUrl, 1).initialize();
    for (const entity of entities) expect(await dataSource.getRepository(entity).find()).toEqual([]);
    await dataSource.destroy();
  });

  it('go down to nothing, and up again', async () => {
    const dataSource = await createDataSource(database.ownerUrl, 1).initialize();
    const things = async () =>
      (await dataSource.query(
        `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S', 'v')
          UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1`,
      )) as { name: string }[];
    const before = await things();
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
    expect((await things()).map(({ name }) => name)).toEqual(['migration', 'migration_id_seq']);
    await dataSource.runMigrations();
    expect(await things()).toEqual(before);
    await dataSource.destroy();
  });

  it('keep the log of events append-only', async () => {
    const dataSource = await createDataSource(database.ownerUrl, 1).initialize();
    await expect(dataSource.query('TRUNCATE case_event')).rejects.toThrow('append-only');
    await expect(dataSource.query('DELETE FROM case_event')).rejects.toThrow('append-only');
    await dataSource.destroy();
  });
});
