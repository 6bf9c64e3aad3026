import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Writable } from 'node:stream';
import { type INestApplicationContext } from '@nestjs/common';
import { EnterRegionEdition, MoveToSuccessors, PlanRegionEdition } from '#engine';
import { holderOf, PgTransactions } from '#persistence';
import { readEnvironment } from '#platform';
import {
  isDay,
  planView,
  readDecisions,
  readEditionFile,
  settingsOf,
  tellRegionProblem,
} from '../../../composition/src/index.js';
import { type ExitCode, WrongUsage } from '../command.js';
import { withEngine } from '../import/with-engine.js';
import { JsonLines } from '../lines.js';

export interface RegionsOptions {
  readonly 'dry-run'?: boolean;
  readonly county?: string;
  readonly 'valid-from'?: string;
  readonly decisions?: string;
  readonly person?: string;
  readonly language?: string;
}

/** `guacun regions FILE`: compares a new edition with the divisions in force and enters it; `--dry-run` only looks. */
export async function enterRegions(
  path: string | undefined,
  options: RegionsOptions,
  output: Writable,
  complain: (text: string) => void,
): Promise<ExitCode> {
  const { county: countyCode, 'valid-from': validFrom, 'dry-run': dryRun = false, decisions: decided } = options;
  if (!path) throw new WrongUsage('请写出区划文件', 'Name the file of divisions');
  if (!countyCode || !/^\d{6}$/.test(countyCode))
    throw new WrongUsage('请用 --county 写明县的 6 位代码', 'Give the county’s six digits with --county');
  if (!validFrom || !isDay(validFrom))
    throw new WrongUsage(
      '请用 --valid-from 写明从哪天起有效,如 2026-12-01',
      'Say with --valid-from since when, such as 2026-12-01',
    );
  const language = languageOf(options.language);
  const file = await contentOf(path);
  const decisions = decided ? readDecisions((await contentOf(decided)).toString('utf8')) : new Map();
  if (!decisions)
    throw new WrongUsage(
      '--decisions 的文件应写成 {"旧代码":"新代码"}',
      'The file of --decisions is {"old code": "new code"}',
    );
  const read = readEditionFile(file, countyCode, validFrom);
  if (!read.ok) {
    for (const one of read.problems) complain(`${path}:${one.line} ${one.column} ${tellRegionProblem(one, language)}`);
    return 1;
  }
  const environment = readEnvironment();
  const { DATABASE_URL: databaseUrl, DEMO: demonstration = false } = environment;
  if (!databaseUrl) throw new WrongUsage('没有 DATABASE_URL', 'There is no DATABASE_URL');
  const settings = await settingsOf(environment, databaseUrl, demonstration);
  const lines = new JsonLines(output);
  return withEngine(settings, async (engine) => {
    const edition = {
      ...{ countyCode, validFrom, fileName: basename(path), divisions: read.divisions },
      personId: options.person ? await personOf(options.person, countyCode, engine) : null,
      decisions: new Map([...read.decisions, ...decisions]),
    };
    const transactions = engine.get(PgTransactions);
    const { kind, plan, ...entered } = dryRun
      ? {
          kind: 'planned' as const,
          plan: await transactions.read((tx) => engine.get(PlanRegionEdition).execute(tx, edition)),
        }
      : await transactions.run((tx) => engine.get(EnterRegionEdition).execute(tx, edition));
    const { changes, ...rest } = planView(plan, language);
    for (const change of changes) if (!(await lines.write(change))) break;
    const casesMoved = kind === 'entered' ? await engine.get(MoveToSuccessors).untilNoneWaits() : 0;
    const { problems, laterEdition } = plan;
    await lines.write({ dryRun, result: kind, validFrom, ...entered, ...rest, problems, laterEdition, casesMoved });
    return kind === 'planned' || kind === 'entered' || kind === 'nothing-changed' ? 0 : 1;
  });
}

async function personOf(account: string, countyCode: string, engine: INestApplicationContext): Promise<string> {
  const holder = await engine.get(PgTransactions).read((tx) => holderOf(tx, account));
  if (holder?.countyCode === countyCode) return holder.personId;
  throw new WrongUsage(`这个县没有账号 ${account}`, `The county has no account ${account}`);
}

function contentOf(path: string): Promise<Buffer> {
  return readFile(path).catch(() => {
    throw new WrongUsage(`打不开文件 ${path}`, `Cannot open ${path}`);
  });
}

function languageOf(written = 'zh'): 'zh' | 'en' {
  if (written === 'zh' || written === 'en') return written;
  throw new WrongUsage('--language 请写 zh 或 en', '--language takes zh or en');
}
