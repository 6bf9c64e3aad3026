import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commandOf, isAlive } from './processes.js';

/** A running server, as its lock file tells: process id, port, and whether it takes connections. */
export type Postmaster = { pid: number; port: number; ready: boolean };

/**
 * The server that runs on the cluster in `folder`, if one does. A lock file that names a process which is not a
 * PostgreSQL on this very folder (the id was given to another program since) counts as none.
 */
export async function runningPostmaster(folder: string): Promise<Postmaster | undefined> {
  const file = await readLockFile(folder);
  return file && isPostmasterOf(file.pid, await realpath(folder)) ? file : undefined;
}

/**
 * Takes away a lock file whose process id belongs to some other program by now: PostgreSQL, seeing that id alive,
 * would refuse to start. One whose process is gone is left to PostgreSQL, which also looks at shared memory.
 */
export async function dropForeignLockFile(folder: string): Promise<void> {
  const file = await readLockFile(folder);
  if (file && isAlive(file.pid) && !isPostmasterOf(file.pid, await realpath(folder)))
    await rm(join(folder, 'postmaster.pid'), { force: true });
}

/** Lines of postmaster.pid: pid, data directory, start, port, socket directory, address, shared memory, status. */
async function readLockFile(folder: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7] === 'ready' } : undefined;
}

function isPostmasterOf(pid: number, folder: string): boolean {
  const command = commandOf(pid);
  return /^\S*postgres\b/.test(command) && ` ${command} `.includes(` -D ${folder} `);
}
