import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const checkout = fileURLToPath(new URL('../../', import.meta.url));

/** The whole system as `npm start` runs it, in a data folder and on a port of its own. */
export interface RunningSystem {
  readonly url: string;
  readonly dataDirectory: string;
  /** All that it has printed, on both streams. */
  said(): string;
  /** Asks it to stop as Ctrl-C does. Returns the exit code. Its data go, unless another start needs them. */
  stop(how?: { keepData: boolean }): Promise<number | null>;
}

/**
 * Starts the system, on the data of an earlier start where they are named, and waits until it says that it is ready;
 * throws with all it said where it ends before that.
 */
export async function startSystem(words: readonly string[] = [], dataOf?: RunningSystem): Promise<RunningSystem> {
  const dataDirectory = dataOf?.dataDirectory ?? (await mkdtemp(join(tmpdir(), 'guacun-running-')));
  // under root the server runs as an account of its own, which has to pass through
  await chmod(dataDirectory, 0o711);
  const port = await freePort();
  const child = spawn(process.execPath, ['apps/local/start.mjs', ...words], {
    cwd: checkout,
    env: { ...process.env, NODE_OPTIONS: '', PORT: String(port), DATA_DIR: dataDirectory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const stop = async ({ keepData } = { keepData: false }) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGINT');
      // all streams read to their end, so that its last words are heard
      await once(child, 'close');
    }
    if (!keepData) await rm(dataDirectory, { recursive: true });
    return child.exitCode;
  };
  try {
    await saysReady(child, said);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://localhost:${port}`, dataDirectory, said: () => said.join('\n'), stop };
}

function saysReady(child: ChildProcess, said: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const hear = (line: string) => {
      said.push(line);
      if (line.includes('Ready')) resolve();
    };
    createInterface({ input: child.stdout! }).on('line', hear);
    createInterface({ input: child.stderr! }).on('line', hear);
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${said.join('\n')}`)));
  });
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
