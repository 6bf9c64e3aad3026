import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { root } from '../../apps/local/prepare/root.mjs';
import { countOfJest } from './count.mjs';

/**
 * Runs one stage with its output shown. A runner that ends badly counts as one failure at least, whatever it wrote down.
 * @param {import('./stages.mjs').Stage} stage
 * @returns {Promise<{name: string, passed: number, failed: number, skipped: number, seconds: number}>}
 */
export async function runStage(stage, { noSkips }) {
  console.log(`\n── ${stage.name} ──`);
  const began = performance.now();
  const count = await (stage.counts === 'jest' ? runJest(stage, noSkips) : runOne(stage));
  return { name: stage.name, ...count, seconds: (performance.now() - began) / 1000 };
}

async function runOne({ command }) {
  const isGood = (await run(command)) === 0;
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
}

async function runJest({ command }, noSkips) {
  const folder = await mkdtemp(join(tmpdir(), 'guacun-report-'));
  const file = join(folder, 'report.json');
  try {
    const exitCode = await run([...command, '--json', `--outputFile=${file}`], {
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`,
    });
    const text = await readFile(file, 'utf8').catch(() => undefined);
    return countOfJest(text && JSON.parse(text), exitCode, noSkips);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Standard output is left to the report of Jest (`--json` fills it); what people read is on the error stream. */
async function run([program, ...args], environment = {}) {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
