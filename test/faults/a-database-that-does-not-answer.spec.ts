import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { newToken } from '#identity';
import { createLogger } from '#platform';
import { DataSource } from 'typeorm';
import { ApiModule, createApplication } from '../../apps/api/src/index.js';
import { configDirectory, EngineModule } from '../../apps/composition/src/index.js';
import { seedCounty } from '../support/api/seed-county.js';
import { personId } from '../support/api/api.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { type Gate, gateBefore } from '../support/gate.js';

const poolSize = 3;

describe('a database that does not answer', () => {
  let database: TestDatabase;
  let gate: Gate;
  let app: NestFastifyApplication;
  let dataSource: DataSource;
  let url: string;
  let token: string;
  beforeAll(async () => {
    database = await freshDatabase();
    gate = await gateBefore(database.url);
    const settings = {
      databaseUrl: gate.url,
      redisUrl: null,
      configDirectory,
      key: randomBytes(32),
      demonstration: false,
      secureCookies: false,
      poolSize,
    };
    const logger = createLogger({ level: 'silent' });
    app = await createApplication([EngineModule.with(settings), ApiModule], logger, settings);
    dataSource = app.get(DataSource);
    await seedCounty(dataSource);
    token = await signedIn(dataSource);
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterAll(async () => {
    gate.thaw();
    await app.close();
    await gate.close();
    await database.drop();
  });

  /** What a person is told, and after how many seconds. */
  const asked = async (path = '/v1/case-types') => {
    const began = performance.now();
    const response = await fetch(`${url}/api${path}`, {
      headers: { authorization: `Bearer ${token}`, 'accept-language': 'en' },
    });
    const { code } = (await response.json()) as { code?: string };
    const seconds = (performance.now() - began) / 1000;
    return { status: response.status, code, again: response.headers.get('retry-after'), seconds };
  };
  const refused = { status: 503, code: 'not-ready', again: '5' };

  it('answers while it is there', async () => {
    expect(await asked()).toMatchObject({ status: 200 });
  });

  it('is said within seconds where no connection is left, and forgotten once one is', async () => {
    const held = Array.from({ length: poolSize }, () => dataSource.createQueryRunner());
    await Promise.all(held.map((runner) => runner.connect()));
    const told = await Promise.all([asked(), asked('/health/ready')]);
    await Promise.all(held.map((runner) => runner.release()));
    for (const one of told) expect(one).toMatchObject(refused);
    expect(Math.max(...told.map(({ seconds }) => seconds))).toBeLessThan(12);
    expect(await asked()).toMatchObject({ status: 200 });
  });

  it('is said within seconds where the server is frozen, and forgotten once it goes on', async () => {
    gate.freeze();
    const told = await Promise.all(Array.from({ length: 2 * poolSize }, () => asked()));
    gate.thaw();
    for (const one of told) expect(one).toMatchObject(refused);
    // one waits for the connection that another gives up
    expect(Math.max(...told.map(({ seconds }) => seconds))).toBeLessThan(22);
    expect(await asked()).toMatchObject({ status: 200 });
  });

  it('is said where one statement takes too long; the others go on', async () => {
    const [slow] = await Promise.allSettled([dataSource.query('SELECT pg_sleep(60)')]);
    expect(String((slow as PromiseRejectedResult).reason)).toContain('statement timeout');
    expect(await asked()).toMatchObject({ status: 200 });
  });

  it('is said at once where it is gone', async () => {
    await gate.close();
    const told = await asked();
    expect(told).toMatchObject(refused);
    expect(told.seconds).toBeLessThan(3);
  });
});

async function signedIn(dataSource: DataSource): Promise<string> {
  const { token, hash } = newToken();
  await dataSource.query(
    `INSERT INTO session (token_hash, account_id, created_at, expires_at)
     SELECT $1, id, $2, $3 FROM account WHERE person_id = $4`,
    [hash, new Date(), new Date(Date.now() + 3_600_000), personId('countyOffice')],
  );
  return token;
}
