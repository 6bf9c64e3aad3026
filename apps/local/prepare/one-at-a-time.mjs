import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './root.mjs';
import { say } from './say.mjs';

const lock = join(root, '.data', 'preparing.lock');

/**
 * Runs `work` while no other process prepares this checkout: two installations into one node_modules ruin it.
 * A lock whose process is gone is taken over.
 * @param {() => void} work
 */
export async function oneAtATime(work) {
  mkdirSync(dirname(lock), { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  for (let waited = 0; !take(); waited += 1) {
    if (waited === 0) say('另一个进程正在准备,稍候…', 'Another process is preparing this checkout; waiting…');
    await sleep(300);
  }
  process.once('exit', release);
  try {
    work();
  } finally {
    release();
    process.off('exit', release);
  }
}

function take() {
  try {
    const file = openSync(lock, 'wx', 0o600);
    writeSync(file, `${process.pid}`);
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    dropIfStale();
    return false;
  }
}

/** Renaming gives the file to one process alone; one that got hold of another's fresh lock puts it back. */
function dropIfStale() {
  const holder = holderIn(lock);
  if (holder === undefined || isAlive(holder)) return;
  const mine = `${lock}.${process.pid}`;
  renameSync(lock, mine);
  if (holderIn(mine) === holder) rmSync(mine);
  else renameSync(mine, lock);
}

/** The process id in a lock; undefined while it is being written or after it went away. */
function holderIn(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function release() {
  rmSync(lock, { force: true });
}
