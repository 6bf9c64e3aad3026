import { readEnvironment } from '#platform';
import { bringUpToDate } from '../../../composition/src/index.js';
import { type ExitCode, WrongUsage } from '../command.js';

/** `guacun migrate`: brings the schema up to date as its owner, so that what serves need not be able to. */
export async function migrateDatabase(): Promise<ExitCode> {
  const { DATABASE_URL: url, OWNER_DATABASE_URL: ownerUrl, REDIS_URL } = readEnvironment();
  if (!url) throw new WrongUsage('请设置 DATABASE_URL', 'Set DATABASE_URL');
  await bringUpToDate({ url, ownerUrl }, !REDIS_URL);
  return 0;
}
