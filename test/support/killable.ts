import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Settings } from '../../apps/composition/src/index.js';

/** Starts a program of `test/support` from its sources, with an installation's settings; its standard output can be read. */
export function startProgram(file: string, settings: Settings, ...more: string[]): ChildProcess {
  const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const asked = JSON.stringify({ ...settings, key: Buffer.from(settings.key).toString('hex') });
  return spawn(process.execPath, ['--import', path('typescript.mjs'), path(file), asked, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Kills it as a power cut would. Throws where it had ended by itself: then there was nothing to kill. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) throw new Error('the process was over before it could be killed');
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
