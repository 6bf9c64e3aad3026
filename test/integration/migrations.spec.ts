import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource, entities, migrate } from '#persistence';
import { SearchedWords1700000000014 } from '../../libs/persistence/src/migrations/0014-searched-words.js';
import { migrations } from '../../libs/persistence/src/migrations/index.js';
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

  it('take the numbers of persons out of the words that texts are found by', async () => {
    const dataSource = await createDataSource(database.ownerUrl, 1).initialize();
    // back to before it, whatever has come since
    for (const _ of migrations.slice(migrations.indexOf(SearchedWords1700000000014)))
      await dataSource.undoLastMigration();
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    // a text without its case is enough
    await runner.query('ALTER TABLE case_text DROP CONSTRAINT case_text_case_id_fkey');
    const words = ['13800371234', '059126831234', '26831234', '35012319900101123x', '350123103201', '水管', '12'];
    await runner.query(
      `INSERT INTO case_text (id, case_id, county_code, kind, body, search, written_at)
       VALUES (gen_random_uuid(), gen_random_uuid(), '350123', 'text', '', array_to_tsvector($1::text[]), now())`,
      [words.map((word) => `350123:${word}`)],
    );
    await new SearchedWords1700000000014().up(runner);
    const [{ left }] = (await runner.query('SELECT tsvector_to_array(search) AS left FROM case_text')) as [{ left: string[] }]; // prettier-ignore
    expect(left.sort()).toEqual(['350123:12', '350123:350123103201', '350123:水管']);
    await runner.rollbackTransaction();
    await runner.release();
    await dataSource.runMigrations();
    await dataSource.destroy();
  });

  it('keep the log of events append-only', async () => {
    const dataSource = await createDataSource(database.ownerUrl, 1).initialize();
    await expect(dataSource.query('TRUNCATE case_event')).rejects.toThrow('append-only');
    await expect(dataSource.query('DELETE FROM case_event')).rejects.toThrow('append-only');
    await dataSource.destroy();
  });
});
