import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { configDirectory } from '../../../composition/src/index.js';
import { lifecyclePages } from './pages.js';

/** `npm run docs`: writes the pages that are generated from case types and policies. */
const root = join(configDirectory, '..');
for (const { path, text } of await lifecyclePages(configDirectory)) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
  console.log(path);
}
