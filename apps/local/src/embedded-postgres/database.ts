import pg from 'pg';
import { type Cluster } from './cluster.js';
import { superuser } from './ownership.js';

/** The application's role and database: it owns the database and is no superuser. */
const application = 'guacun';

/** Makes the application's role and database where they are missing; its connection string. */
export async function ensureDatabase(cluster: Cluster, port: number): Promise<string> {
  const client = new pg.Client(superuser(cluster, port));
  await client.connect();
  try {
    const secret = client.escapeLiteral(cluster.password);
    const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [application]);
    if (!role.rowCount) await client.query(`CREATE ROLE ${application} LOGIN PASSWORD ${secret}`);
    const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [application]);
    if (!database.rowCount) await client.query(`CREATE DATABASE ${application} OWNER ${application}`);
  } finally {
    await client.end();
  }
  return `postgres://${application}:${cluster.password}@127.0.0.1:${port}/${application}`;
}
