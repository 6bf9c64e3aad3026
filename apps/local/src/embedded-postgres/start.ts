import { join } from 'node:path';
import { createDataDirectory } from '#platform';
import { bundledBinaries } from './binaries.js';
import { openCluster } from './cluster.js';
import { ensureDatabase } from './database.js';
import { clusterHome, reachableBinaries } from './place.js';
import { type Say } from './say.js';
import { serverUser } from './server-user.js';
import { type Durability } from './settings.js';
import { Supervisor } from './supervisor.js';
import { type Site, take } from './take.js';

export type EmbeddedPostgresOptions = {
  /** Folder of the installation; the cluster is `pg` in it, or elsewhere when PostgreSQL may not go there. */
  dataDir: string;
  /** Told what takes time. */
  say: Say;
  /** Told once, when the server was lost and did not come back: the process cannot go on. */
  onLost?: (error: unknown) => void;
  durability?: Durability;
};

export type EmbeddedPostgres = {
  /** Connection string of database `guacun` as the role that serves (`guacun`): it owns nothing there. */
  url: string;
  /** The same as the owner (`guacun_owner`, no superuser either), who runs the migrations. */
  ownerUrl: string;
  /** Connection string of database `postgres` as the superuser, for tests and maintenance. */
  adminUrl: string;
  port: number;
  /** Where the cluster really is: the data directory, or a folder under /var/lib/guacun. */
  home: string;
  /** Stops the server cleanly; every call waits for the same one stop. */
  stop: () => Promise<void>;
};

/**
 * Starts PostgreSQL for one installation and keeps it running: data in `<dataDir>/pg`, on 127.0.0.1 alone.
 * Throws `StartUpError` with code `already-running`, `data-directory-unusable` or `postgres-unavailable`.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const site = await siteOf(options);
  const supervisor = new Supervisor(site, await take(site), options.onLost);
  try {
    const urls = await ensureDatabase(site.cluster, supervisor.port);
    const adminUrl = `postgres://postgres:${site.cluster.password}@127.0.0.1:${supervisor.port}/postgres`;
    return { ...urls, adminUrl, port: supervisor.port, home: site.home, stop: () => supervisor.stop() };
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
}

async function siteOf({ dataDir, say, durability = 'durable' }: EmbeddedPostgresOptions): Promise<Site> {
  const user = serverUser();
  await createDataDirectory(dataDir);
  const bundled = await bundledBinaries();
  const home = await clusterHome(dataDir, user);
  if (home !== dataDir)
    say(
      `PostgreSQL 无权进入 ${dataDir},数据放在 ${home}`,
      `PostgreSQL may not enter ${dataDir}; its data is in ${home}`,
    );
  const binaries = await reachableBinaries(bundled, user);
  const cluster = await openCluster(home, binaries, user, say);
  return { binaries, user, home, cluster, folder: cluster.folder, log: join(home, 'pg.log'), durability, say };
}
