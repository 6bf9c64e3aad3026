import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { village, villageElsewhere } from '../support/api/seed-county.js';

const problem = {
  type: 'villager-problem',
  title: '水渠漏水',
  text: '村口水渠漏水',
  villageCode: village,
  category: 'farmland-irrigation',
  urgency: 'normal',
};
const classified = { category: 'farmland-irrigation', urgency: 'normal', tier: 'A' };

describe('cases over HTTP', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const open = async (fields: Record<string, unknown> = {}) =>
    (await api.call('clerk', 'POST', '/v1/cases', { body: { ...problem, ...fields } })).body as {
      id: string;
      version: number;
    };

  it('opens a case with its number, its running clock and its place', async () => {
    const { status, headers, body } = await api.call('clerk', 'POST', '/v1/cases', { body: problem });
    expect(status).toBe(201);
    expect(headers.get('etag')).toBe('"1"');
    expect(headers.get('location')).toBe(`/api/v1/cases/${body.id}`);
    expect(body).toMatchObject({
      type: 'villager-problem',
      state: 'registered',
      title: '水渠漏水',
      villageCode: village,
      dueAt: '2026-11-24T17:30:00+08:00',
      dueClock: 'acceptance',
      lamp: 'green',
      daysOverdue: 0,
      provisional: false,
      version: 1,
    });
    expect(body.number).toMatch(/^3501232026\d{6}$/);
  });

  it('goes from registration to the number struck off, each by its role', async () => {
    const { id } = await open();
    const does = async (by: Parameters<TestApi['act']>[0], action: string, fields = {}) => {
      const answer = await api.act(by, id, action, fields);
      expect([action, answer.status, answer.body.code ?? answer.body.state]).toEqual([action, 200, expect.any(String)]);
      return answer.body;
    };
    await does('townshipOffice', 'accept', classified);
    await does('countyOffice', 'dispatch', { lead: unitId('water'), handler: personId('waterHandler') });
    await does('waterHandler', 'receive');
    await does('waterHandler', 'note', { text: '已联系群众', contacted: true });
    await does('waterHandler', 'report', { outcome: 'solved', text: '修好了', head: personId('waterHead') });
    await does('countyOffice', 'approve-report');
    await does('secretary', 'callback', { reached: true, contacted: true, solved: true, satisfaction: 'very' });
    await does('countyOffice', 'complete');
    await does('leader', 'confirm');
    expect(await does('supervisor', 'clear')).toMatchObject({ state: 'cleared', lamp: 'green', dueClock: 'rest' });
  });

  it('lists what is open to the reader with its form, and why the rest is not', async () => {
    const { id } = await open();
    const { body, headers } = await api.get('townshipOffice', `/v1/cases/${id}`);
    expect(headers.get('etag')).toBe('"1"');
    expect(body.actions.map((action: { name: string }) => action.name)).toEqual(
      expect.arrayContaining(['accept', 'decline', 'note']),
    );
    const accept = body.actions.find((action: { name: string }) => action.name === 'accept');
    expect(accept.schema.required).toEqual(['category', 'urgency', 'tier']);
    expect(accept.schema.properties.tier).toMatchObject({ title: 'Tier', enum: ['A', 'B', 'C'] });
    expect(body.notOpen.find((action: { name: string }) => action.name === 'dispatch')).toMatchObject({
      code: 'not-from-this-state',
    });
    expect(body.events).toHaveLength(1);
    expect(body.clocks).toMatchObject([{ clock: 'acceptance', status: 'running', span: '1wd' }]);
  });

  it('[I-39] wants the version: 428 without, 412 when stale, and writes nothing', async () => {
    const { id } = await open();
    const accept = (headers: Record<string, string>) =>
      api.call('townshipOffice', 'POST', `/v1/cases/${id}/actions/accept`, { body: { fields: classified }, headers });
    expect(await accept({})).toMatchObject({ status: 428, body: { code: 'version-missing' } });
    expect(await accept({ 'if-match': '"9"' })).toMatchObject({
      status: 412,
      body: { code: 'version-stale', version: 1 },
    });
    expect(await accept({ 'if-match': 'rubbish' })).toMatchObject({ status: 412 });
    expect((await api.get('townshipOffice', `/v1/cases/${id}`)).body).toMatchObject({
      state: 'registered',
      version: 1,
    });
    expect(await accept({ 'if-match': '"1"' })).toMatchObject({ status: 200, body: { version: 2 } });
  });

  it('answers an action that is not open now with those that are', async () => {
    const { id } = await open();
    const { status, body, headers } = await api.act('townshipOffice', id, 'told', { how: 'phone', on: '2026-11-23' });
    expect(status).toBe(409);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ code: 'action-not-open', reason: 'not-from-this-state' });
    expect(body.actions.map(({ name }: { name: string }) => name)).toContain('accept');
    expect(await api.act('secretary', id, 'accept', classified)).toMatchObject({
      status: 403,
      body: { reason: 'not-your-part' },
    });
  });

  it('declines with two people, and returns with the head’s name', async () => {
    const declined = await open();
    const first = await api.act('townshipOffice', declined.id, 'decline', { reason: 'repeated', channel: 'none' });
    expect(first).toMatchObject({ status: 200, body: { state: 'registered' } });
    const { applications } = (await api.get('countyOffice', `/v1/cases/${declined.id}`)).body;
    const second = await api.act('countyOffice', declined.id, 'decide', {
      application: applications[0].id,
      agree: true,
    });
    expect(second).toMatchObject({ status: 200, body: { state: 'declined', dueClock: 'notice' } });

    const returned = await open();
    await api.act('townshipOffice', returned.id, 'accept', classified);
    await api.act('countyOffice', returned.id, 'dispatch', { lead: unitId('water') });
    const answer = await api.act('waterHandler', returned.id, 'return', {
      reason: '不属本单位',
      basis: '三定方案',
      head: personId('waterHead'),
    });
    expect(answer).toMatchObject({ status: 200, body: { state: 'returned' } });
  });

  it('explains a deadline day by day', async () => {
    const { id } = await open();
    const { status, body } = await api.get('clerk', `/v1/cases/${id}/clocks/acceptance/explanation`);
    expect([status, body.due, body.provisional]).toEqual([200, '2026-11-24T17:30:00+08:00', false]);
    expect(body.intervals.some(({ counted }: { counted: boolean }) => counted)).toBe(true);
    expect((await api.get('clerk', `/v1/cases/${id}/clocks/nonsense/explanation`)).status).toBe(404);
  });

  it('shows a case to its own people only: place, link, assignment', async () => {
    const { id } = await open();
    const sees = async (by: Parameters<TestApi['get']>[0]) => (await api.get(by, `/v1/cases/${id}`)).status;
    expect(
      await Promise.all(
        (['clerk', 'townshipOffice', 'leader', 'secretary', 'countyOffice', 'supervisor', 'chief'] as const).map(sees),
      ),
    ).toEqual(Array(7).fill(200));
    expect(
      await Promise.all((['clerkElsewhere', 'townshipElsewhere', 'otherLeader', 'waterHandler'] as const).map(sees)),
    ).toEqual(Array(4).fill(404));
    await api.act('townshipOffice', id, 'accept', classified);
    await api.act('countyOffice', id, 'dispatch', { lead: unitId('water') });
    expect([await sees('waterHandler'), await sees('roadsHandler')]).toEqual([200, 404]);
    expect(await sees('systemAdmin')).toBe(403);
    expect(await sees(null)).toBe(401);
  });

  it('keeps the requester sealed: nothing of the identity in any table', async () => {
    await open({ requester: { name: '演示甲乙', phone: '13800009999' } });
    const rows = (await api.dataSource.query('SELECT identity, phone_index FROM requester')) as { identity: Buffer }[];
    expect(rows).toHaveLength(1);
    expect(rows[0]!.identity.toString('latin1')).not.toContain('13800009999');
    const [{ dump }] = (await api.dataSource.query(
      `SELECT string_agg(x::text, '') AS dump FROM (SELECT e::text AS x FROM case_event e UNION ALL SELECT c::text FROM cases c UNION ALL SELECT t::text FROM case_text t) all_rows`,
    )) as [{ dump: string }];
    expect(dump).not.toMatch(/演示甲乙|13800009999/);
  });

  it('puts accepted cases on the village’s list, tier A on the linked leader’s, sorted by what is due', async () => {
    const a = await open({ title: '甲类事项' });
    const b = await open({ title: '乙类事项' });
    await api.act('townshipOffice', a.id, 'accept', { ...classified, urgency: 'urgent' });
    await api.act('townshipOffice', b.id, 'accept', { ...classified, tier: 'B' });
    const ids = async (by: Parameters<TestApi['get']>[0], path: string) =>
      (await api.get(by, path)).body.items as { id: string; dueAt: string }[];
    const villageList = await ids('clerk', `/v1/priority-lists/villages/${village}`);
    expect(villageList.map(({ id }) => id)).toEqual(expect.arrayContaining([a.id, b.id]));
    expect(villageList.map(({ dueAt }) => dueAt)).toEqual([...villageList.map(({ dueAt }) => dueAt)].sort());
    const leaders = (await ids('leader', '/v1/priority-lists/leaders/me')).map(({ id }) => id);
    expect(leaders).toContain(a.id);
    expect(leaders).not.toContain(b.id);
  });

  it('refuses a village outside the clerk’s own, and one that does not exist', async () => {
    expect(
      await api.call('clerk', 'POST', '/v1/cases', { body: { ...problem, villageCode: villageElsewhere } }),
    ).toMatchObject({ status: 403 });
    const { status, body } = await api.call('clerk', 'POST', '/v1/cases', {
      body: { ...problem, villageCode: '350123103999' },
      headers: { 'accept-language': 'zh-CN,zh;q=0.9' },
    });
    expect([status, body.code, body.errors[0].field]).toEqual([422, 'bad-fields', 'villageCode']);
    expect(body.errors[0].message).toContain('12 位');
  });
});
