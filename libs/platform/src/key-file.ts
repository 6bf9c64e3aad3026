import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createOnce } from './create-once.js';
import { createDataDirectory } from './data-directory.js';
import { StartUpError } from './start-up-error.js';

/** Length of a key. */
export const keyBytes = 32;

/**
 * The installation's master key (32 bytes) from `<dataDir>/key`, made on the first call and kept from then on.
 * Everything encrypted hangs on it, so a missing key is made only where nothing was ever sealed (`isNew`): a lost one is
 * never replaced in silence. Throws `StartUpError('key-unusable')` for a file that is missing beside sealed data, that
 * others may read, or that is of another length.
 */
export async function loadOrCreateKey(dataDir: string, isNew = true): Promise<Buffer> {
  await createDataDirectory(dataDir);
  const path = keyFileIn(dataDir);
  if (isNew) await createOnce(path, () => randomBytes(keyBytes));
  return loadKey(path);
}

/** Where an installation keeps its key when no other place is named. */
export function keyFileIn(dataDir: string): string {
  return join(dataDir, 'key');
}

/** The 32 bytes in the file at `path` (for an installation that mounts its key as a secret). Throws as above. */
export async function loadKey(path: string): Promise<Buffer> {
  const mode = await modeOf(path);
  if (mode & 0o077)
    throw unusable(
      `密钥文件 ${path} 的权限是 ${octal(mode)},其他用户可以读取。请执行:chmod 600 ${path}`,
      `The key file ${path} has mode ${octal(mode)}: others may read it. Run: chmod 600 ${path}`,
    );
  const key = await readFile(path);
  if (key.length !== keyBytes)
    throw unusable(
      `密钥文件 ${path} 应为 ${keyBytes} 字节,实际为 ${key.length} 字节。请从备份恢复。`,
      `The key file ${path} must hold ${keyBytes} bytes and holds ${key.length}. Restore it from your backup.`,
    );
  return key;
}

async function modeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).mode & 0o777;
  } catch {
    throw unusable(
      `读不到密钥文件 ${path}。用它加密过的内容,别的密钥打不开:请从备份恢复,不要另建。第一次安装见 docs/operations.md。`,
      `The key file ${path} cannot be read. What it sealed opens with no other key: restore it from your backup, make no new one. For a first installation see docs/operations.md.`,
    );
  }
}

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');

const unusable = (zh: string, en: string): StartUpError => new StartUpError('key-unusable', zh, en);
