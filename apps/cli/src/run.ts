import { type Readable, type Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { configDirectory } from '../../composition/src/index.js';
import { check } from './check/check.command.js';
import { checkpoint } from './checkpoint/checkpoint.command.js';
import { type ExitCode, WrongUsage } from './command.js';
import { definitions } from './definitions/definitions.command.js';
import { migrateCases } from './definitions/migrate-cases.command.js';
import { deadline } from './deadline/deadline.command.js';
import { importLedger } from './import/import.command.js';
import { migrateDatabase } from './migrate/migrate.command.js';
import { restoreAccount } from './restore-account/restore-account.command.js';
import { retention } from './retention/retention.command.js';
import { rotateKey } from './rotate-key/rotate-key.command.js';
import { enterRegions } from './regions/regions.command.js';
import { usage } from './usage.js';
import { verifyAudit } from './verify-audit/verify-audit.command.js';

/** What a command reads and writes: answers go to `output`, everything a person should know to `complain`. */
export interface Surroundings {
  readonly input: Readable;
  readonly output: Writable;
  readonly complain: (text: string) => void;
}

const options = {
  'dry-run': { type: 'boolean' },
  county: { type: 'string' },
  organisations: { type: 'string' },
  person: { type: 'string' },
  language: { type: 'string' },
  'valid-from': { type: 'string' },
  decisions: { type: 'string' },
  finish: { type: 'boolean' },
  since: { type: 'string' },
  checkpoints: { type: 'string' },
  from: { type: 'string' },
  policy: { type: 'string' },
  to: { type: 'string' },
  batch: { type: 'string' },
  'public-key': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Which options each command takes: one that is ignored in silence would mislead. */
const taken: Readonly<Record<string, readonly string[]>> = {
  deadline: [],
  check: [],
  checkpoint: [],
  migrate: [],
  'verify-audit': ['since', 'checkpoints', 'public-key'],
  'rotate-key': ['finish'],
  retention: ['dry-run'],
  'restore-account': [],
  import: ['dry-run', 'county', 'organisations', 'person', 'language'],
  'case-types': ['county', 'person'],
  'case-types activate': ['county', 'person', 'from', 'policy'],
  'case-types migrate': ['county', 'person', 'to', 'dry-run', 'batch'],
  policies: ['county', 'person'],
  'policies activate': ['county', 'person', 'from'],
  regions: ['dry-run', 'county', 'valid-from', 'decisions', 'person', 'language'],
};

/** Runs the command that the words name; a wrong word is told with the usage. Bugs and failed start-ups throw. */
export async function run(words: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  try {
    const { values, positionals } = parse(words);
    const [command, argument, ...rest] = positionals;
    if (values.help || command === undefined) {
      surroundings.output.write(`${usage}\n`);
      return values.help ? 0 : 2;
    }
    refuseIgnored(command, argument, Object.keys(values));
    if (command === 'case-types' || command === 'policies')
      return await startOfDefinitions(command, positionals.slice(1), values, surroundings);
    if (rest.length > 0) throw new WrongUsage(`多余的参数:${rest.join(' ')}`, `Too many arguments: ${rest.join(' ')}`);
    return await start(command, argument, values, surroundings);
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error;
    surroundings.complain(`${error.zh}\n${error.en}\n\n${usage}`);
    return 2;
  }
}

function start(
  command: string,
  argument: string | undefined,
  values: ReturnType<typeof parse>['values'],
  { input, output, complain }: Surroundings,
): Promise<ExitCode> {
  switch (command) {
    case 'deadline':
      if (argument) throw new WrongUsage('deadline 从标准输入读', 'deadline reads standard input');
      return deadline(input, output);
    case 'check':
      return check(argument ?? configDirectory, output);
    case 'retention':
      if (argument) throw new WrongUsage(`多余的参数:${argument}`, `Too many arguments: ${argument}`);
      return retention(values['dry-run'] ?? false, output);
    case 'rotate-key':
      if (argument) throw new WrongUsage(`多余的参数:${argument}`, `Too many arguments: ${argument}`);
      return rotateKey(values.finish ?? false, output, complain);
    case 'regions':
      return enterRegions(argument, values, output, complain);
    case 'checkpoint':
      refuseArgument(argument);
      return checkpoint(output, complain);
    case 'migrate':
      refuseArgument(argument);
      return migrateDatabase();
    case 'restore-account':
      return restoreAccount(argument, output, complain);
    case 'verify-audit':
      refuseArgument(argument);
      return verifyAudit(values, output, complain);
    default:
      return importLedger(argument, values, output, complain);
  }
}

function startOfDefinitions(
  command: 'case-types' | 'policies',
  words: readonly string[],
  values: ReturnType<typeof parse>['values'],
  { output }: Surroundings,
): Promise<ExitCode> {
  if (command === 'case-types' && words[0] === 'migrate') return migrateCases(words.slice(1), values, output);
  return definitions(command === 'policies' ? 'policy' : 'case-type', words, values, output);
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new WrongUsage('无法识别的参数', error instanceof Error ? error.message : String(error));
  }
}

function refuseArgument(argument: string | undefined): void {
  if (argument) throw new WrongUsage(`多余的参数:${argument}`, `Too many arguments: ${argument}`);
}

function refuseIgnored(command: string, verb: string | undefined, given: readonly string[]): void {
  const known = taken[`${command} ${verb}`] ?? taken[command];
  if (!known) throw new WrongUsage(`没有这个命令:${command}`, `There is no command ${command}`);
  const ignored = given.find((option) => !known.includes(option));
  if (ignored) throw new WrongUsage(`${command} 没有 --${ignored}`, `${command} takes no --${ignored}`);
}
