import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi, unitId } from '../support/api/api.js';
import { village } from '../support/api/seed-county.js';

const problem = {
  type: 'villager-problem',
  title: '水渠漏水',
  text: '村口水渠漏水',
  villageCode: village,
  category: 'farmland-irrigation',
  urgency: 'normal',
};
const unprimitive = { toString: 1, valueOf: 1 };

describe('[issue 2, bad input] never a 500', () => {
  let api: TestApi;
  let id: string;
  beforeAll(async () => {
    api = await startApi();
    id = (await api.call('clerk', 'POST', '/v1/cases', { body: problem })).body.id as string;
  });
  afterAll(() => api.stop());

  const accepted = async () => {
    const { body } = await api.call('clerk', 'POST', '/v1/cases', { body: problem });
    await api.act('townshipOffice', body.id as string, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    return body.id as string;
  };

  it.each([
    ['fields: null', { fields: null }],
    ['a list as body', []],
    ['a number as body', 5],
  ])('an action with %s', async (_what, body) => {
    const answer = await api.call('clerk', 'POST', `/v1/cases/${id}/actions/note`, {
      body: typeof body === 'number' ? String(body) : body,
      headers: { 'if-match': '"1"' },
    });
    expect(answer.status).toBeLessThan(500);
  });

  it('a field that the form does not know but an effect reads', async () => {
    const answer = await api.act('townshipOffice', id, 'accept', {
      category: 'roads',
      urgency: 'normal',
      tier: 'B',
      importedAt: 'yesterday',
    });
    expect(answer.status).toBe(422);
  });

  it('an object that cannot be made a text, where a unit is named', async () => {
    const kase = await accepted();
    expect((await api.act('countyOffice', kase, 'dispatch', { lead: unprimitive })).status).toBe(422);
    expect(
      (await api.act('countyOffice', kase, 'dispatch', { lead: unitId('water'), coHandlers: [unprimitive] })).status,
    ).toBe(422);
  });

  it.each([
    ['a NUL in the title', { title: '水渠\u0000漏水' }],
    ['a NUL in the text', { text: 'a\u0000b' }],
    ['a Latin word of 3000 letters', { text: 'a'.repeat(3000) }],
    ['a NUL in the type', { type: 'villager\u0000problem' }],
    ['a lone surrogate', { text: '\ud800 x' }],
    ['a NUL in the name of the requester', { requester: { name: 'a\u0000' } }],
  ])('opening with %s', async (_what, fields) => {
    const answer = await api.call('clerk', 'POST', '/v1/cases', { body: { ...problem, ...fields } });
    expect(answer.status).toBeLessThan(500);
  });

  it('a NUL in a note', async () => {
    expect((await api.act('clerk', id, 'note', { text: 'a\u0000b' })).status).toBeLessThan(500);
  });

  const cursor = (at: string) =>
    Buffer.from(JSON.stringify([at, '00000000-0000-7000-8000-000000000000'])).toString('base64url');
  it.each([
    ['q=%00', 'q=%00'],
    ['state=%00', 'state=%00'],
    ['category=%00', 'category=%00'],
    ['type=%00', 'type=%00'],
    ['urgency=%00', 'urgency=%00'],
    ['a cursor whose date only JavaScript reads', `cursor=${cursor('2026-01-01 (x)')}`],
    ['a cursor beyond PostgreSQL', `cursor=${cursor('+275760-09-12T00:00:00Z')}`],
  ])('a list with %s', async (_what, query) => {
    expect((await api.get('supervisor', `/v1/cases?${query}`)).status).toBeLessThan(500);
  });

  it.each([
    ['a list', []],
    ['a NUL in the name', { name: 'a\u0000', password: 'x' }],
    ['nothing', {}],
  ])('a stranger signing in with %s', async (_what, body) => {
    expect((await api.call(null, 'POST', '/v1/session', { body })).status).toBeLessThan(500);
  });
});

describe('[design §11] a list', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it('shows every case that it counts, also one without a deadline', async () => {
    const { body } = await api.call('clerk', 'POST', '/v1/cases', { body: problem });
    const id = body.id as string;
    await api.act('townshipOffice', id, 'decline', { reason: 'unclear', channel: 'none' });
    const whole = await api.get('countyOffice', `/v1/cases/${id}`);
    await api.act('countyOffice', id, 'decide', { application: whole.body.applications[0].id, agree: true });
    await api.act('townshipOffice', id, 'told', { how: 'phone', on: '2026-11-23' });
    const list = await api.get('supervisor', '/v1/cases?state=archived');
    expect([list.body.count, list.body.items.length]).toEqual([1, 1]);
  });

  it('names the villages in force on the county’s day, not on Greenwich’s', async () => {
    await api.dataSource.query(
      `INSERT INTO region (code, valid_from, county_code, name, kind) VALUES ('350123103999', '2026-11-24', '350123', '新村', 'village')`,
    );
    const { PgBusinessClock } = await import('#persistence');
    const { Temporal } = await import('temporal-polyfill');
    await new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from('2026-11-24T07:00:00+08:00'));
    const opened = await api.call('countyOffice', 'POST', '/v1/cases', {
      body: { ...problem, villageCode: '350123103999' },
    });
    const villages = await api.get('countyOffice', '/v1/villages');
    expect([opened.status, villages.body.items.some(({ code }: { code: string }) => code === '350123103999')]).toEqual([
      201,
      true,
    ]);
  });
});
