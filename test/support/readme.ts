import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { checkout, type RunningSystem } from './running-system.js';

/** A fenced block of a page, by its language. */
export interface Fence {
  readonly language: string;
  readonly body: string;
}

export function fencesOf(page: string): Fence[] {
  return [...readFileSync(`${checkout}${page}`, 'utf8').matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(
    ([, language = '', body = '']) => ({ language, body }),
  );
}

/** Addresses of files that a page links to inside the repository. */
export function linksOf(page: string): string[] {
  return [...readFileSync(`${checkout}${page}`, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
    ([, path = '']) => path,
  );
}

/** A line that no command of a page prints. */
const mark = '— — — — —';

/**
 * Runs blocks of commands one after the other in one bash, as a reader pastes them into one terminal, against a system
 * with another address and data folder. Returns what each printed; throws with all of it when a command fails.
 */
export async function runInBash(blocks: readonly string[], { url, dataDirectory }: RunningSystem): Promise<string[]> {
  const script = blocks
    .map((block) => `${block}\necho '${mark}'`)
    .join('\n')
    .replaceAll('http://localhost:3000', url)
    .replaceAll('.data/', `${dataDirectory}/`);
  const child = spawn('bash', ['-c', `set -euo pipefail\n${script}`], {
    cwd: checkout,
    env: { ...process.env, NODE_OPTIONS: '', DATA_DIR: dataDirectory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [printed, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  if (code !== 0) throw new Error(`bash ended with ${code}:\n${printed}\n${complained}`);
  return printed.split(`${mark}\n`).slice(0, -1);
}
