import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { cp, mkdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createOnce, StartUpError } from '#platform';
import { type Binaries } from './binaries.js';
import { canReach } from './reach.js';
import { type ServerUser } from './server-user.js';

/** Where an unprivileged server keeps what it may not keep in the checkout. */
const systemFolder = '/var/lib/guacun';

/**
 * The folder that holds the cluster (`pg`), its password, port and log: the data directory itself, or, where the
 * server's account cannot walk into that (a checkout under /root, a private clone), a folder of its own under
 * /var/lib/guacun, named by a hash of the data directory's path. Once chosen it stays: `<dataDir>/pg-elsewhere` names
 * it. A data directory that was deleted and made anew gets a new one: its old key is gone, so is the old data's use.
 */
export async function clusterHome(dataDir: string, user: ServerUser): Promise<string> {
  const marker = join(dataDir, 'pg-elsewhere');
  const reachable = await canReach(user, dataDir);
  if (!(await exists(marker))) {
    if (reachable) return dataDir;
    if (await exists(join(dataDir, 'pg'))) throw outOfReach(dataDir);
    const name = `${await hashOf(dataDir)}-${randomBytes(4).toString('hex')}`;
    const home = join(await ownSystemFolder(), name);
    await createOnce(marker, () => home);
  }
  const home = await readFile(marker, 'utf8');
  await mkdir(home, { recursive: true, mode: 0o711 });
  return home;
}

/** The binaries themselves, or a copy under /var/lib/guacun where the server's account cannot reach them. */
export async function reachableBinaries(binaries: Binaries, user: ServerUser): Promise<Binaries> {
  if (await canReach(user, join(binaries.root, 'bin'))) return binaries;
  const root = join(await ownSystemFolder(), `postgresql-${binaries.release}`);
  if (await exists(root)) return { ...binaries, root };
  const draft = `${root}.${randomUUID()}`;
  await cp(binaries.root, draft, { recursive: true, verbatimSymlinks: true });
  // Of two starts that copy at once the second finds the folder in place.
  await rename(draft, root).catch(() => rm(draft, { recursive: true }));
  return { ...binaries, root };
}

/** Programs are run from there, so nobody but root may be able to put any. */
async function ownSystemFolder(): Promise<string> {
  await mkdir(systemFolder, { recursive: true, mode: 0o755 });
  const { uid, mode } = await stat(systemFolder);
  if (uid !== 0 || mode & 0o022)
    throw new StartUpError(
      'data-directory-unusable',
      `${systemFolder} 必须属于 root,且其他用户不可写。`,
      `${systemFolder} must belong to root and be writable by nobody else.`,
    );
  return systemFolder;
}

async function hashOf(dataDir: string): Promise<string> {
  return createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 16);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

const outOfReach = (dataDir: string): StartUpError =>
  new StartUpError(
    'data-directory-unusable',
    `数据库在 ${dataDir}/pg,但运行 PostgreSQL 的系统用户(postgres)无法进入。请用上次启动时的用户启动,或恢复上级目录的权限(x)。`,
    `The database is in ${dataDir}/pg, which the account "postgres" cannot enter. Start as the user who started it before, or give the folders above it their execute permission back.`,
  );
