import { totalmem } from 'node:os';

const MiB = 1024 * 1024;

/** How much a crash may cost: everything committed is kept (the product), or nothing is promised (a test's server). */
export type Durability = 'durable' | 'throw-away';

/**
 * Server settings as `name=value`. Sized for one installation beside the application: a sixteenth of the memory for
 * shared buffers, at most 256 MiB. What the log may say is cut to what names a fault, because a failing statement and
 * the detail of a constraint quote people's data.
 */
export function settings(port: number, durability: Durability, memory = totalmem()): string[] {
  const sharedBuffers = Math.max(32, Math.min(256, Math.floor(memory / MiB / 16)));
  return [
    ...['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories='],
    ...['max_connections=120', 'superuser_reserved_connections=3'],
    ...[`shared_buffers=${sharedBuffers}MB`, `effective_cache_size=${Math.floor(memory / MiB / 2)}MB`],
    ...['work_mem=16MB', 'maintenance_work_mem=128MB', 'max_wal_size=4GB'],
    // Short statements are the rule, and the disk is a solid-state one.
    ...['jit=off', 'random_page_cost=1.1'],
    ...['TimeZone=UTC', 'log_timezone=UTC', 'lc_messages=C'],
    ...['log_min_messages=warning', 'log_min_error_statement=panic', 'log_error_verbosity=terse'],
    ...(durability === 'durable' ? durable : throwAway),
  ];
}

const durable = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'];
const throwAway = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'];
