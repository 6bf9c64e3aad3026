import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createOnce } from './create-once.js';
import { createDataDirectory } from './data-directory.js';
import { StartUpError } from './start-up-error.js';

const keyBytes = 32;

/**
 * The installation's master key (32 bytes) from `<dataDir>/key`, made on the first call and kept from then on.
 * Everything encrypted hangs on it, so a missing key is only made where none was lost: the caller's data directory
 * is then new. Throws `StartUpError('key-unusable')` for a file that others may read, or of another length.
 */
export async function loadOrCreateKey(dataDir: string): Promise<Buffer> {
  await createDataDirectory(dataDir);
  const path = join(dataDir, 'key');
  await createOnce(path, () => randomBytes(keyBytes));
  return loadKey(path);
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
    throw unusable(`读不到密钥文件 ${path}。`, `The key file ${path} cannot be read.`);
  }
}

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');

const unusable = (zh: string, en: string): StartUpError => new StartUpError('key-unusable', zh, en);
