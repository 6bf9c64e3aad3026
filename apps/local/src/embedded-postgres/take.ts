import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartUpError } from '#platform';
import { type Cluster } from './cluster.js';
import { claim, type Ownership } from './ownership.js';
import { freePort } from './ports.js';
import { runningPostmaster, type Postmaster } from './postmaster.js';
import { type Say } from './say.js';
import { halt, launch, type Launch } from './server.js';
import { type Durability, settings } from './settings.js';

/** What it takes to run one cluster. */
export type Site = Omit<Launch, 'settings'> & { home: string; cluster: Cluster; durability: Durability; say: Say };

/** A server that is up and held by this process. */
export type Held = { postmaster: Postmaster; ownership: Ownership };

/** Other starts at the same moment make a try fail; no more than one of them can win each, so that few tries do. */
const tries = 20;

/**
 * Brings up the server of a site and takes it for this process. A server that a killed process left behind is stopped
 * and started afresh, because its binaries and settings may not be today's; the one with process id `own`, which this
 * process started itself, is kept.
 * Throws `StartUpError('already-running')` when a living process has it, and what `launch` throws.
 */
export async function take(site: Site, own?: number): Promise<Held> {
  for (let attempt = 0; attempt < tries;) {
    const running = await runningPostmaster(site.folder);
    if (running && !running.ready) {
      await sleep(100); // it is coming up or going down, and will have done so
      continue;
    }
    const held = running ? await takeOver(site, running, own) : await bringUp(site);
    if (held) return held;
    if (!running) attempt += 1;
    await sleep(100);
  }
  throw new StartUpError(
    'postgres-unavailable',
    `内嵌 PostgreSQL 反复启动失败,日志:${site.log}`,
    `The embedded PostgreSQL failed to start again and again; its log: ${site.log}`,
  );
}

async function takeOver(site: Site, running: Postmaster, own?: number): Promise<Held | undefined> {
  const ownership = await claimFrom(site, running.port);
  if (!ownership) return undefined;
  if (running.pid === own) return { postmaster: running, ownership };
  site.say('上次未正常退出,正在恢复数据库…', 'The last run was killed; recovering its database…');
  // Its lock is held to the end: let go of sooner, another start could take the server that is about to be stopped.
  await halt(running.pid);
  await ownership.client.end();
  return undefined;
}

async function bringUp(site: Site): Promise<Held | undefined> {
  const memory = join(site.home, 'pg-port');
  const remembered = Number(await readFile(memory, 'utf8').catch(() => '0'));
  const port = await freePort(remembered);
  const postmaster = await launch({ ...site, settings: settings(port, site.durability) });
  if (!postmaster) return undefined;
  const ownership = await claimFrom(site, port);
  if (!ownership) return undefined;
  if (port !== remembered) await writeFile(memory, `${port}`);
  return { postmaster, ownership };
}

/** Undefined when the server went away meanwhile: another start has stopped it, and the caller looks again. */
async function claimFrom({ cluster, folder }: Site, port: number): Promise<Ownership | undefined> {
  try {
    const ownership = await claim(cluster, port);
    if (ownership) return ownership;
  } catch (error) {
    if (isGoingAway(error)) return undefined;
    throw error;
  }
  throw new StartUpError(
    'already-running',
    `挂村已在运行:另一个进程正在使用数据库 ${folder}。请先停止它,或另设数据目录(DATA_DIR)。`,
    `Guacun is running already: another process uses the database ${folder}. Stop it, or set another DATA_DIR.`,
  );
}

/** No connection, or one that the server refused or cut because it is shutting down (57P01 to 57P03). */
function isGoingAway(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return /^(ECONN|57P0)/.test(code) || /Connection terminated/.test(String(error));
}
