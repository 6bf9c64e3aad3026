import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Writable } from 'node:stream';
import { type INestApplicationContext } from '@nestjs/common';
import { formatInstant, inForceAt, versionStateOf } from '#domain';
import { ActivateDefinition, type DefinitionVersion, type OnWhoseWord } from '#engine';
import { countyTimeZone, PgDefinitionVersions, PgTransactions, writeDefinitionText } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { type ExitCode, WrongUsage } from '../command.js';
import { JsonLines } from '../lines.js';
import { type CountyOptions, withCounty } from './with-county.js';

/** What the two commands are about: case types, or the policies that measure them. */
export type CommandKind = 'case-type' | 'policy';

export interface DefinitionOptions extends CountyOptions {
  readonly from?: string;
  readonly policy?: string;
}

/** `guacun case-types …` and `guacun policies …`: lists versions, writes those in force to files, puts one in force. */
export async function definitions(
  kind: CommandKind,
  [verb, ...words]: readonly string[],
  options: DefinitionOptions,
  output: Writable,
): Promise<ExitCode> {
  const lines = new JsonLines(output);
  switch (verb) {
    case 'list':
      refuseRest(words, 0);
      return withCounty(options, (engine, by) => list(engine, by, kind, lines));
    case 'export':
      refuseRest(words, 1);
      return withCounty(options, (engine, by) => exportTo(wanted(words[0]), engine, by, kind, lines));
    case 'activate':
      refuseRest(words, 2);
      return withCounty(options, (engine, by) => activate([wanted(words[0]), wanted(words[1])], options, engine, by, kind, lines)); // prettier-ignore
    default:
      throw new WrongUsage('请写 list、export 或 activate', 'Say list, export or activate');
  }
}

async function list(
  engine: INestApplicationContext,
  { countyCode }: OnWhoseWord,
  kind: CommandKind,
  lines: JsonLines,
): Promise<ExitCode> {
  const versions = engine.get(PgDefinitionVersions);
  await engine.get(PgTransactions).read(async (tx) => {
    for (const code of await versions.codes(tx, countyCode, kind)) {
      const name = { countyCode, kind, code };
      const activations = await versions.activations(tx, name);
      const open = kind === 'case-type' ? await versions.openCases(tx, countyCode, code) : null;
      for (const { id, hash } of await versions.all(tx, name)) {
        const begins = activations.filter(({ versionId }) => versionId === id).map(({ from }) => instant(from));
        const told = { code, hash, state: versionStateOf(id, activations, tx.now), inForceFrom: begins };
        if (!(await lines.write({ ...told, ...(open && { openCases: open.get(id) ?? 0 }) }))) return;
      }
    }
  });
  return 0;
}

/** Writes what is in force, as files that say the same: read again, they have the same hash. */
async function exportTo(
  directory: string,
  engine: INestApplicationContext,
  { countyCode }: OnWhoseWord,
  kind: CommandKind,
  lines: JsonLines,
): Promise<ExitCode> {
  const versions = engine.get(PgDefinitionVersions);
  const folder = join(directory, kind === 'policy' ? 'policies' : 'case-types');
  await mkdir(folder, { recursive: true });
  return engine.get(PgTransactions).read(async (tx) => {
    for (const code of await versions.codes(tx, countyCode, kind)) {
      const name = { countyCode, kind, code };
      const active = inForceAt(await versions.activations(tx, name), tx.now);
      const version = active && (await versions.one(tx, name, active.versionId));
      if (!version) continue;
      const file = join(folder, `${code}.yaml`);
      await writeFile(file, writeDefinitionText(version.body));
      await lines.write({ code, hash: version.hash, file });
    }
    return 0 as const;
  });
}

async function activate(
  [code, hash]: readonly [string, string],
  { from, policy }: DefinitionOptions,
  engine: INestApplicationContext,
  by: OnWhoseWord,
  kind: CommandKind,
  lines: JsonLines,
): Promise<ExitCode> {
  if (policy !== undefined && kind === 'policy') throw new WrongUsage('policies 没有 --policy', 'policies takes no --policy'); // prettier-ignore
  const at = from === undefined ? null : instantIn(from);
  const result = await engine.get(PgTransactions).run(async (tx) => {
    const version = await versionOf(engine, tx, { ...by, kind, code }, hash);
    const withIt = policy === undefined ? null : await versionOf(engine, tx, { ...by, kind: 'policy', code }, policy);
    const command = { name: { kind, code }, versionId: version.id, policyVersionId: withIt?.id ?? null, from: at };
    return { version, ...(await engine.get(ActivateDefinition).execute(tx, by, command)) };
  });
  const { kind: outcome, version, ...rest } = result;
  await lines.write({
    ...{ code, hash: version.hash, result: outcome },
    ...('from' in rest && { from: instant(rest.from) }),
    ...('problems' in rest && { problems: rest.problems }),
  });
  return outcome === 'activated' || outcome === 'in-force-already' ? 0 : 1;
}

/** The version that a hash names; its first digits are enough where no other begins with them. Throws `WrongUsage`. */
export async function versionOf(
  engine: INestApplicationContext,
  tx: Parameters<PgDefinitionVersions['all']>[0],
  name: Parameters<PgDefinitionVersions['all']>[1],
  hash: string,
): Promise<DefinitionVersion> {
  const all = await engine.get(PgDefinitionVersions).all(tx, name);
  const found = all.filter((version) => version.hash.startsWith(hash));
  if (hash.length >= leastDigits && found.length === 1) return found[0]!;
  throw new WrongUsage(
    `${name.code} 没有(或不止一个)版本 ${hash},用 list 查看;至少写 ${leastDigits} 位`,
    `${name.code} has no version ${hash}, or several: see list; give ${leastDigits} digits at least`,
  );
}

const leastDigits = 6;

function instantIn(written: string): Temporal.Instant {
  try {
    return Temporal.Instant.fromEpochMilliseconds(Temporal.Instant.from(written).epochMilliseconds);
  } catch {
    throw new WrongUsage(
      '--from 请写带时区的时间,如 2026-12-01T08:30:00+08:00',
      '--from takes an instant with offset, such as 2026-12-01T08:30:00+08:00',
    );
  }
}

function instant(at: Temporal.Instant): string {
  return formatInstant(at, countyTimeZone);
}

function wanted(word: string | undefined): string {
  if (word !== undefined) return word;
  throw new WrongUsage('缺少参数', 'Something is missing');
}

function refuseRest(words: readonly string[], takes: number): void {
  const rest = words.slice(takes);
  if (rest.length > 0) throw new WrongUsage(`多余的参数:${rest.join(' ')}`, `Too many arguments: ${rest.join(' ')}`);
}
