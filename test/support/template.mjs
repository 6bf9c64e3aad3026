import pg from 'pg';

/** The migrated, empty database that every test's own one is copied from. */
export const template = 'guacun_template';

/** Turns database `guacun` of a new server into the template: migrated by its owner for the role that serves, as an installation's is. */
export async function prepareTemplate({ url, ownerUrl, adminUrl }) {
  const { migrate } = await import('#persistence');
  const { migrateQueues } = await import('#queue');
  await migrateQueues(ownerUrl, await migrate(ownerUrl, url));
  const client = new pg.Client(adminUrl);
  await client.connect();
  await client.query(`ALTER DATABASE guacun RENAME TO ${template}`);
  await client.query(`ALTER DATABASE ${template} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  await client.end();
}
