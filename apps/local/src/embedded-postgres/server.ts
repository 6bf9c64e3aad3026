import { spawn } from 'node:child_process';
import { open, readFile, realpath, rename, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartUpError } from '#platform';
import { type Binaries, program } from './binaries.js';
import { bareEnvironment } from './cluster.js';
import { dropForeignLockFile, runningPostmaster, type Postmaster } from './postmaster.js';
import { isAlive } from './processes.js';
import { type ServerUser } from './server-user.js';

/** What a server is started from. `folder` is the cluster's, `log` the file its messages are appended to. */
export type Launch = { binaries: Binaries; user: ServerUser; folder: string; log: string; settings: readonly string[] };

/** How a server ends that was asked to. */
const stoppedInOrder = 'exit code 0';

/** A log that grew beyond this (bytes) is put aside at the next start; one older log is kept. */
const logLimit = 10 * 1024 * 1024;

/**
 * Starts a server and waits until it takes connections; recovery after a crash may take minutes, and is waited for.
 * Undefined when the server ended because another start was faster (the lock file is the other's, the port was taken in
 * between, or the other stopped it in good order): the caller looks again. Throws `StartUpError('postgres-unavailable')`
 * with the last lines of the log otherwise.
 */
export async function launch({ binaries, user, folder, log, settings }: Launch): Promise<Postmaster | undefined> {
  await dropForeignLockFile(folder);
  await putAsideIfLong(log);
  const file = await open(log, 'a', 0o600);
  const begin = (await file.stat()).size;
  // A session of its own: Ctrl-C in the terminal reaches this process alone, which stops the server when its own work has ended.
  const child = spawn(
    program(binaries, 'postgres'),
    ['-D', await realpath(folder), ...settings.flatMap((setting) => ['-c', setting])],
    { ...user, cwd: '/', env: bareEnvironment, detached: true, stdio: ['ignore', file.fd, file.fd] },
  );
  child.unref();
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = signal ?? `exit code ${code}`));
  await file.close();
  while (ended === undefined) {
    const postmaster = await runningPostmaster(folder);
    if (postmaster?.ready && postmaster.pid === child.pid) return postmaster;
    await sleep(10);
  }
  const words = (await readFile(log)).subarray(begin).toString().trim();
  if (
    ended === stoppedInOrder ||
    /lock file "postmaster.pid" already exists|could not bind|pre-existing shared memory/.test(words)
  )
    return undefined;
  throw failed(`${ended}\n${words}`);
}

/**
 * Stops a server: sessions are cut and everything is written (a fast shutdown), or, when that takes more than
 * `patience` milliseconds, at once (the next start then recovers from the log). Returns when it has ended.
 */
export async function halt(pid: number, patience = 60_000): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    for (const end = performance.now() + patience; isAlive(pid) && performance.now() < end;) await sleep(10);
  }
}

async function putAsideIfLong(log: string): Promise<void> {
  const size = await stat(log).then(
    (facts) => facts.size,
    () => 0,
  );
  if (size > logLimit) await rename(log, `${log}.1`);
}

const failed = (words: string): StartUpError =>
  new StartUpError(
    'postgres-unavailable',
    `内嵌 PostgreSQL 启动失败:`,
    `The embedded PostgreSQL did not start: ${words}`,
  );
