import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Category, type LedgerKnowledge, type LedgerTownship, type LedgerVillage } from '#domain';

/** The county of an acceptance data folder as the importer knows it: its places by code, the product's own categories. */
export async function countyIn(folder: string, today: string): Promise<LedgerKnowledge> {
  const townships = await table(join(folder, 'divisions/luoyuan-townships.csv'));
  const villages = await table(join(folder, 'divisions/luoyuan-villages.csv'));
  return {
    county: '罗源县',
    today,
    townships: townships.map(({ township_code, township_name }): LedgerTownship => ({
      code: township_code!,
      name: township_name!,
    })),
    villages: villages.map(({ village_code, township_code, village_name, short_name }): LedgerVillage => ({
      code: village_code!,
      townshipCode: township_code!,
      names: [village_name!, short_name!],
    })),
    categories: await productCategories(),
    organisations: [],
  };
}

/** The categories that ship with the product. */
export async function productCategories(): Promise<Category[]> {
  const text = await readFile(new URL('../../../config/categories.yaml', import.meta.url), 'utf8');
  return (parse(text) as { categories: Category[] }).categories;
}

async function table(path: string): Promise<Record<string, string>[]> {
  const [head, ...lines] = (await readFile(path, 'utf8'))
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  const names = head!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [names[index]!, value])));
}
