import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Environment } from '#platform';
import { WrongUsage } from './command.js';

/** The database that the environment names, or the embedded one that runs on this machine's data folder. Throws `WrongUsage`. */
export async function databaseUrlOf({ DATABASE_URL, DATA_DIR }: Environment): Promise<string> {
  if (DATABASE_URL) return DATABASE_URL;
  const folder = resolve(DATA_DIR);
  // where the server's account may not enter the data folder, this names the place where the cluster lies instead
  const home = await readFile(join(folder, 'pg-elsewhere'), 'utf8').catch(() => folder);
  const read = (name: string) => readFile(join(home, name), 'utf8').then((text) => text.trim());
  try {
    const [port, password] = await Promise.all([read('pg-port'), read('pg-password')]);
    return `postgres://guacun:${encodeURIComponent(password)}@127.0.0.1:${port}/guacun`;
  } catch {
    throw new WrongUsage(
      `没有 DATABASE_URL,${resolve(DATA_DIR)} 里也没有自带的数据库`,
      `There is no DATABASE_URL, and no embedded database in ${resolve(DATA_DIR)}`,
    );
  }
}
