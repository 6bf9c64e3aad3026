import pg from 'pg';
import { createDataSource } from '../data-source.js';

/** Whether the role of a URL may change the schema: the owner may, the role that serves may not. */
export async function mayMigrate(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ may: boolean }>(`SELECT has_schema_privilege('public', 'CREATE') AS may`);
    return rows[0]!.may;
  } finally {
    await client.end();
  }
}

/** Whether every migration of this version has run. */
export async function isUpToDate(url: string): Promise<boolean> {
  const dataSource = await createDataSource(url, 1).initialize();
  try {
    const [{ exists }] = (await dataSource.query(`SELECT to_regclass('migration') IS NOT NULL AS exists`)) as [
      { exists: boolean },
    ];
    return exists && !(await dataSource.showMigrations());
  } finally {
    await dataSource.destroy();
  }
}
