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
 * Creates or upgrades BullMQ's tables as the owner of the database, and lets `servingRole` work in them. Without a role
 * of its own the owner itself serves. Processes that start together wait for one another: PostgreSQL refuses two that
 * grant on the same table at once.
 */
export async function migrateQueues(ownerUrl: string, servingRole: string | null = null): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, options: `-c search_path=${queueSchema},public` });
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(hashtext('queue schema'))`);
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
  // each queue and worker listens for the errors of the one pool that they share
  pool.setMaxListeners(0);
  // an idle client that loses its server is replaced by the pool; without a listener the process would end
  pool.on('error', () => {});
  // every queue and worker listens too: many of them are no leak
  pool.setMaxListeners(0);
  const { Queue, Worker } = withBackend(createPostgresBackend);
  return {
    kind: 'postgres',
    Queue: quiet(Queue),
    Worker: Worker as never,
    connection: pool,
    close: () => endOf(pool),
  };
}

/**
 * BullMQ prints the errors of a queue that nobody listens to, with the whole connection, onto the console. The workers
 * say the same of the same connection in the log.
 */
function quiet(queueClass: object): QueueBackend['Queue'] {
  return new Proxy(queueClass as QueueBackend['Queue'], {
    construct(target, settings: never[], as: new () => Queue) {
      const queue = Reflect.construct(target, settings, as) as Queue;
      queue.on('error', () => {});
      return queue;
    },
  });
}

/** Longest wait for connections to say good-bye. */
const farewellMilliseconds = 5_000;

/**
 * Ends a pool and waits until its connections are gone: the pool itself only sends them away, and a server that stops
 * meanwhile answers them with an error.
 */
async function endOf(pool: pg.Pool): Promise<void> {
  let open = pool.totalCount;
  const gone = new Promise<void>((resolve) => {
    if (open === 0) resolve();
    pool.on('remove', () => --open === 0 && resolve());
  });
  await pool.end();
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([gone, new Promise((resolve) => (timer = setTimeout(resolve, farewellMilliseconds)))]);
  clearTimeout(timer);
}

function onRedis(url: string): QueueBackend {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  const { Queue, Worker } = withBackend(createRedisBackend);
  return {
    kind: 'redis',
    Queue: quiet(Queue),
    Worker: Worker as never,
    connection: redis,
    close: async () => {
      await redis.quit();
    },
  };
}
