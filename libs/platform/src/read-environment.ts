import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { Environment } from './environment.js';
import { StartUpError } from './start-up-error.js';

const known = new Set(Object.keys(new Environment()));

/** Their values may hold a password, so that no message repeats them. */
const secret = new Set(['DATABASE_URL', 'REDIS_URL', 'ATTACHMENTS_S3_ACCESS_KEY', 'ATTACHMENTS_S3_SECRET_KEY']);

type Complaint = { name: string; value: unknown; zh: string; en: string };

/**
 * The validated environment, frozen. `variables` defaults to the process's own; a variable left empty is not set.
 * `overrides` are what the command line says instead.
 * Throws `StartUpError('environment-invalid')` naming every variable that is wrong, its value, and what to write.
 */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>> = process.env,
  overrides: Partial<Record<keyof Environment, string>> = {},
): Environment {
  const given = Object.fromEntries(
    Object.entries({ ...variables, ...overrides }).filter(([name, value]) => known.has(name) && value),
  );
  const environment = plainToInstance(Environment, given);
  const complaints = [
    ...validateSync(environment, { stopAtFirstError: true }).map(complaintOf),
    ...contradictions(environment),
  ];
  if (complaints.length) throw refusal(complaints);
  environment.COOKIE_SECURE ??= environment.PUBLIC_URL?.startsWith('https:') ?? false;
  return Object.freeze(environment);
}

/** Values that are right alone and wrong together. */
function contradictions(given: Environment): Complaint[] {
  const { DEMO, COUNTY, ATTACHMENTS_S3_URL, ATTACHMENTS_S3_ACCESS_KEY, ATTACHMENTS_S3_SECRET_KEY } = given;
  const found: Complaint[] = [];
  if (DEMO && COUNTY) {
    const zh = '演示模式不能用于真实的县;请去掉 DEMO 或 COUNTY';
    found.push({ name: 'DEMO', value: true, zh, en: 'a real county has no demonstration mode; unset DEMO or COUNTY' });
  }
  if (ATTACHMENTS_S3_URL && !(ATTACHMENTS_S3_ACCESS_KEY && ATTACHMENTS_S3_SECRET_KEY)) {
    const names = 'ATTACHMENTS_S3_ACCESS_KEY, ATTACHMENTS_S3_SECRET_KEY';
    found.push({
      name: 'ATTACHMENTS_S3_URL',
      value: ATTACHMENTS_S3_URL,
      zh: `还要 ${names}`,
      en: `it needs ${names} too`,
    });
  }
  if (given.CLAMD_URL && given.SCAN_COMMAND) {
    const zh = 'CLAMD_URL 和 SCAN_COMMAND 只写一个';
    found.push({ name: 'SCAN_COMMAND', value: given.SCAN_COMMAND, zh, en: 'set either CLAMD_URL or SCAN_COMMAND' });
  }
  return found;
}

function complaintOf({ property, value, constraints }: ValidationError): Complaint {
  const [zh = '', en = zh] = Object.values(constraints ?? {}).flatMap((message) => message.split(' / '));
  return { name: property, value, zh, en };
}

function refusal(complaints: readonly Complaint[]): StartUpError {
  const lines = (language: 'zh' | 'en'): string =>
    complaints.map((complaint) => `  ${complaint.name}=${shown(complaint)}  ${complaint[language]}`).join('\n');
  return new StartUpError(
    'environment-invalid',
    `环境变量有误,没有启动:\n${lines('zh')}`,
    `Not started; these environment variables are wrong:\n${lines('en')}`,
  );
}

const shown = ({ name, value }: Complaint): string => (secret.has(name) ? '***' : String(value));
