import { createPostgresBackend, createRedisBackend, type Queue, runMigrations, withBackend, type Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** BullMQ's own tables lie in a schema of their own. */
export const queueSchema = 'bullmq';

/** What `@nestjs/bullmq` is given before it makes queues and workers. */
export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  readonly Queue: new (...args: never[]) => Queue;
  readonly Worker: new (...args: never[]) => Worker;
  readonly connection: object;
  close(): Promise<void>;
}

/**
 * One backend a process: PostgreSQL by default, Redis or Valkey where a URL names one. On PostgreSQL all queues share
 * one pool; each worker and each event listener keeps one client of it, four are left for the rest.
 */
export function connectQueues(databaseUrl: string, redisUrl: string | null, workersAndListeners: number): QueueBackend {
  return redisUrl ? onRedis(redisUrl) : onPostgres(databaseUrl, workersAndListeners + 4);
}

/**
 * Creates or upgrades BullMQ's tables as the owner of the database, and lets `servingRole` work in them; once, at
 * deployment. Without a role of its own the owner itself serves. Does nothing on Redis, which has none.
 */
export async function migrateQueues(ownerUrl: string, servingRole: string | null = null): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, options: `-c search_path=${queueSchema},public` });
  await client.connect();
  try {
    await runMigrations(client, queueSchema);
    if (servingRole !== null) await client.query(rightsIn(queueSchema, pg.escapeIdentifier(servingRole)));
  } finally {
    await client.end();
  }
}

const rightsIn = (schema: string, role: string): string => `
  GRANT USAGE ON SCHEMA ${schema} TO ${role};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role};
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role};
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO ${role}`;

/** A server that lets nobody in is an error after this, and tried again by the worker; it would be waited for else. */
const connectMilliseconds = 8_000;

function onPostgres(connectionString: string, max: number): QueueBackend {
  const pool = new pg.Pool({
    connectionString,
    max,
    options: `-c search_path=${queueSchema},public`,
    connectionTimeoutMillis: connectMilliseconds,
  });
  // an idle client that loses its server is replaced by the pool; without a listener the process would end
  pool.on('error', () => {});
  const { Queue, Worker } = withBackend(createPostgresBackend);
  return {
    kind: 'postgres',
    Queue: Queue as never,
    Worker: Worker as never,
    connection: pool,
    close: () => pool.end(),
  };
}

function onRedis(url: string): QueueBackend {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  const { Queue, Worker } = withBackend(createRedisBackend);
  return {
    kind: 'redis',
    Queue: Queue as never,
    Worker: Worker as never,
    connection: redis,
    close: async () => {
      await redis.quit();
    },
  };
}
