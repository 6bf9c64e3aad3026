import { access } from 'node:fs/promises';
import { type Writable } from 'node:stream';
import { type Language } from '#ledgers';
import { readEnvironment } from '#platform';
import { Temporal } from 'temporal-polyfill';
import { settingsOf } from '../../../composition/src/index.js';
import { type ExitCode, WrongUsage } from '../command.js';
import { JsonLines } from '../lines.js';
import { configuredKnowledge, onlyCounty } from './configured-knowledge.js';
import { foreseeFile } from './foresee-file.js';
import { importFile } from './import-file.js';
import { judgeFile } from './judge-file.js';
import { withEngine } from './with-engine.js';

export interface ImportOptions {
  readonly 'dry-run'?: boolean;
  readonly county?: string;
  readonly organisations?: string;
  readonly person?: string;
  readonly language?: string;
}

/** `guacun import FILE`: against the database where the environment names one, otherwise a dry run against the configuration. */
export async function importLedger(
  path: string | undefined,
  options: ImportOptions,
  output: Writable,
  complain: (text: string) => void,
): Promise<ExitCode> {
  if (!path) throw new WrongUsage('请写出台账文件', 'Name the ledger file');
  await access(path).catch(() => {
    throw new WrongUsage(`打不开文件 ${path}`, `Cannot open ${path}`);
  });
  const language = languageOf(options.language);
  const dryRun = options['dry-run'] ?? false;
  const environment = readEnvironment();
  const { DATABASE_URL: databaseUrl, DEMO: demonstration = false } = environment;
  const county = options.county ?? environment.COUNTY;
  // a county of this product keeps Chinese time
  const today = Temporal.Now.plainDateISO('Asia/Shanghai').toString();
  const lines = new JsonLines(output);
  if (!databaseUrl) {
    if (!dryRun)
      throw new WrongUsage('没有 DATABASE_URL,只能加 --dry-run', 'Without DATABASE_URL only --dry-run works');
    const knowledge = await configuredKnowledge(county, options.organisations, today);
    return judgeFile(path, knowledge, language, lines, complain);
  }
  const settings = await settingsOf(environment, databaseUrl, demonstration);
  return withEngine(settings, async (engine) => {
    const { person: account } = options;
    if (account) return importFile({ path, dryRun, account, language }, engine, lines, complain);
    if (!dryRun) throw new WrongUsage('请用 --person 说明由哪个账号导入', 'Say with --person whose account imports');
    const countyCode = county ?? (await onlyCounty());
    return foreseeFile({ path, countyCode, today, language }, engine, lines, complain);
  });
}

function languageOf(written = 'zh'): Language {
  if (written === 'zh' || written === 'en') return written;
  throw new WrongUsage('--language 请写 zh 或 en', '--language takes zh or en');
}
