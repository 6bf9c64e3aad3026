import pg from 'pg';

/** The migrated, empty database that every test's own one is copied from. */
export const template = 'guacun_template';

/** Turns database `guacun` of a new server into the template: migrated by its owner, as an installation's is. */
export async function prepareTemplate({ url, adminUrl }) {
  const { migrate } = await import('#persistence');
  await migrate(url);
  const client = new pg.Client(adminUrl);
  await client.connect();
  await client.query(`ALTER DATABASE guacun RENAME TO ${template}`);
  await client.query(`ALTER DATABASE ${template} IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  await client.end();
}
