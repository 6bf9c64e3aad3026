import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRetention, type Retention } from '#domain';
import { StartUpError } from '#platform';
import { parse } from 'yaml';

/** How long what is kept, from `config/retention.yaml`. Throws `StartUpError('config-invalid')` naming each wrong place. */
export async function retentionIn(configDirectory: string): Promise<Retention> {
  const file = join(configDirectory, 'retention.yaml');
  const read = readRetention(parse(await readFile(file, 'utf8')));
  if (read.ok) return read.retention;
  const problems = read.problems.map(({ path, code, value = '' }) => `${path} ${code} ${value}`).join('\n');
  throw new StartUpError(
    'config-invalid',
    `${file} 有误:\n${problems}`,
    `${file} is wrong in the places above; a period may not be below the legal minimum.`,
  );
}
