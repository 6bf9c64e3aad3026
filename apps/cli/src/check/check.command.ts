import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type Writable } from 'node:stream';
import { policyGaps, readCaseType, readPolicy } from '#domain';
import { type DefinitionFileProblem, readDefinitionFiles, tellDefinitionProblems } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { type ExitCode, WrongUsage } from '../command.js';

type Files = Extract<Awaited<ReturnType<typeof readDefinitionFiles>>, { ok: true }>['files'];

/** `guacun check`: reads every definition as the engine will, and holds each policy against the type that it measures. */
export async function check(directory: string, output: Writable): Promise<ExitCode> {
  await access(join(directory, 'case-types')).catch(() => {
    throw new WrongUsage(`${directory} 里没有 case-types 文件夹`, `${directory} has no folder case-types`);
  });
  const read = await readDefinitionFiles(directory, Temporal.Now.plainDateISO());
  const problems = read.ok ? gapsOf(read.files) : read.problems;
  if (problems.length > 0) output.write(`${tellDefinitionProblems(problems)}\n`);
  else if (read.ok) output.write(`${read.files.map(({ file }) => `${file}: 没有问题 sound`).join('\n')}\n`);
  return problems.length > 0 ? 1 : 0;
}

function gapsOf(files: Files): DefinitionFileProblem[] {
  const types = new Map(
    files.flatMap(({ kind, body }) => {
      const type = kind === 'case-type' ? readCaseType(body) : null;
      return type?.ok ? [[type.type.code, type.type] as const] : [];
    }),
  );
  return files.flatMap(({ kind, file, body }) => {
    const read = kind === 'policy' ? readPolicy(body) : null;
    const type = read?.ok && types.get(read.policy.type);
    if (!read?.ok || !type) return [];
    return policyGaps(type, read.policy).map(({ path, code, when, steps }) => ({
      ...{ file, path, code },
      value: steps ? { steps, when } : when,
    }));
  });
}
