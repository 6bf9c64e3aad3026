import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Category, type LedgerKnowledge, type LedgerOrganisation } from '#domain';
import { knowledgeOfRegions, readRegions } from '#persistence';
import { parse } from 'yaml';
import { configDirectory, readCategories } from '../../../composition/src/index.js';
import { WrongUsage } from '../command.js';

/** A unit as a file of organisations lists it. */
interface WrittenOrganisation {
  readonly name: string;
  readonly aliases?: readonly string[];
}

/** What a ledger can be held against without a database: the county's divisions and categories, and units where a file lists them. */
export async function configuredKnowledge(
  county: string | undefined,
  organisationsFile: string | undefined,
  today: string,
): Promise<LedgerKnowledge> {
  const code = county ?? (await onlyCounty());
  const file = join(configDirectory, 'regions', `${code}.csv`);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new WrongUsage(`没有 ${code} 的区划文件:${file}`, `There is no file of divisions for ${code}: ${file}`);
  });
  const regions = readRegions(text);
  if (!regions.ok) throw new Error(`${file}: ${JSON.stringify(regions.problems)}`);
  const categories = (await readCategories(configDirectory)) as unknown as readonly Category[];
  const organisations = organisationsFile ? await organisationsIn(organisationsFile) : [];
  return { ...knowledgeOfRegions(code, regions.rows, today), categories, organisations, today };
}

/** The county of an installation that has the divisions of one only. */
export async function onlyCounty(): Promise<string> {
  const codes = (await readdir(join(configDirectory, 'regions'))).flatMap(
    (name) => /^(\d{6})\.csv$/.exec(name)?.[1] ?? [],
  );
  const [code] = codes;
  if (code && codes.length === 1) return code;
  throw new WrongUsage('请用 --county 说明是哪个县', 'Say which county with --county');
}

async function organisationsIn(file: string): Promise<LedgerOrganisation[]> {
  const written = parse(await readFile(file, 'utf8')) as readonly WrittenOrganisation[];
  if (
    !Array.isArray(written) ||
    written.some((one: unknown) => typeof (one as WrittenOrganisation)?.name !== 'string')
  ) {
    throw new WrongUsage(
      `${file} 应是一个列表,每项有 name,可有 aliases`,
      `${file} should be a list of units, each with a name and perhaps aliases`,
    );
  }
  return (written as readonly WrittenOrganisation[]).map(({ name, aliases = [] }) => ({
    id: name,
    names: [name, ...aliases],
  }));
}
