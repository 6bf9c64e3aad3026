import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { StartUpError } from './start-up-error.js';

/**
 * Makes the installation's folder where it is missing, closed to others; under root they may pass through it, because
 * PostgreSQL runs as an account of its own and its folder lies inside. Files in it are closed one by one (0600).
 * Throws `StartUpError('data-directory-unusable')` when it cannot be made or written.
 */
export async function createDataDirectory(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new StartUpError(
      'data-directory-unusable',
      `数据目录 ${dataDir} 无法创建或写入(${why})。请检查权限,或另设:DATA_DIR=… npm start`,
      `The data folder ${dataDir} cannot be made or written (${why}). Check its permissions, or set DATA_DIR.`,
    );
  }
}
