import pg from 'pg';
import { DataSource } from 'typeorm';
import { entities } from './entities/index.js';
import { migrations } from './migrations/index.js';
import { grantServingRole } from './roles/grant-serving-role.js';
import { PreparingClient } from './sql/prepared.js';

export interface Patience {
  /** How long one statement may take. */
  readonly statementMilliseconds: number;
}

/**
 * For whoever serves people: a database that is too busy or does not answer is told within seconds (503), not waited
 * for. Every statement of the product is one page or one batch, far below this; migrations have no such limit.
 */
export const patienceOfServing: Patience = { statementMilliseconds: 10_000 };

/** A pool that has no connection to give, or a server that lets nobody in, is an error after this. */
const connectMilliseconds = 8_000;

/** The database as TypeORM sees it: entities and migrations listed one by one, never `synchronize`. */
export function createDataSource(url: string, poolSize: number, patience?: Patience): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'all',
    poolSize,
    connectTimeoutMS: connectMilliseconds,
    // a date is a date, whatever zone the host is in; a bigint does not fit a number
    extra: { types: { getTypeParser }, Client: PreparingClient, ...(patience && limitsOf(patience)) },
    logging: false,
  });
}

/**
 * Brings the schema up to date as its owner, and gives the role that serves its rights. Processes that start together
 * wait for one another. Returns that role; null where the owner itself serves (one URL for both), so that nothing but
 * triggers guards the past.
 */
export async function migrate(ownerUrl: string, servingUrl: string = ownerUrl): Promise<string | null> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const dataSource = await createDataSource(ownerUrl, 1).initialize();
    try {
      await dataSource.runMigrations();
    } finally {
      await dataSource.destroy();
    }
    const [ownerRole, servingRole] = [await roleOf(ownerUrl), await roleOf(servingUrl)];
    if (servingRole === ownerRole) return null;
    await grantServingRole(owner, servingRole);
    return servingRole;
  } finally {
    await owner.end();
  }
}

/** The role that a URL signs in as; the server is asked, because a URL may leave it to the driver. */
async function roleOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: string }>('SELECT session_user AS role');
    return rows[0]!.role;
  } finally {
    await client.end();
  }
}

/** Any number, as long as nothing else takes it. */
const migrationLock = 350_123;

/** The server ends what takes too long; the driver gives up a moment later, in case the server does not answer at all. */
function limitsOf({ statementMilliseconds }: Patience) {
  return { statement_timeout: statementMilliseconds, query_timeout: statementMilliseconds + 2_000 };
}

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
