import { isUpToDate, mayMigrate, migrate } from '#persistence';
import { StartUpError } from '#platform';
import { migrateQueues } from '#queue';

/** A database: as the role that serves, and as its owner where that is another role. */
export interface DatabaseRoles {
  readonly url: string;
  readonly ownerUrl?: string;
}

/**
 * Brings the schema up to date, and that of the queues where they live in PostgreSQL. A process that only serves and may
 * not change the schema looks whether somebody has done it. Throws `StartUpError('schema-outdated')` where nobody has.
 */
export async function bringUpToDate({ url, ownerUrl = url }: DatabaseRoles, queuesInPostgres: boolean): Promise<void> {
  if (await mayMigrate(ownerUrl)) {
    const servingRole = await migrate(ownerUrl, url);
    if (queuesInPostgres) await migrateQueues(ownerUrl, servingRole);
  } else if (!(await isUpToDate(url))) {
    throw new StartUpError(
      'schema-outdated',
      '数据库结构不是这个版本的,而当前角色无权更新。请先执行 guacun migrate(需要 OWNER_DATABASE_URL)。',
      'The schema of the database is not the one of this version, and this role may not change it. Run guacun migrate first (with OWNER_DATABASE_URL).',
    );
  }
}
