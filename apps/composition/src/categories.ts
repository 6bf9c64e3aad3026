import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartUpError } from '#platform';
import { type Category } from '#persistence';
import { parse } from 'yaml';

/** The tree of problem categories (`config/categories.yaml`), importable: a county may bring its own. */
export async function readCategories(configDirectory: string): Promise<Category[]> {
  const file = join(configDirectory, 'categories.yaml');
  const { categories } = parse(await readFile(file, 'utf8')) as { categories?: Category[] };
  if (!categories?.length) {
    throw new StartUpError(
      'config-invalid',
      `${file} 里没有类别,请检查文件内容。`,
      `${file} names no categories; check the file.`,
    );
  }
  return categories;
}
