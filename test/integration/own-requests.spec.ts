import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { maskName } from '#domain';
import { startApi, type TestApi } from '../support/api/api.js';
import { county, idOf, village } from '../support/api/seed-county.js';
import { holderOf, ownUnit, seedEveryRole } from '../support/authorisation/cast.js';

const resident = holderOf('resident');
const request = {
  type: 'villager-problem',
  title: '路灯不亮',
  text: '我家门口的路灯三天不亮',
  villageCode: village,
  category: 'roads',
  urgency: 'normal',
};
const classified = { category: 'roads', urgency: 'normal', tier: 'B' };

describe('[design §10] a resident asks, and sees the own requests only', () => {
  let api: TestApi;
  let id: string;
  beforeAll(async () => {
    api = await startApi();
    await seedEveryRole(api.dataSource, county);
    const opened = await api.call(resident, 'POST', '/v1/cases', { body: { ...request, confidential: true } });
    expect([opened.status, opened.body.code]).toEqual([201, undefined]);
    id = opened.body.id as string;
    await api.act('townshipOffice', id, 'accept', classified);
    await api.act('countyOffice', id, 'set-confidential', { confidential: true, summary: '村口一处路灯不亮,请修' });
    await api.act('countyOffice', id, 'dispatch', { lead: idOf(`${county}/${ownUnit}`), requirement: '三日内修好' });
    await api.act('countyOffice', id, 'note', { text: '内部:线路老化' });
  });
  afterAll(() => api.stop());

  it('reads the own words, the state and the deadline, and nothing of how the work is organised', async () => {
    const { status, body } = await api.get(resident, `/v1/cases/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ reads: 'own', title: request.title, text: request.text, state: 'dispatched' });
    expect(body.dueAt).toEqual(expect.any(String));
    for (const kept of ['timers', 'waitsOn', 'order', 'applications']) expect(body[kept]).toBeUndefined();
    const all = JSON.stringify(body);
    expect(all).not.toMatch(/内部|线路|三日内修好|演示·(?!resident|leader)/);
  });

  it('is found by the own words, not by what was noted about it', async () => {
    const count = async (q: string) =>
      (await api.get(resident, `/v1/cases?q=${encodeURIComponent(q)}`)).body.count as number;
    expect([await count('路灯'), await count('线路老化'), await count('三日内')]).toEqual([1, 0, 0]);
  });

  it('is called by the family name alone in the registers, and found by no more, but by who keeps them', async () => {
    const [{ name, id: person }] = (await api.dataSource.query('SELECT p.id, p.name FROM person p JOIN posting g ON g.person_id = p.id WHERE g.county_code = $1 AND g.role = $2', [county, 'resident'])) as [{ id: string; name: string }]; // prettier-ignore
    const masked = maskName(name);
    for (const by of ['waterHandler', 'countyOffice', 'auditAdmin'] as const) {
      const found = async (q: string) =>
        ((await api.get(by, `/v1/persons?q=${encodeURIComponent(q)}`)).body.items as { id: string }[]).some(({ id: one }) => one === person); // prettier-ignore
      expect([by, await found(name), await found(name.slice(1)), await found(masked)]).toEqual([
        by,
        false,
        false,
        true,
      ]);
      expect((await api.get(by, `/v1/persons/${person}`)).body.name).toBe(masked);
      const postings = (await api.get(by, '/v1/postings?role=resident')).body.items as { person: { name: string } }[];
      expect(postings.map((one) => one.person.name)).toContain(masked);
      for (let cursor = ''; ;) {
        const { body } = await api.get(by, `/v1/persons?limit=1&cursor=${cursor}`.replace(/&cursor=$/, ''));
        expect(JSON.stringify(body)).not.toContain(name);
        if (body.nextCursor === null) break;
        cursor = body.nextCursor as string;
        expect(Buffer.from(cursor, 'base64url').toString()).not.toContain(name);
      }
    }
    const keeper = await api.get('systemAdmin', `/v1/persons?q=${encodeURIComponent(name)}`);
    expect(keeper.body.items).toMatchObject([{ id: person, name }]);
    expect((await api.get('waterHandler', '/v1/persons?q=waterHead')).body.items).toMatchObject([
      { name: '演示·waterHead' },
    ]);
  });

  it('sees nobody else’s: not of the same village, not by list, search or id', async () => {
    const other = (await api.call('clerk', 'POST', '/v1/cases', { body: { ...request, title: '别人的路灯' } })).body.id;
    expect((await api.get(resident, `/v1/cases/${other}`)).status).toBe(404);
    const { body } = await api.get(resident, '/v1/cases');
    expect((body.items as { id: string }[]).map((one) => one.id)).toEqual([id]);
    expect((await api.act(resident, other as string, 'note', { text: '看看' })).status).toBe(404);
  });

  it('has no part in the work, and no register of people', async () => {
    expect((await api.act(resident, id, 'note', { text: '催一下' })).status).toBe(403);
    for (const path of ['/v1/persons', '/v1/organisations', '/v1/priority-lists/leaders/me', '/v1/supervision-orders'])
      expect([path, (await api.get(resident, path)).status]).toEqual([path, 403]);
    for (const path of ['/v1/villages', '/v1/categories', '/v1/case-types', '/v1/inbox'])
      expect([path, (await api.get(resident, path)).status]).toEqual([path, 200]);
  });

  it('asks for the own village only', async () => {
    const elsewhere = await api.call(resident, 'POST', '/v1/cases', { body: { ...request, villageCode: '350123200201' } }); // prettier-ignore
    expect(elsewhere.status).toBe(403);
  });

  it('stays unknown to who handles a confidential request: not even the history says who asked', async () => {
    const all = JSON.stringify((await api.get(holderOf('handler'), `/v1/cases/${id}`)).body);
    expect(all).toContain('村口一处路灯不亮');
    expect(all).not.toMatch(/三天不亮|residentId/);
    expect(all).not.toContain(idOf(`${county}/${resident}`));
    expect(all).not.toContain('演示·resident');
    // the office knows there is somebody, masked
    const office = (await api.get('countyOffice', `/v1/cases/${id}`)).body;
    expect(office.events[0].actor.name).toMatch(/^演\*+$/);
  });
});
