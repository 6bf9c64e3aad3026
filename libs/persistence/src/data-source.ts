import pg from 'pg';
import { DataSource } from 'typeorm';
import { entities } from './entities/index.js';
import { migrations } from './migrations/index.js';
import { PreparingClient } from './sql/prepared.js';

/** The database as TypeORM sees it: entities and migrations listed one by one, never `synchronize`. */
export function createDataSource(url: string, poolSize: number): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'all',
    poolSize,
    // a date is a date, whatever zone the host is in; a bigint does not fit a number
    extra: { types: { getTypeParser }, Client: PreparingClient },
    logging: false,
  });
}

/** Brings the schema up to date. Processes that start together wait for one another. */
export async function migrate(url: string): Promise<void> {
  const lock = new pg.Client({ connectionString: url });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const dataSource = await createDataSource(url, 1).initialize();
    try {
      await dataSource.runMigrations();
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await lock.end();
  }
}

/** Any number, as long as nothing else takes it. */
const migrationLock = 350_123;

const asText = (value: string) => value;
const textTypes: ReadonlySet<number> = new Set([pg.types.builtins.DATE, pg.types.builtins.INT8]);

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === pg.types.builtins.TIMESTAMPTZ && format !== 'binary') return timestamp;
  return textTypes.has(oid) ? asText : pg.types.getTypeParser(oid, format as 'text');
}

const anyTimestamp = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text') as (text: string) => Date | number;

/** `2026-11-24 00:30:00+00`, as a server in UTC writes: read by `Date` itself, the rest (`infinity`, other zones) by the driver. */
function timestamp(text: string): Date | number {
  const isPlain = text.length >= 22 && text.length <= 29 && text.charCodeAt(4) === 45 && text.endsWith('+00');
  return isPlain ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : anyTimestamp(text);
}
