import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { village } from '../support/api/seed-county.js';

const problem = {
  type: 'villager-problem',
  title: '路灯不亮',
  text: '村道路灯不亮',
  villageCode: village,
  category: 'roads',
  urgency: 'normal',
};

describe('the supervisor’s review', () => {
  let api: TestApi;
  const ids: string[] = [];
  beforeAll(async () => {
    api = await startApi({ from: '2026-11-02T10:00:00+08:00' });
    for (const [i, urgency] of (['normal', 'normal', 'urgent', 'complex'] as const).entries()) {
      const { body } = await api.call('clerk', 'POST', '/v1/cases', {
        body: { ...problem, title: `路灯不亮${i}`, urgency },
      });
      ids.push(body.id as string);
      await api.act('townshipOffice', body.id as string, 'accept', { category: 'roads', urgency, tier: 'A' });
      await api.act('countyOffice', body.id as string, 'dispatch', { lead: unitId(i === 1 ? 'water' : 'roads') });
    }
    await api.call('supervisor', 'POST', '/v1/demo/clock', { body: { to: '2026-11-19T09:00:00+08:00' } });
  });
  afterAll(() => api.stop());

  const list = async (query: string, by: Parameters<TestApi['get']>[0] = 'supervisor') =>
    (await api.get(by, `/v1/cases?${query}`)).body;

  it('shows what is overdue, the longest first, counted, with red lamps', async () => {
    const { items, count, more } = await list('overdue=true');
    expect([count, more]).toEqual([3, false]);
    expect(items.map(({ id }: { id: string }) => id)).toEqual([ids[2], ids[0], ids[1]]);
    expect(items[1]).toMatchObject({
      lamp: 'red',
      overdue: true,
      dueAt: '2026-11-16T17:30:00+08:00',
      daysOverdue: 3,
      dueClock: 'handling',
    });
  });

  it('filters by every filter of the interface', async () => {
    const found = async (query: string) => ((await list(query)).items as { id: string }[]).map(({ id }) => id).sort();
    const all = [...ids].sort();
    expect(await found(`village=${village}`)).toEqual(all);
    expect(await found('village=350123103')).toEqual(all);
    expect(await found('village=350123200')).toEqual([]);
    expect(await found('state=handling&type=villager-problem')).toEqual(all);
    expect(await found(`leader=${personId('leader')}`)).toEqual(all);
    expect(await found(`department=${unitId('water')}`)).toEqual([ids[1]]);
    expect(await found('category=roads&urgency=complex&tier=A')).toEqual([ids[3]]);
    expect(await found('q=路灯')).toEqual(all);
    expect(await found(`q=${encodeURIComponent('不亮2')}`)).toEqual([ids[2]]);
    expect(await found('q=没有这个词')).toEqual([]);
    expect(await found('dueWithin=30wd')).toEqual([ids[3]]);
    expect(await found('overdue=false')).toEqual([ids[3]]);
  });

  it('pages without losing or repeating a case', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await list(`sort=-dueAt&limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor as string;
    } while (cursor);
    expect(seen).toEqual([ids[3], ids[1], ids[0], ids[2]]);
  });

  it('refuses a filter that means nothing, by field', async () => {
    expect(await api.get('supervisor', '/v1/cases?dueWithin=soon')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'dueWithin' }] },
    });
    expect(await api.get('supervisor', '/v1/cases?cursor=abc')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'cursor' }] },
    });
    expect(await api.get('supervisor', '/v1/cases?colour=red')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'colour' }] },
    });
    expect(await api.get('supervisor', '/v1/cases?limit=5000')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'limit' }] },
    });
  });

  it('urges, and the handler reads it in the inbox with the reason', async () => {
    const { status } = await api.act('supervisor', ids[1]!, 'urge', { words: '请尽快' });
    expect(status).toBe(200);
    const inbox = (await api.get('waterHandler', '/v1/inbox?unread=true')).body;
    const message = inbox.items.find(({ clock }: { clock: string }) => clock === 'action:urge');
    expect(message).toMatchObject({
      case: { id: ids[1] },
      because: 'You receive this because you are the one it waits on.',
    });
    expect((await api.call('waterHandler', 'POST', `/v1/inbox/${message.id}/read`)).status).toBe(204);
    expect((await api.call('roadsHandler', 'POST', `/v1/inbox/${message.id}/read`)).status).toBe(404);
    expect((await api.get('waterHandler', '/v1/inbox')).body.unread).toBe(inbox.unread - 1);
    expect(await api.act('supervisor', ids[1]!, 'urge')).toMatchObject({
      status: 409,
      body: { reason: 'urged-this-half-day' },
    });
  });

  it('issues one draft order and drops another', async () => {
    const drafts = (await api.get('supervisor', '/v1/supervision-orders?state=draft')).body.items as {
      colour: string;
      case: { id: string };
    }[];
    expect(drafts.map((order) => order.case.id).sort()).toEqual([ids[0], ids[1], ids[2]].sort());
    expect(drafts.find((order) => order.case.id === ids[2])?.colour).toBe('red');
    expect(await api.act('supervisor', ids[0]!, 'issue-order', { requirement: '三日内办结' })).toMatchObject({
      status: 200,
    });
    expect(await api.act('supervisor', ids[2]!, 'drop-order', { reason: '已在抢修' })).toMatchObject({ status: 200 });
    const [issued] = (await api.get('supervisor', '/v1/supervision-orders?state=issued')).body.items;
    expect(issued).toMatchObject({ colour: 'blue', decidedBy: '演示·supervisor', case: { id: ids[0] } });
    expect(issued.number).toMatch(/督〔2026〕\d+号$/);
    expect((await api.get('supervisor', '/v1/supervision-orders?state=dropped')).body.items).toHaveLength(1);
    expect(await api.act('supervisor', ids[2]!, 'drop-order', { reason: '再撤一次' })).toMatchObject({
      status: 409,
      body: { reason: 'no-draft-order' },
    });
  });

  it('keeps the department to its own cases', async () => {
    expect(((await list('', 'waterHandler')).items as { id: string }[]).map(({ id }) => id)).toEqual([ids[1]]);
    expect((await list('', 'waterHandler')).count).toBe(1);
  });
});
