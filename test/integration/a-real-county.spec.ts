import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLogger } from '#platform';
import { DataSource } from 'typeorm';
import { ApiModule, createApplication } from '../../apps/api/src/index.js';
import { configDirectory, EngineModule, refuseOtherMode, startRealCounty } from '../../apps/composition/src/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { enrol, Visitor } from '../support/sign-in/sign-in.js';

describe('a real county, started for the first time', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let url: string;
  let code: string | null;
  beforeAll(async () => {
    database = await freshDatabase();
    const settings = {
      databaseUrl: database.url,
      redisUrl: null,
      configDirectory,
      key: randomBytes(32),
      demonstration: false,
      secureCookies: true,
      poolSize: 4,
    };
    app = await createApplication([EngineModule.with(settings), ApiModule], createLogger({ level: 'error' }), settings);
    code = await startRealCounty(app.get(DataSource), '350123', configDirectory, 'until-used');
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('knows the county’s divisions and rules, and nobody but its administrator', async () => {
    const [row] = (await app.get(DataSource).query(
      `SELECT (SELECT count(*)::int FROM region WHERE length(code) = 12 AND valid_to IS NULL) AS villages, (SELECT count(*)::int FROM person) AS people,
              (SELECT demonstration FROM county) AS demonstration, (SELECT count(*)::int FROM case_type_activation) AS types`,
    )) as object[];
    expect(row).toEqual({ villages: 203, people: 1, demonstration: false, types: 2 });
  });

  it('takes what a file says anew as a draft at the next start, and goes on by what is in force', async () => {
    const changed = await mkdtemp(join(tmpdir(), 'guacun-config-'));
    await cp(configDirectory, changed, { recursive: true });
    const file = join(changed, 'policies', 'villager-problem.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('clearance: 5wd', 'clearance: 4wd'));
    await startRealCounty(app.get(DataSource), '350123', changed, 'once');
    const versions = () =>
      app.get(DataSource).query(
        `SELECT count(*)::int AS versions, count(a.id)::int AS activations FROM policy_version v
           LEFT JOIN policy_activation a ON a.version_id = v.id WHERE v.code = 'villager-problem'`,
      );
    expect(await versions()).toEqual([{ versions: 2, activations: 1 }]);
    await writeFile(file, 'type: [');
    await startRealCounty(app.get(DataSource), '350123', changed, 'once');
    expect(await versions()).toEqual([{ versions: 2, activations: 1 }]);
    await rm(changed, { recursive: true });
  });

  it('prints a new one-time code at each start until it is used', async () => {
    const again = await startRealCounty(app.get(DataSource), '350123', configDirectory, 'until-used');
    expect(again).toMatch(/^[A-Z2-9]{10}$/);
    expect(again).not.toBe(code);
    expect((await post('/session', { name: 'admin', password: '随便一句很长的话呀', code })).status).toBe(401);
    code = again;
  });

  it('lets the first administrator in with the code and a password of their own, once', async () => {
    const asked = await post('/session', { name: 'admin', password: code });
    expect([asked.status, ((await asked.json()) as { code: string }).code]).toEqual([403, 'password-needed']);
    const weak = await post('/session', { name: 'admin', password: 'short', code });
    expect(weak.status).toBe(422);

    const entered = await post('/session', { name: 'admin', password: '长而好记的一句话-1', code });
    expect(entered.status).toBe(201);
    expect(entered.headers.get('set-cookie')).toMatch(/^__Host-guacun_session=.*HttpOnly.*Secure.*SameSite=Strict/i);
    const { token } = (await entered.json()) as { token: string };
    const me = await fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(await me.json()).toMatchObject({ roles: ['system-admin'], demonstration: false });

    expect((await post('/session', { name: 'admin', password: '又一句很长很长的话-2', code })).status).toBe(401);
    expect((await post('/session', { name: 'admin', password: '长而好记的一句话-1' })).status).toBe(201);
    expect(await startRealCounty(app.get(DataSource), '350123', configDirectory, 'until-used')).toBeNull();

    const shut = await post('/demo/clock', { advance: '1wd' }, { authorization: `Bearer ${token}` });
    expect([shut.status, ((await shut.json()) as { code: string }).code]).toEqual([403, 'second-factor-missing']);
    const visitor = new Visitor(url, token);
    const enrolled = await enrol(visitor, '长而好记的一句话-1');
    expect(enrolled.recoveryCodes).toHaveLength(10);

    const authorization = `Bearer ${visitor.token}`;
    const clock = await post('/demo/clock', { advance: '1wd' }, { authorization });
    expect([clock.status, ((await clock.json()) as { code: string }).code]).toEqual([403, 'demonstration-only']);
    expect(clock.headers.get('x-guacun-data')).toBeNull();
  });

  it('never shares a database with the demonstration', async () => {
    await expect(refuseOtherMode(app.get(DataSource), true)).rejects.toThrow('another DATA_DIR');
    await expect(refuseOtherMode(app.get(DataSource), false)).resolves.toBeUndefined();
  });
});
