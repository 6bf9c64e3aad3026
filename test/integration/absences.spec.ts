import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PgBusinessClock } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { type PersonName, village } from '../support/api/seed-county.js';

const problem = {
  type: 'villager-problem',
  title: '水渠漏水',
  text: '村口水渠漏水',
  villageCode: village,
  category: 'farmland-irrigation',
  urgency: 'normal',
};
const [from, to] = ['2026-11-24T08:00:00+08:00', '2026-11-26T08:00:00+08:00'];

describe('an absence with a stand-in', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const stand = (local: string) => new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from(`${local}+08:00`));
  const enter = (by: PersonName, body: object, headers = {}) => api.call(by, 'POST', '/v1/absences', { body, headers });
  const dispatched = async () => {
    const { body } = await api.call('clerk', 'POST', '/v1/cases', { body: problem });
    const id = body.id as string;
    await api.act('townshipOffice', id, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    await api.act('countyOffice', id, 'dispatch', { lead: unitId('water'), handler: personId('waterHandler') });
    return id;
  };
  const inbox = async (by: PersonName) => (await api.get(by, '/v1/inbox')).body.items as Record<string, unknown>[];

  it('is entered by the person, the office or the head of the unit, and by nobody else', async () => {
    const of = { personId: personId('waterHandler'), standInId: personId('roadsHandler') };
    expect((await enter('clerk', { ...of, from, to })).status).toBe(403);
    expect((await enter('roadsHead', { ...of, from, to })).status).toBe(403);
    expect((await enter('systemAdmin', { ...of, from, to })).status).toBe(403);
    const entered = await enter('waterHandler', { standInId: personId('roadsHandler'), from, to });
    expect([entered.status, entered.body]).toMatchObject([201, { ...of, from, to }]);
    const { body } = await api.get('clerk', `/v1/absences?person=${personId('waterHandler')}`);
    expect(body.items).toEqual([
      {
        id: entered.body.id,
        person: { id: personId('waterHandler'), name: '演示·waterHandler' },
        standIn: { id: personId('roadsHandler'), name: '演示·roadsHandler' },
        from,
        to,
      },
    ]);
  });

  it('makes nobody of the office a supervisor or a leader: the office enters none of theirs, nor oneself in any', async () => {
    const span = { from: '2027-03-01T08:00:00+08:00', to: '2027-03-03T08:00:00+08:00' };
    const oneself = personId('countyOffice');
    for (const name of ['supervisor', 'leader', 'chief'] as const) {
      for (const standInId of [oneself, personId('secondOfOffice'), undefined]) {
        const answer = await enter('countyOffice', { personId: personId(name), standInId, ...span });
        expect([name, answer.status]).toEqual([name, 403]);
      }
    }
    const own = await enter('countyOffice', { personId: personId('roadsHead'), standInId: oneself, ...span });
    expect([own.status, own.body.errors[0]]).toMatchObject([422, { field: 'standInId', code: 'appoints-oneself' }]);
    const chosen = await enter('supervisor', { standInId: oneself, ...span });
    expect([chosen.status, chosen.body.errors[0].code]).toEqual([422, 'office-stands-in-for-supervisor']);

    const byTheChief = await enter('chief', {
      personId: personId('supervisor'),
      standInId: personId('leader'),
      ...span,
    });
    expect(byTheChief.status).toBe(201);
    const end = (by: PersonName) => api.call(by, 'POST', `/v1/absences/${byTheChief.body.id as string}/end`);
    expect([(await end('countyOffice')).status, (await end('supervisor')).status]).toEqual([403, 200]);
  });

  it('is refused where it cannot be, saying which field to change, in both languages', async () => {
    const refusal = async (by: PersonName, body: object, language = 'en') => {
      const answer = await enter(by, body, { 'accept-language': language });
      return [answer.status, answer.body.errors?.[0]?.field, answer.body.errors?.[0]?.code];
    };
    const back = { standInId: personId('waterHandler'), from: '2026-11-25T00:00:00+08:00', to };
    expect(await refusal('roadsHandler', back)).toEqual([422, 'standInId', 'circle']);
    expect(await refusal('roadsHead', { standInId: personId('roadsHead'), from, to })).toEqual([
      422,
      'standInId',
      'stands-in-for-oneself',
    ]);
    expect(await refusal('roadsHead', { standInId: personId('systemAdmin'), from, to })).toEqual([
      422,
      'standInId',
      'stand-in-is-administrator',
    ]);
    expect(await refusal('roadsHead', { from: to, to: from })).toEqual([422, 'to', 'ends-before-it-begins']);
    expect(await refusal('roadsHead', { from: 'tomorrow', to })).toEqual([422, 'from', 'not-an-instant']);
    const twice = await enter('waterHandler', { from, to }, { 'accept-language': 'zh' });
    expect([twice.status, twice.body.code, twice.body.detail]).toEqual([
      409,
      'away-already',
      `已登记的是 ${from} 到 ${to}。请避开这段时间,或先结束它。`,
    ]);
    const chinese = await enter('roadsHandler', back, { 'accept-language': 'zh' });
    expect(chinese.body.errors[0].message).toContain('绕回本人');
  });

  it('moves the work to the stand-in while it lasts, in the name of who is away, and gives it back by itself', async () => {
    const before = await dispatched();
    expect((await api.get('roadsHandler', `/v1/cases/${before}`)).status).toBe(404);

    await stand('2026-11-24T09:00');
    const during = await api.get('roadsHandler', `/v1/cases/${before}`);
    expect(during.body.waitsOn).toEqual({ party: 'handler', personIds: [personId('roadsHandler')] });
    expect(during.body.actions.map(({ name }: { name: string }) => name)).toContain('receive');
    const list = await api.get('roadsHandler', '/v1/cases?open=true');
    expect(list.body.items.map(({ id }: { id: string }) => id)).toContain(before);

    const second = await dispatched();
    const [message] = await inbox('roadsHandler');
    expect(message).toMatchObject({
      case: { id: second },
      because: 'You receive this because you stand in for 演示·waterHandler (the handler).',
    });
    expect((await inbox('waterHandler')).filter((one) => (one.case as { id: string }).id === second)).toEqual([]);

    expect((await api.act('roadsHandler', before, 'receive')).status).toBe(200);
    const received = (await api.get('supervisor', `/v1/cases/${before}`)).body.events.at(-1);
    expect(received).toMatchObject({
      kind: 'receive',
      actor: {
        personId: personId('roadsHandler'),
        onBehalfOf: { id: personId('waterHandler'), name: '演示·waterHandler' },
      },
    });

    await stand('2026-11-26T08:00');
    expect((await api.get('roadsHandler', `/v1/cases/${before}`)).status).toBe(404);
    expect((await api.get('waterHandler', `/v1/cases/${before}`)).body.waitsOn.personIds).toEqual([
      personId('waterHandler'),
    ]);
    const row = (await api.dataSource.query('SELECT lead_person_id FROM cases WHERE id = $1', [before])) as object[];
    expect(row).toEqual([{ lead_person_id: personId('waterHandler') }]);
  });

  it('lets a stand-in decide no application of the stand-in’s own, nor in the name of who applied', async () => {
    const { body } = await api.call('clerk', 'POST', '/v1/cases', { body: problem });
    const id = body.id as string;
    const [begin, end] = ['2026-11-26T08:00:00+08:00', '2026-11-27T08:00:00+08:00'];
    // the second of the office is away: whoever applied for declining stands in for who would decide
    const second = await enter('secondOfOffice', { standInId: personId('townshipOffice'), from: begin, to: end });
    await api.act('townshipOffice', id, 'decline', { reason: 'unclear', channel: 'none' });
    const application = (await api.get('countyOffice', `/v1/cases/${id}`)).body.applications[0].id as string;
    const own = await api.act('townshipOffice', id, 'decide', { application, agree: true });
    expect([own.status, own.body.reason]).toEqual([409, 'second-person-must-differ']);

    await api.call('secondOfOffice', 'POST', `/v1/absences/${second.body.id}/end`);

    // and who applied goes away: the stand-in is another human, but would decide in the name of who applied
    const away = await enter('townshipOffice', { standInId: personId('clerkElsewhere'), from: begin, to: end });
    expect(away.status).toBe(201);
    const inTheName = await api.act('clerkElsewhere', id, 'decide', { application, agree: true });
    expect([inTheName.status, inTheName.body.reason]).toEqual([409, 'second-person-must-differ']);
    expect((await api.act('countyOffice', id, 'decide', { application, agree: true })).status).toBe(200);
  });

  it('ends when somebody is back before the time, and is withdrawn where it has not begun', async () => {
    await stand('2026-11-28T09:00');
    const running = await enter('waterHead', {
      standInId: personId('roadsHead'),
      from: '2026-11-28T08:00:00+08:00',
      to: '2026-12-05T08:00:00+08:00',
    });
    const ahead = await enter('waterHead', {
      standInId: personId('roadsHead'),
      from: '2026-12-06T08:00:00+08:00',
      to: '2026-12-07T08:00:00+08:00',
    });
    const end = (by: PersonName, id: string) => api.call(by, 'POST', `/v1/absences/${id}/end`);
    expect((await end('clerk', running.body.id)).status).toBe(403);
    expect((await end('countyOffice', running.body.id)).body.to).toBe('2026-11-28T09:00:00+08:00');
    expect((await end('waterHead', running.body.id)).body.code).toBe('absence-over');
    expect((await end('waterHead', ahead.body.id)).status).toBe(200);
    expect((await end('waterHead', unitId('nothing'))).status).toBe(404);
    const { body } = await api.get('countyOffice', `/v1/absences?person=${personId('waterHead')}`);
    expect(body.items).toEqual([]);
  });

  it('leaves a place without a stand-in to the next of its chain', async () => {
    const id = await dispatched();
    await enter('waterHandler', { from: '2026-11-28T09:00:00+08:00', to: '2026-11-30T08:00:00+08:00' });
    const { body } = await api.get('supervisor', `/v1/cases/${id}`);
    expect(body.waitsOn).toEqual({ party: 'head', personIds: [personId('waterHead')] });
  });

  it('is on the audit log with ids alone, and is no business of another county', async () => {
    const rows = (await api.dataSource.query(
      `SELECT kind, subject_kind, data->>'change' AS change FROM audit_log WHERE data ? 'absence' ORDER BY id LIMIT 1`,
    )) as object[];
    expect(rows).toEqual([{ kind: 'people-changed', subject_kind: 'person', change: 'absence-entered' }]);
    expect((await api.get(null, '/v1/absences')).status).toBe(401);
  });

  it('keeps two who enter each other at the same moment from closing a circle', async () => {
    const span = { from: '2027-01-04T08:00:00+08:00', to: '2027-01-05T08:00:00+08:00' };
    const answers = await Promise.all([
      enter('countyOffice', { personId: personId('roadsHandler'), standInId: personId('roadsHead'), ...span }),
      enter('countyOffice', { personId: personId('roadsHead'), standInId: personId('roadsHandler'), ...span }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  });
});
