import pg from 'pg';
import { type Cluster } from './cluster.js';

/** The session that holds a server for one process. The server ends it when the process dies, however it dies. */
export type Ownership = { client: pg.Client };

/** Key of the advisory lock in database `postgres`; it means "some process runs Guacun on this cluster". */
const key = 350123;

/** Connection to one database of a cluster as the superuser: for this module's own work, never the application's. */
export const superuser = ({ password }: Cluster, port: number, database = 'postgres'): pg.ClientConfig => ({
  ...{ host: '127.0.0.1', port, user: 'postgres', password, database },
  ...{ application_name: `guacun-supervisor ${process.pid}`, connectionTimeoutMillis: 30_000 },
});

/**
 * Takes the cluster for this process; undefined when another living process has it. The database is the judge and not
 * a file, because a lock in a session goes away with the process and cannot be left behind.
 */
export async function claim(cluster: Cluster, port: number): Promise<Ownership | undefined> {
  const client = new pg.Client({ ...superuser(cluster, port), keepAlive: true });
  client.on('error', () => undefined); // a lost session also ends; its watcher listens for that
  await client.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [key]);
    if (rows[0]?.mine) return { client };
  } catch (error) {
    await client.end();
    throw error;
  }
  await client.end();
  return undefined;
}
