import { createWriteStream } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Category, type LedgerKnowledge, townshipOf } from '#domain';
import { syntheticLedger } from '#ledgers';
import { type RegionRow } from '#persistence';
import { parse } from 'yaml';
import { type Cast } from './people/cast.js';

export const ledgerFile = 'demonstration-ledger.xlsx';

/** As many rows as a township sends in a busy month. */
const rows = 150;

/** What the demonstration ledger is made for. */
export interface LedgerSetting {
  readonly countyName: string;
  readonly regions: readonly RegionRow[];
  readonly cast: Cast;
  readonly configDirectory: string;
  /** Local date; no row is registered after it. */
  readonly today: string;
  readonly seed: number;
}

/** Writes a synthetic ledger (合成数据) of the county's villages, for trying the import. Returns its path. */
export async function writeLedger(dataDirectory: string, setting: LedgerSetting): Promise<string> {
  const path = join(dataDirectory, ledgerFile);
  const draft = `${path}.draft`;
  await pipeline(
    syntheticLedger(await knowledgeOf(setting), rows, setting.seed),
    createWriteStream(draft, { mode: 0o600 }),
  );
  await rename(draft, path);
  return path;
}

async function knowledgeOf(setting: LedgerSetting): Promise<LedgerKnowledge> {
  const { countyName, regions, cast, configDirectory, today } = setting;
  const file = parse(await readFile(join(configDirectory, 'categories.yaml'), 'utf8')) as { categories: Category[] };
  return {
    county: countyName,
    today,
    townships: regions.filter(({ code }) => code.length === 9).map(({ code, name }) => ({ code, name })),
    villages: regions
      .filter(({ kind }) => kind === 'village-committee')
      .map(({ code, name, shortName }) => ({ code, townshipCode: townshipOf(code), names: [name, shortName ?? name] })),
    categories: file.categories,
    organisations: cast.organisations.map(({ id, name, aliases }) => ({ id, names: [name, ...aliases] })),
  };
}
