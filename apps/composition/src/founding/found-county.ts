import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  County,
  loadDefinitions,
  loadRegions,
  readRegions,
  type RegionRow,
  tellDefinitionProblems,
} from '#persistence';
import { StartUpError } from '#platform';
import { type Temporal } from 'temporal-polyfill';
import { type EntityManager } from 'typeorm';

export interface Founding {
  /** Six digits; its divisions stand in `regions/CODE.csv` below the folder of configuration. */
  readonly code: string;
  readonly demonstration: boolean;
  readonly configDirectory: string;
  /** Since when the shipped calendars, case types and policies are in force. */
  readonly from: Temporal.Instant;
}

/**
 * Enters a county that is not there yet: its row, its divisions, its definitions; nobody in it. Returns its divisions.
 * Throws `StartUpError('config-invalid')` where a file is missing or broken, naming file and place.
 */
export async function foundCounty(
  manager: EntityManager,
  { code, demonstration, configDirectory, from }: Founding,
): Promise<readonly RegionRow[]> {
  const regions = await divisionsOf(code, configDirectory);
  const name = regions.find((region) => region.code === code)?.name ?? code;
  await manager.insert(County, { code, name, demonstration });
  await loadRegions(manager, regions);
  const definitions = await loadDefinitions(manager, code, configDirectory, from);
  if (definitions.ok) return regions;
  const problems = tellDefinitionProblems(definitions.problems);
  throw broken(`配置文件有误:\n${problems}`, 'The files of configuration are broken as said above.');
}

async function divisionsOf(code: string, configDirectory: string): Promise<readonly RegionRow[]> {
  const file = join('regions', `${code}.csv`);
  const csv = await readFile(join(configDirectory, file), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw broken(
      `没有 ${code} 的区划文件 ${join(configDirectory, file)},请按 350123.csv 的格式准备一份。`,
      `There is no file of the divisions of ${code}; make one after the pattern of 350123.csv.`,
    );
  });
  const read = readRegions(csv);
  if (read.ok) return read.rows;
  const problems = read.problems.map(({ line, column, code: why }) => `${file}:${line} ${column} ${why}`).join('\n');
  throw broken(`区划文件有误:\n${problems}`, 'The file of divisions is broken as said above.');
}

const broken = (zh: string, en: string) => new StartUpError('config-invalid', zh, en);
