import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareTemplate } from './template.mjs';

const prefix = 'guacun-test-';

/**
 * A throw-away PostgreSQL in a temporary folder (nothing is synced to disk), with the migrated template database.
 * `stop` ends it and removes the folder. What a killed run left behind is cleared first.
 */
export async function startTestServer() {
  const { startEmbeddedPostgres } = await import('../../apps/local/src/embedded-postgres/start.ts');
  await clearLeftovers();
  const dataDir = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  const postgres = await startEmbeddedPostgres({ dataDir, say: () => {}, durability: 'throw-away' });
  const stop = async () => {
    await postgres.stop();
    for (const folder of new Set([postgres.home, dataDir])) await rm(folder, { recursive: true, force: true });
  };
  try {
    await prepareTemplate(postgres);
  } catch (error) {
    await stop();
    throw error;
  }
  return { adminUrl: postgres.adminUrl, stop };
}

/** Folders whose name holds the process id of a run that is no more, and the server that may still run in them. */
async function clearLeftovers() {
  const { runningPostmaster } = await import('../../apps/local/src/embedded-postgres/postmaster.ts');
  const { isAlive } = await import('../../apps/local/src/embedded-postgres/processes.ts');
  const { halt } = await import('../../apps/local/src/embedded-postgres/server.ts');
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix) || isAlive(Number.parseInt(name.slice(prefix.length), 10))) continue;
    const folder = join(tmpdir(), name);
    if ((await stat(folder)).uid !== process.getuid?.()) continue;
    const postmaster = await runningPostmaster(join(folder, 'pg'));
    if (postmaster) await halt(postmaster.pid);
    await rm(folder, { recursive: true, force: true });
  }
}
