import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createOnce, StartUpError } from '#platform';
import { type Binaries, program } from './binaries.js';
import { type Say } from './say.js';
import { type ServerUser } from './server-user.js';

/** A cluster on disk: its folder, and the password of the roles in it. */
export type Cluster = { folder: string; password: string };

/** Programs of the server see nothing of this process's environment. */
export const bareEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };

const run = promisify(execFile);

/**
 * The cluster in `<home>/pg`, made on the first call. It is built beside its place and then moved there, so that a
 * process killed half-way leaves no half cluster, and of two processes one wins.
 */
export async function openCluster(home: string, binaries: Binaries, user: ServerUser, say: Say): Promise<Cluster> {
  const folder = join(home, 'pg');
  const passwordFile = join(home, 'pg-password');
  await createOnce(passwordFile, () => randomBytes(24).toString('base64url'));
  const password = await readFile(passwordFile, 'utf8');
  if (!(await ownerOf(folder))) {
    say('正在建立数据库…', 'Making the database…');
    await create({ folder, password }, binaries, user);
  }
  const owner = await ownerOf(folder);
  const server = user?.uid ?? process.getuid?.();
  if (owner && owner.uid !== server) throw someoneElses(folder, owner.uid);
  return { folder, password };
}

/**
 * Default order and case rules are PostgreSQL's own C.UTF-8: the same on every system, and indexes built on it stay
 * valid when the system's C library changes. Chinese order is asked for by name (`zh-x-icu`).
 */
async function create({ folder, password }: Cluster, binaries: Binaries, user: ServerUser): Promise<void> {
  const draft = `${folder}.${randomUUID()}`;
  const secret = `${draft}.password`;
  await mkdir(draft, { mode: 0o700 });
  await writeFile(secret, password, { mode: 0o600 });
  if (user) for (const path of [draft, secret]) await chown(path, user.uid, user.gid);
  try {
    await run(
      program(binaries, 'initdb'),
      [
        ...[`--pgdata=${draft}`, `--pwfile=${secret}`, '--username=postgres', '--auth=scram-sha-256'],
        ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ],
      { ...user, cwd: '/', env: bareEnvironment },
    );
    await rename(draft, folder).catch(async (error: unknown) => {
      if (!(await ownerOf(folder))) throw error;
    });
  } finally {
    await rm(secret, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function ownerOf(folder: string): Promise<{ uid: number } | undefined> {
  return stat(folder).catch(() => undefined);
}

const someoneElses = (folder: string, uid: number): StartUpError =>
  new StartUpError(
    'data-directory-unusable',
    `数据库目录 ${folder} 属于另一个系统用户(uid ${uid})。请用上次启动时的用户启动。`,
    `The database folder ${folder} belongs to another account (uid ${uid}). Start as the user who started it before.`,
  );
