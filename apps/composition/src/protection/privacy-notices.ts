import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PrivacyNotice } from '#domain';
import { StartUpError } from '#platform';

/** The privacy notices of `config/privacy-notices`, each named by the day from which it is in force (`2026-01-01.md`). */
export async function readPrivacyNotices(configDirectory: string): Promise<PrivacyNotice[]> {
  const folder = join(configDirectory, 'privacy-notices');
  const files = await readdir(folder).catch(() => [] as string[]);
  const wrong = files.filter((file) => !/^\d{4}-\d{2}-\d{2}\.md$/.test(file));
  if (files.length === 0 || wrong.length > 0) {
    throw new StartUpError(
      'config-invalid',
      `${folder} 里应有以施行日期命名的告知文本,例如 2026-01-01.md。${wrong.join(' ')}`,
      `${folder} should hold notices named by the day they take effect, such as 2026-01-01.md. ${wrong.join(' ')}`,
    );
  }
  return Promise.all(
    files.map(async (file) => ({ version: file.slice(0, -3), text: await readFile(join(folder, file), 'utf8') })),
  );
}
