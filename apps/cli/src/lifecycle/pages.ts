import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCaseType, readPolicy } from '#domain';
import { parse } from 'yaml';
import { lifecyclePage } from './lifecycle-page.js';

/** A generated page and where it belongs, from the root of the repository. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** A page for each case type that ships with a policy. Throws where a file is broken: `npx guacun check` says how. */
export async function lifecyclePages(configDirectory: string): Promise<Page[]> {
  const files = (await readdir(join(configDirectory, 'case-types'))).sort();
  return Promise.all(files.map((file) => pageOf(configDirectory, file)));
}

async function pageOf(configDirectory: string, file: string): Promise<Page> {
  const yaml = async (folder: string): Promise<unknown> =>
    parse(await readFile(join(configDirectory, folder, file), 'utf8'));
  const type = readCaseType(await yaml('case-types'));
  const policy = readPolicy(await yaml('policies'));
  if (!type.ok || !policy.ok) throw new Error(`${file} cannot be read`);
  return {
    path: join('docs', 'lifecycle', file.replace(/\.yaml$/, '.md')),
    text: lifecyclePage(type.type, policy.policy),
  };
}
