import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CaseType,
  compileCalendar,
  type DefinitionProblem,
  parseStatutoryYear,
  type Policy,
  type Proof,
  proofOf,
  readCaseType,
  readPolicy,
  type StatutoryYear,
} from '#domain';
import { formFault } from '#platform';
import { type DefinitionKind } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { type DefinitionFile, type DefinitionFileProblem } from './definition-file.js';
import { readDefinitionText } from './definition-text.js';

export type ReadDefinitionFiles =
  | { readonly ok: true; readonly files: readonly DefinitionFile[]; readonly proofs: readonly ProvenType[] }
  | { readonly ok: false; readonly problems: readonly DefinitionFileProblem[] };

/** A case type that is proven with its policy, and what of both was looked at. */
export interface ProvenType extends Omit<Proof, 'violations'> {
  readonly type: string;
  readonly policy: string;
}

/**
 * Reads every calendar, case type and policy below `configDir`, checks each as the engine will, and proves each type with
 * its policy (docs/decisions/0027-what-is-proven.md). A calendar has to have working time in the year after `asOf`. A folder that is
 * missing throws: that is a broken installation.
 */
export async function readDefinitionFiles(configDir: string, asOf: Temporal.PlainDate): Promise<ReadDefinitionFiles> {
  const problems: DefinitionFileProblem[] = [];
  const years = await readStatutoryYears(configDir, problems);
  const files = [
    ...(await readFolder(configDir, 'calendars', problems)).map((read) => calendar(read, years, asOf, problems)),
    ...(await readFolder(configDir, 'case-types', problems)).map((read) => caseType(read, problems)),
    ...(await readFolder(configDir, 'policies', problems)).map((read) => policy(read, problems)),
  ];
  if (problems.length === 0) problems.push(...repeated(files), ...dangling(files));
  const pairs = problems.length === 0 ? pairsIn(files) : [];
  problems.push(...pairs.flatMap(({ type, typeFile }) => badForms(type, typeFile)));
  const proofs = pairs.map((pair) => ({ pair, proof: proofOf(pair.type, pair.policy) }));
  problems.push(...proofs.flatMap(({ pair, proof }) => violations(pair, proof)));
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    files,
    proofs: proofs.map(({ pair: { typeFile, policyFile }, proof: { states, situations, standings } }) => ({
      ...{ type: typeFile, policy: policyFile, states, situations, standings },
    })),
  };
}

interface ReadYaml {
  readonly file: string;
  readonly value: unknown;
}

async function readFolder(configDir: string, folder: string, problems: DefinitionFileProblem[]): Promise<ReadYaml[]> {
  const names = (await readdir(join(configDir, folder))).filter((name) => name.endsWith('.yaml')).sort();
  const read = await Promise.all(
    names.map(async (name): Promise<ReadYaml[]> => {
      const file = `${folder}/${name}`;
      const text = await readFile(join(configDir, file), 'utf8');
      const read = readDefinitionText(text);
      if (read.ok) return [{ file, value: read.value }];
      problems.push({ file, path: `line ${read.line ?? '?'}`, code: read.code, value: read.reason });
      return [];
    }),
  );
  return read.flat();
}

async function readStatutoryYears(configDir: string, problems: DefinitionFileProblem[]): Promise<StatutoryYear[]> {
  const folder = 'calendars/statutory';
  const names = (await readdir(join(configDir, folder))).filter((name) => name.endsWith('.json')).sort();
  const years: StatutoryYear[] = [];
  for (const name of names) {
    const file = `${folder}/${name}`;
    const json = asJson(await readFile(join(configDir, file), 'utf8'));
    const read = parseStatutoryYear(json);
    if (read.ok) years.push(read.year);
    else problems.push({ file, path: '', ...read.problem });
  }
  return years;
}

/** The value of a JSON text; undefined, which no reader accepts, where it is none. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function calendar(
  { file, value }: ReadYaml,
  years: readonly StatutoryYear[],
  asOf: Temporal.PlainDate,
  problems: DefinitionFileProblem[],
): DefinitionFile {
  const definition = value as { readonly name?: unknown; readonly statutory?: unknown } | null;
  const statutory = definition?.statutory === 'CN' ? years : [];
  const compiled = compileCalendar(definition, statutory, asOf);
  if (!compiled.ok) problems.push(...compiled.problems.map(({ field, ...rest }) => ({ file, path: field, ...rest })));
  if (typeof definition?.name !== 'string') problems.push({ file, path: 'name', code: 'missing' });
  return { kind: 'calendar', code: String(definition?.name), file, body: { definition, statutory } };
}

function caseType({ file, value }: ReadYaml, problems: DefinitionFileProblem[]): DefinitionFile {
  const read = readCaseType(value);
  if (!read.ok) problems.push(...read.problems.map((problem) => asRead(problem, file)));
  return { kind: 'case-type', code: read.ok ? read.type.code : file, file, body: value };
}

function policy({ file, value }: ReadYaml, problems: DefinitionFileProblem[]): DefinitionFile {
  const read = readPolicy(value);
  if (!read.ok) problems.push(...read.problems.map((problem) => asRead(problem, file)));
  return { kind: 'policy', code: read.ok ? read.policy.type : file, file, body: value };
}

/** Names, conditions and labels that are not there break property 6; the other faults are none of meaning. */
function asRead(problem: DefinitionProblem, file: string): DefinitionFileProblem {
  const isOfNames = ['unknown-name', 'unknown-condition', 'missing'].includes(problem.code);
  return { file, ...problem, ...(isOfNames && { property: 6 }) };
}

/** Two files that say the same code: which one holds would depend on their names. */
function repeated(files: readonly DefinitionFile[]): DefinitionFileProblem[] {
  return files
    .filter(({ kind, code }, i) => files.findIndex((other) => other.kind === kind && other.code === code) < i)
    .map(({ file, code }) => ({ file, path: '', code: 'repeated', value: code }));
}

/**
 * A policy needs the calendar it counts by, and the type it measures, among the files; a type its policy, and whatever
 * type its actions open.
 */
function dangling(files: readonly DefinitionFile[]): DefinitionFileProblem[] {
  const has = (kind: DefinitionKind, code: string) => files.some((one) => one.kind === kind && one.code === code);
  return files.flatMap(({ kind, code, file, body }): DefinitionFileProblem[] => {
    if (kind === 'case-type' && !has('policy', code)) return [{ file, path: 'code', code: 'no-policy', value: code }];
    if (kind === 'case-type') return openedOf(body, file).filter(({ value }) => !has('case-type', String(value)));
    const read = kind === 'policy' ? readPolicy(body) : null;
    if (!read?.ok) return [];
    const { calendar: counted, type } = read.policy;
    return [
      ...(has('calendar', counted) ? [] : [{ file, path: 'calendar', code: 'unknown-name', value: counted }]),
      ...(has('case-type', type) ? [] : [{ file, path: 'type', code: 'unknown-name', value: type }]),
    ];
  });
}

/** What its actions open, each as the fault it is where no file has that type. */
function openedOf(body: unknown, file: string): DefinitionFileProblem[] {
  const read = readCaseType(body);
  const actions = read.ok ? [...read.type.actions.values()] : [];
  return actions.flatMap(({ name, opens }) =>
    opens === null ? [] : [{ file, path: `actions.${name}.opens.type`, code: 'unknown-name', value: opens.type }],
  );
}

/** A case type with its policy, and the files that say them. */
interface Pair {
  readonly type: CaseType;
  readonly typeFile: string;
  readonly policy: Policy;
  readonly policyFile: string;
}

function pairsIn(files: readonly DefinitionFile[]): Pair[] {
  const types = files.flatMap(({ kind, file, body }) => {
    const read = kind === 'case-type' ? readCaseType(body) : null;
    return read?.ok ? [{ type: read.type, typeFile: file }] : [];
  });
  return files.flatMap(({ kind, file, body }) => {
    const read = kind === 'policy' ? readPolicy(body) : null;
    const measured = read?.ok ? types.find(({ type }) => type.code === read.policy.type) : undefined;
    return read?.ok && measured ? [{ ...measured, policy: read.policy, policyFile: file }] : [];
  });
}

function badForms(type: CaseType, file: string): DefinitionFileProblem[] {
  return [...type.actions.values()].flatMap((action) => {
    const fault = formFault(type, action);
    if (fault === null) return [];
    return [{ file, path: `actions.${action.name}.form`, code: 'no-json-schema', property: 6, value: fault }];
  });
}

function violations({ typeFile, policyFile }: Pair, { violations: found }: Proof): DefinitionFileProblem[] {
  return found.map(({ in: part, ...violation }) => ({ file: part === 'policy' ? policyFile : typeFile, ...violation }));
}
