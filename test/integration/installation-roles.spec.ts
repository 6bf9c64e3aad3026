import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { bringUpToDate } from '../../apps/composition/src/index.js';
import { migrateQueues } from '../../libs/queue/src/index.js';
import { checkout } from '../support/running-system.js';

/** The roles of `deploy/postgres-roles.sql` on the test's server, under names that nobody else has. */
const mark = randomUUID().slice(0, 8);
const named = (name: string) => `${name}_${mark}`;
const script = readFileSync(`${checkout}deploy/postgres-roles.sql`, 'utf8')
  .replace(/^\\getenv.*$/gm, '')
  .replace(/:'\w+_password'/g, `'secret'`)
  .replace(/\bguacun(_owner)?\b/g, (name) => named(name));

describe('an installation with a role that owns and one that serves', () => {
  const admin = new pg.Client(process.env['GUACUN_TEST_SERVER']);
  const urlOf = (role: string) => {
    const url = new URL(process.env['GUACUN_TEST_SERVER']!);
    [url.username, url.password, url.pathname] = [named(role), 'secret', named('guacun')];
    return url.href;
  };
  const [url, ownerUrl] = [urlOf('guacun'), urlOf('guacun_owner')];

  beforeAll(async () => {
    await admin.connect();
    for (const statement of script.split(';').filter((one) => one.replace(/--.*$/gm, '').trim() !== ''))
      await admin.query(statement);
  });
  afterAll(async () => {
    await admin.query(`DROP DATABASE ${named('guacun')} WITH (FORCE)`);
    await admin.query(`DROP ROLE ${named('guacun')}, ${named('guacun_owner')}`);
    await admin.end();
  });

  const asServing = async (statement: string) => {
    const client = new pg.Client(url);
    await client.connect();
    try {
      return (await client.query(statement)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };

  it('does not begin to serve on an empty database: it says what to run', async () => {
    await expect(bringUpToDate({ url }, false)).rejects.toMatchObject({
      code: 'schema-outdated',
      en: expect.stringContaining('guacun migrate'),
    });
  });

  it('is brought up to date by the owner, for the other to serve', async () => {
    await bringUpToDate({ url, ownerUrl }, true);
    await bringUpToDate({ url }, true);
    expect(await asServing('SELECT count(*)::int AS seals FROM audit_seal')).toEqual([{ seals: 0 }]);
    expect(await asServing('SELECT count(*)::int > 0 AS known FROM bullmq.migration')).toEqual([{ known: true }]);
    await expect(asServing('DELETE FROM audit_log')).rejects.toThrow(/permission denied/);
  });

  it('is brought up to date by processes that start together, which wait for one another', async () => {
    for (let round = 0; round < 3; round++)
      await Promise.all(Array.from({ length: 8 }, () => migrateQueues(ownerUrl, named('guacun'))));
  });

  it('serves no longer when the schema is not the one of this version', async () => {
    const owner = new pg.Client(ownerUrl);
    await owner.connect();
    await owner.query('DELETE FROM migration WHERE id = (SELECT max(id) FROM migration)');
    await owner.end();
    await expect(bringUpToDate({ url }, true)).rejects.toMatchObject({ code: 'schema-outdated' });
  });
});
