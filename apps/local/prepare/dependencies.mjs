import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** The packages of package-lock.json, exactly. */
export const dependencies = {
  zh: '正在安装依赖(首次约一分钟)',
  en: 'Installing packages (about a minute the first time)',
  isFresh: () => isInstalled(packagesIn('package-lock.json'), packagesIn('node_modules/.package-lock.json')),
  command: ['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
};

/**
 * npm writes down, as the last thing, what it put into node_modules: every wanted package must be there in its version,
 * and no other. Optional ones (binaries for other systems) may be missing.
 */
export function isInstalled(wanted, present) {
  return (
    Object.entries(wanted).every(([path, { integrity, optional }]) =>
      present[path] ? present[path].integrity === integrity : optional,
    ) && Object.keys(present).every((path) => wanted[path])
  );
}

/** Packages of a lock file by their place; empty when the file is missing or cut short. */
function packagesIn(lockFile) {
  try {
    const { packages } = JSON.parse(readFileSync(join(root, lockFile), 'utf8'));
    return Object.fromEntries(Object.entries(packages).filter(([path]) => path !== ''));
  } catch {
    return {};
  }
}
