import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fold } from '#domain';
import { wholeCounty } from '#engine';
import { CaseDetails, PgDefinitions, PgTransactions } from '#persistence';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, type PersonName, village } from '../support/api/seed-county.js';

const secret = '李四家后院的水渠被占';
const summary = '有群众反映村内一处水渠被占用,请现场查看并恢复';
const problem = {
  type: 'villager-problem',
  title: '水渠被占举报',
  text: secret,
  villageCode: village,
  category: 'farmland-irrigation',
  urgency: 'normal',
  requester: { name: '演示甲乙', phone: '13800009999' },
  confidential: true,
};
const classified = { category: 'farmland-irrigation', urgency: 'normal', tier: 'A' };

describe('[design §5] a confidential case', () => {
  let api: TestApi;
  let id: string;
  beforeAll(async () => {
    api = await startApi();
    id = (await api.call('clerk', 'POST', '/v1/cases', { body: problem })).body.id as string;
    await api.act('townshipOffice', id, 'accept', classified);
  });
  afterAll(() => api.stop());

  /** All that a person can get to read about the case, through every door. */
  const everythingFor = async (by: PersonName) => {
    const paths = [
      `/v1/cases/${id}`,
      '/v1/cases',
      '/v1/cases?open=true&sort=-openedAt',
      `/v1/priority-lists/villages/${village}`,
      '/v1/priority-lists/leaders/me',
      '/v1/inbox',
      '/v1/supervision-orders',
    ];
    const answers = [];
    for (const path of paths) answers.push(JSON.stringify((await api.get(by, path)).body));
    return answers.join('\n');
  };

  it('is not handed to a unit before the office has written its summary', async () => {
    const refused = await api.act('countyOffice', id, 'dispatch', { lead: unitId('water') });
    expect(refused).toMatchObject({ status: 409, body: { reason: 'summary-missing' } });
    expect(await api.act('countyOffice', id, 'set-confidential', { confidential: true })).toMatchObject({
      status: 409,
      body: { reason: 'summary-missing' },
    });
    expect(await api.act('countyOffice', id, 'set-confidential', { confidential: true, summary })).toMatchObject({
      status: 200,
      body: { title: '水渠被占举报', confidential: true },
    });
    const dispatched = { lead: unitId('water'), coHandlers: [unitId('roads')], requirement: '三日内查看' };
    expect((await api.act('countyOffice', id, 'dispatch', dispatched)).status).toBe(200);
  });

  it.each<PersonName>(['waterHandler', 'waterHead', 'roadsHandler', 'clerk', 'secretary'])(
    'is a summary to %s: no requester, title or text through any door',
    async (by) => {
      const { status, body } = await api.get(by, `/v1/cases/${id}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ reads: 'summary', title: summary, summary, text: '', requester: null });
      const all = await everythingFor(by);
      expect(all).toContain(summary);
      expect(all).toContain('三日内查看');
      expect(all).not.toMatch(/水渠被占举报|李四|演示甲|13800|9999/);
    },
  );

  it.each<PersonName>(['countyOffice', 'supervisor', 'townshipOffice', 'leader', 'chief'])(
    'is whole to %s, who has to know who asks',
    async (by) => {
      expect((await api.get(by, `/v1/cases/${id}`)).body).toMatchObject({
        reads: 'whole',
        title: '水渠被占举报',
        text: secret,
        summary,
        requester: { phone: '138****9999' },
      });
    },
  );

  it('is found by handlers by words of the summary, never by hidden ones; by the office by both', async () => {
    const found = async (by: PersonName, q: string) =>
      (await api.get(by, `/v1/cases?q=${encodeURIComponent(q)}`)).body.count as number;
    for (const by of ['waterHandler', 'roadsHandler', 'clerk'] as const) {
      expect([by, await found(by, '李四'), await found(by, '举报'), await found(by, '现场查看')]).toEqual([
        by,
        0,
        0,
        1,
      ]);
      expect([by, (await api.get(by, `/v1/cases?overdue=false&q=${encodeURIComponent('后院')}`)).body.count]).toEqual([by, 0]); // prettier-ignore
    }
    expect([await found('countyOffice', '李四'), await found('countyOffice', '现场查看')]).toEqual([1, 1]);
  });

  it('shows handlers what they wrote themselves, and not what others noted about the requester', async () => {
    await api.act('waterHandler', id, 'receive');
    await api.act('waterHandler', id, 'note', { text: '已到现场', contacted: false });
    await api.act('townshipOffice', id, 'note', { text: '李四的邻居也来问过' });
    await api.act('waterHead', id, 'note', { text: '已安排清淤' });
    const read = JSON.stringify((await api.get('waterHandler', `/v1/cases/${id}`)).body);
    expect([read.includes('已到现场'), read.includes('已安排清淤'), read.includes('李四')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(JSON.stringify((await api.get('countyOffice', `/v1/cases/${id}`)).body)).toContain('李四的邻居');
  });

  it('answers an action of a handler with the summary as well, also one that takes the case away', async () => {
    const returned = await api.act('waterHandler', id, 'return', {
      reason: '不属本单位',
      basis: '三定方案',
      head: personId('waterHead'),
    });
    expect(returned).toMatchObject({ status: 200, body: { state: 'returned', title: summary } });
    expect(JSON.stringify(returned.body)).not.toMatch(/举报|李四/);
  });

  it('is made open again by the county office alone', async () => {
    const lift = { confidential: false };
    expect(await api.act('townshipOffice', id, 'set-confidential', lift)).toMatchObject({
      status: 409,
      body: { reason: 'county-office-lifts' },
    });
    expect((await api.act('clerk', id, 'set-confidential', lift)).status).toBe(403);
    expect((await api.act('countyOffice', id, 'set-confidential', lift)).status).toBe(200);
    expect((await api.get('roadsHandler', `/v1/cases/${id}`)).body).toMatchObject({ reads: 'whole', text: secret });
  });
});

describe('[design §5] recusal when the accused sits in the unit', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const complain = async (accused: Record<string, string>) =>
    (
      await api.call('clerk', 'POST', '/v1/cases', {
        body: { ...problem, confidential: false, title: '投诉办事拖延', kind: 'complaint', ...accused },
      })
    ).body.id as string;
  const sees = async (id: string, by: PersonName) => (await api.get(by, `/v1/cases/${id}`)).status;

  it('refuses the accused’s unit as lead, as co-handler and on transfer, with the reason', async () => {
    const id = await complain({ accusedUnit: unitId('water') });
    await api.act('townshipOffice', id, 'accept', classified);
    const reason = { status: 409, body: { reason: 'accused-sits-in-the-unit' } };
    expect(await api.act('countyOffice', id, 'dispatch', { lead: unitId('water') })).toMatchObject(reason);
    expect(
      await api.act('countyOffice', id, 'dispatch', { lead: unitId('roads'), coHandlers: [unitId('water')] }),
    ).toMatchObject(reason);
    expect((await api.act('countyOffice', id, 'dispatch', { lead: unitId('roads') })).status).toBe(200);
    expect(await api.act('countyOffice', id, 'transfer', { lead: unitId('water'), reason: '改派' })).toMatchObject(
      reason,
    );
    expect(
      (await api.call('countyOffice', 'GET', `/v1/cases/${id}`, { headers: { 'accept-language': 'zh-CN' } })).body
        .state,
    ).toBe('dispatched');
  });

  it('takes a case out of sight and hands of the unit that handles it once it is accused', async () => {
    const id = await complain({});
    await api.act('townshipOffice', id, 'accept', classified);
    await api.act('countyOffice', id, 'dispatch', { lead: unitId('water') });
    expect(await sees(id, 'waterHandler')).toBe(200);
    await api.act('countyOffice', id, 'name-accused', { accusedPerson: personId('waterHead') });
    expect([await sees(id, 'waterHandler'), await sees(id, 'waterHead'), await sees(id, 'countyOffice')]).toEqual([404, 404, 200]); // prettier-ignore
    expect((await api.act('waterHandler', id, 'receive')).status).toBe(404);
    // and it waits on the next of the chain who may know
    const { waitsOn } = (await api.get('supervisor', `/v1/cases/${id}`)).body;
    expect(waitsOn).toEqual({ party: 'linked-leader', personIds: [personId('leader')] });
    const lists = await Promise.all(
      ['/v1/cases', '/v1/cases?q=拖延', `/v1/cases?department=${unitId('water')}`].map(async (path) =>
        JSON.stringify((await api.get('waterHandler', path)).body),
      ),
    );
    expect(lists.join()).not.toContain(id);
    // the message that came before stays, without what it was about
    const inbox = (await api.get('waterHandler', '/v1/inbox')).body.items as { case: { id: string; title: string } }[];
    expect(inbox.find((one) => one.case?.id === id)?.case.title).toBe('');
  });

  it('goes on past an office whose own member is accused: nobody there sees it, and it waits on the next', async () => {
    const id = await complain({ accusedPerson: personId('secondOfOffice') });
    await api.act('townshipOffice', id, 'accept', { ...classified, tier: 'B' });
    expect([await sees(id, 'countyOffice'), await sees(id, 'secondOfOffice'), await sees(id, 'supervisor')]).toEqual([404, 404, 200]); // prettier-ignore
    const { waitsOn } = (await api.get('supervisor', `/v1/cases/${id}`)).body;
    expect(waitsOn).toEqual({ party: 'county-supervisor', personIds: [personId('supervisor')] });
    const told = await api.get('countyOffice', '/v1/inbox');
    expect(JSON.stringify(told.body)).not.toContain(id);
  });

  it('closes with the posting: a former leader sees neither the cases led nor those of the linked village', async () => {
    const hidden = (await api.call('clerk', 'POST', '/v1/cases', { body: problem })).body.id as string;
    const plain = (await api.call('clerk', 'POST', '/v1/cases', { body: { ...problem, confidential: false } })).body.id as string; // prettier-ignore
    for (const id of [hidden, plain]) await api.act('townshipOffice', id, 'accept', classified);
    const { body } = await api.get('leader', `/v1/cases/${hidden}`);
    expect([body.text, body.leader.id]).toEqual([secret, personId('leader')]);
    const become = (role: string, unit: string) =>
      api.dataSource.query('UPDATE posting SET role = $2, organisation_id = $3 WHERE person_id = $1', [personId('leader'), role, unitId(unit)]); // prettier-ignore
    await become('handler', 'elsewhere');
    try {
      for (const id of [hidden, plain]) expect(await sees(id, 'leader')).toBe(404);
      expect((await api.get('leader', '/v1/cases')).body.count).toBe(0);
      expect((await api.act('leader', plain, 'urge')).status).toBe(404);
    } finally {
      await become('leader', 'office');
    }
    expect(await sees(hidden, 'leader')).toBe(200);
  });

  it('hides a complaint from the township that it is about, also from its clerks, from its start', async () => {
    const id = await complain({ accusedUnit: unitId('township') });
    for (const by of ['clerk', 'townshipOffice', 'secretary'] as const)
      expect([by, await sees(id, by)]).toEqual([by, 404]);
    expect(await sees(id, 'countyOffice')).toBe(200);
    const { waitsOn } = (await api.get('countyOffice', `/v1/cases/${id}`)).body;
    expect(waitsOn.party).toBe('county-office');
  });

  it('knows whom it is about: nobody of another county, nobody unknown', async () => {
    const unknown = '00000000-0000-7000-8000-000000000000';
    for (const [field, rule] of [
      ['accusedUnit', 'unknown-organisation'],
      ['accusedPerson', 'unknown-person'],
    ] as const) {
      // prettier-ignore
      const answer = await api.call('clerk', 'POST', '/v1/cases', { body: { ...problem, [field]: unknown } });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ field, code: rule }] } });
    }
  });

  it('folds from its events to the facts of its row, and the row’s columns say the same', async () => {
    await api.app.get(PgTransactions).read(async (tx) => {
      const scope = wholeCounty(county);
      const rows = (await api.dataSource.query(
        'SELECT id, accused_organisation_id AS unit, accused_person_id AS person, confidential, summary_id AS summary FROM cases',
      )) as { id: string; unit: string | null; person: string | null; confidential: boolean; summary: string | null }[];
      expect(rows.length).toBeGreaterThan(3);
      const details = api.app.get(CaseDetails);
      for (const { id, unit, person, confidential, summary: summaryId } of rows) {
        const record = (await details.record(tx, scope, id))!;
        const { type } = await api.app.get(PgDefinitions).ofVersion(tx, county, record.typeVersionId);
        expect(fold(type, await details.events(tx, scope, record))).toEqual(record.facts);
        expect(record.facts).toMatchObject({
          ...{ accusedOrganisationId: unit, accusedPersonId: person, confidential, summaryId },
        });
      }
    });
  });
});
