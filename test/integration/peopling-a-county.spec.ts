import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLogger } from '#platform';
import { DataSource } from 'typeorm';
import { ApiModule, createApplication } from '../../apps/api/src/index.js';
import { configDirectory, EngineModule, startRealCounty } from '../../apps/composition/src/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { enrol, send, Visitor } from '../support/sign-in/sign-in.js';

const county = '350123';
const village = '350123103201';
const since = '2026-01-01T00:00:00+08:00';

describe('a real county that begins with nobody but its administrator', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let url: string;
  let admin: Visitor;
  beforeAll(async () => {
    database = await freshDatabase();
    const settings = {
      ...{ databaseUrl: database.url, redisUrl: null, configDirectory, key: randomBytes(32), demonstration: false },
      ...{ secureCookies: true, poolSize: 4 },
    };
    app = await createApplication([EngineModule.with(settings), ApiModule], createLogger({ level: 'error' }), settings);
    const code = await startRealCounty(app.get(DataSource), county, configDirectory, 'until-used');
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
    admin = await enter('admin', '长而好记的一句话-1', code!);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  /** The first sign-in with a one-time code, and the second factor that a real county asks of its offices. */
  async function enter(name: string, password: string, code: string): Promise<Visitor> {
    const { status, body } = await send(url, 'POST', '/v1/session', { name, password, code });
    if (status !== 201) throw new Error(JSON.stringify(body));
    const visitor = new Visitor(url, (body as { token: string }).token);
    await enrol(visitor, password);
    return visitor;
  }

  async function made(by: Visitor, path: string, body: object): Promise<string> {
    const answer = await by.call('POST', `/v1/${path}`, body);
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body.id as string;
  }

  it('is peopled through the interface alone, until a case of a villager has its accountable leader', async () => {
    const unit = (name: string, kind: string, regionCode = county) =>
      made(admin, 'organisations', { name, kind, regionCode });
    const [office, leadership, township] = [
      await unit('县办公室', 'county-office'),
      await unit('县领导', 'leadership'),
      await unit('中房镇人民政府', 'township-government', '350123103'),
    ];
    const posted = async (name: string, organisationId: string, role: string, regionCode = county, rank?: string) => {
      const personId = await made(admin, 'persons', { name });
      await made(admin, 'postings', { personId, organisationId, role, regionCode, rank, from: since });
      return personId;
    };
    const clerk = await posted('演示·文书', township, 'village-clerk', village);
    const leader = await posted('演示·领导', leadership, 'leader', county, 'deputy');
    const officer = await posted('演示·县办', office, 'county-office');

    // the first administrator stays one: nobody gives themselves a posting, and is told what to do
    const { personId: oneself } = (await admin.call('GET', '/v1/me')).body as { personId: string };
    const own = await admin.call('POST', '/v1/postings', {
      ...{ personId: oneself, organisationId: office, role: 'county-office', regionCode: county, from: since },
    });
    expect([own.status, own.body.code]).toEqual([403, 'own-posting']);
    expect(own.body.detail).toContain('Administrators hold no other posting');

    const account = await admin.call('POST', '/v1/accounts', { personId: officer, name: 'office' });
    expect(account.status).toBe(201);
    const countyOffice = await enter('office', '又一句很长很长的话-2', account.body.oneTimeCode as string);
    const link = { personId: leader, villageCode: village, role: 'leader', principal: true, from: since };
    await made(countyOffice, 'links', link);

    const opened = await countyOffice.call('POST', '/v1/cases', {
      ...{ type: 'villager-problem', title: '路灯不亮', text: '村口路灯不亮', villageCode: village },
      ...{ category: 'roads', urgency: 'normal' },
    });
    expect(opened.status).toBe(201);
    const accepted = await countyOffice.call(
      'POST',
      `/v1/cases/${opened.body.id}/actions/accept`,
      { fields: { category: 'roads', urgency: 'normal', tier: 'A' } },
      { 'if-match': opened.headers.get('etag')! },
    );
    expect([accepted.status, accepted.body.leader.id]).toEqual([200, leader]);

    const { body } = await countyOffice.call('GET', `/v1/villages/${village}/accountability`);
    expect([body.leaders[0].person.id, body.clerks[0].person.id]).toEqual([leader, clerk]);
    const gaps = await countyOffice.call('GET', '/v1/duty/gaps');
    expect(gaps.body.items.map(({ role }: { role: string }) => role)).toEqual(
      expect.arrayContaining(['leader', 'head', 'officer']),
    );
  });

  it('leaves a trail of all of it', async () => {
    const rows = (await app
      .get(DataSource)
      .query(
        `SELECT subject_kind AS subject, count(*)::int AS n FROM audit_log WHERE kind = 'people-changed' GROUP BY 1 ORDER BY 1`,
      )) as object[];
    expect(rows).toEqual([
      { subject: 'link', n: 1 },
      { subject: 'organisation', n: 3 },
      { subject: 'person', n: 3 },
      { subject: 'posting', n: 3 },
    ]);
  });
});
