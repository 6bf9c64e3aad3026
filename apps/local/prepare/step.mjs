import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { root } from './root.mjs';
import { refuse, say } from './say.mjs';

/**
 * @typedef {object} Step
 * @property {string} zh what it does, in Chinese
 * @property {string} en what it does, in English
 * @property {() => boolean} isFresh whether what it makes is there and made from what is there now
 * @property {string[]} command Node.js or npm with its arguments
 * @property {() => void} [before] clears what an older run left
 * @property {() => void} [after] remembers that it was done; last, so that a step cut short runs again
 */

/**
 * Runs a step unless what it makes is fresh. A step that fails ends the process.
 * @param {string} name
 * @param {Step} step
 */
export function stepIfStale(name, step) {
  if (step.isFresh()) return;
  say(`${step.zh}…`, `${step.en}…`);
  const began = performance.now();
  step.before?.();
  run(name, step.command);
  step.after?.();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`完成,用时 ${seconds} 秒。`, `Done in ${seconds} s.`);
}

function run(name, [program, ...args]) {
  // On Windows npm is a command file, which only a shell can run.
  const shell = process.platform === 'win32' && program === 'npm';
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell });
  if (status === 0) return;
  const why = error?.message ?? `exit code ${status}`;
  refuse(
    `准备步骤 ${name} 失败(${why}),上面的输出说明了原因。`,
    `The step "${name}" failed (${why}); the output above says why.`,
  );
}
