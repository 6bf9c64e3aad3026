import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type Writable } from 'node:stream';
import { readDefinitionFiles, tellDefinitionProblems } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { type ExitCode, WrongUsage } from '../command.js';

/** `guacun check`: reads every definition as the engine will, and proves each case type with its policy. */
export async function check(directory: string, output: Writable): Promise<ExitCode> {
  await access(join(directory, 'case-types')).catch(() => {
    throw new WrongUsage(`${directory} 里没有 case-types 文件夹`, `${directory} has no folder case-types`);
  });
  const read = await readDefinitionFiles(directory, Temporal.Now.plainDateISO());
  const told = read.ok
    ? [
        ...read.files.map(({ file }) => `${file}: 没有问题 sound`),
        ...read.proofs.map(
          ({ type, policy, states, situations, standings }) =>
            `${type} + ${policy}: 已证明 proven (${states} 个状态 states, ${situations} 种情形 situations, ${standings} 种处境 standings)`,
        ),
      ].join('\n')
    : tellDefinitionProblems(read.problems);
  output.write(`${told}\n`);
  return read.ok ? 0 : 1;
}
