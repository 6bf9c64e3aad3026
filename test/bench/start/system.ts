import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { benchKey } from '../county/bench-key.js';
import { checkout } from '../server/checkout.js';

export interface StartedSystem {
  readonly url: string;
  /** From the command to the first page that health answers. */
  readonly seconds: number;
  stop(): Promise<void>;
}

/** Starts the system as `npm start` does, and waits until it serves. Throws with its last words where it ends before that. */
export async function startSystem(dataDirectory: string, folder: string = checkout): Promise<StartedSystem> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, ['apps/local/start.mjs'], {
    cwd: folder,
    env: { ...withoutNodeOptions(), PORT: String(port), DATA_DIR: dataDirectory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const words = listen(child);
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`the system ended with ${child.exitCode}:\n${words.join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, seconds: (performance.now() - began) / 1000, stop: () => stop(child) };
}

/** A folder for data of a system, that PostgreSQL's own account may pass through when this runs as root. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guacun-bench-system-'));
  await chmod(folder, 0o711);
  // the data were there before the process that serves them: it must not have to make a key for what is sealed already
  await writeFile(join(folder, 'key'), benchKey, { mode: 0o600 });
  return folder;
}

/** Ends a process as Ctrl-C does and waits for it. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  await once(child, 'exit');
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/api/health/ready`).catch(() => undefined);
  return answer?.ok ?? false;
}

/** What it says is read, so that it never waits for a reader, and the end of it is kept. */
function listen(child: ChildProcess): string[] {
  const words: string[] = [];
  for (const stream of [child.stdout!, child.stderr!]) {
    createInterface({ input: stream }).on('line', (line) => words.splice(0, Math.max(0, words.push(line) - 30)));
  }
  return words;
}

function withoutNodeOptions(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...rest } = process.env;
  return rest;
}
