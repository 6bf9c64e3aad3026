import pg from 'pg';
import { type Cluster } from './cluster.js';
import { superuser } from './ownership.js';

/** The database, and the role that serves: it owns nothing in it, so that it cannot lift what guards the past. */
const application = 'guacun';
/** The role that owns the database and runs its migrations. */
const owner = 'guacun_owner';

export interface DatabaseUrls {
  /** Connection string of the role that serves. */
  readonly url: string;
  /** The same database as its owner: for migrations alone. */
  readonly ownerUrl: string;
}

/** Makes the roles and the database where they are missing; how to connect as each. Neither role is a superuser. */
export async function ensureDatabase(cluster: Cluster, port: number): Promise<DatabaseUrls> {
  await asSuperuser(cluster, port, 'postgres', async (client) => {
    const secret = client.escapeLiteral(cluster.password);
    for (const role of [owner, application]) {
      const known = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      if (!known.rowCount) await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${secret}`);
    }
    const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [application]);
    if (!database.rowCount) await client.query(`CREATE DATABASE ${application} OWNER ${owner}`);
  });
  await asSuperuser(cluster, port, application, handOver);
  const urlOf = (role: string) => `postgres://${role}:${cluster.password}@127.0.0.1:${port}/${application}`;
  return { url: urlOf(application), ownerUrl: urlOf(owner) };
}

/** A database that was made when one role did both: what the serving role owns goes to the owner. */
async function handOver(client: pg.Client): Promise<void> {
  await client.query(`REASSIGN OWNED BY ${application} TO ${owner}`);
}

async function asSuperuser(
  cluster: Cluster,
  port: number,
  database: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client(superuser(cluster, port, database));
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
