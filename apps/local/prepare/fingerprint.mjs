import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const neverRead = new Set(['node_modules', 'dist', 'coverage']);

/**
 * A hash over the names and contents of files and folders of the checkout. Contents, not dates: a fresh clone, a copied
 * folder and a switched branch are all judged rightly. A few megabytes take some tens of milliseconds.
 * @param {string[]} paths relative to the checkout; one that does not exist counts as such
 * @param {(path: string) => boolean} counts which files matter
 */
export function fingerprint(paths, counts = () => true) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths.flatMap(filesUnder)) {
    if (counts(path)) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .filter((name) => !neverRead.has(name))
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
