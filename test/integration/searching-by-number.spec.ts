import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { revealsAnHour } from '#domain';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { type PersonName, village } from '../support/api/seed-county.js';

const phone = '13800371234';
const idNumber = '350123199001011234';
const problem = {
  ...{ type: 'villager-problem', title: `水管爆裂,请打${phone}`, text: `身份证${idNumber},或打138 0037 1234` },
  ...{ villageCode: village, category: 'roads', urgency: 'normal', requester: { name: '陈大山', phone } },
};

describe('[design §10] searching for a number', () => {
  let api: TestApi;
  let id: string;
  let secret: string;
  beforeAll(async () => {
    api = await startApi();
    const open = async (fields: object) => {
      const { body, status } = await api.call('clerk', 'POST', '/v1/cases', { body: { ...problem, ...fields } });
      expect(status).toBe(201);
      await api.act('townshipOffice', body.id, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
      return body.id as string;
    };
    id = await open({});
    secret = await open({ confidential: true });
    await api.act('countyOffice', secret, 'set-confidential', { confidential: true, summary: '有人反映水管爆裂' });
    for (const one of [id, secret]) await api.act('countyOffice', one, 'dispatch', { lead: unitId('water') });
    await open({ requester: { name: '林小河', phone: '15900001111' } });
  });
  afterAll(() => api.stop());

  const search = (by: PersonName, q: string) => api.get(by, `/v1/cases?q=${encodeURIComponent(q)}`);
  const found = async (by: PersonName, q: string) => {
    const { body } = await search(by, q);
    return [(body.items as { id: string }[]).map((one) => one.id).sort(), body.hint?.code ?? null];
  };
  const reads = async (by: PersonName) =>
    (await api.dataSource.query(
      `SELECT data FROM audit_log WHERE kind = 'personal-data-read' AND subject_id = 'by-phone' AND person_id = $1 ORDER BY id`,
      [personId(by)],
    )) as { data: { reason: string; cases: string[] } }[];

  it.each(['secretary', 'clerk', 'leader', 'supervisor'] as const)(
    'tells %s nothing of it, whether the number is right or wrong, and says so',
    async (by) => {
      for (const q of [phone, '13800371235', '138 0037 1234', idNumber, '一三八〇〇三七一二三四', `水管 ${phone}`]) {
        const { body } = await search(by, q);
        expect([q, body.items, body.count, body.hint.code]).toEqual([q, [], 0, 'numbers-not-searched']);
      }
      expect((await search(by, '水管')).body.count).toBe(3);
      expect(await reads(by)).toEqual([]);
    },
  );

  it('keeps the groups of a number out of the words too', async () => {
    for (const q of ['0037', '1234 水管', '138']) expect(await found('countyOffice', q)).toEqual([[], null]);
    const [{ held }] = (await api.dataSource.query(
      `SELECT count(*)::int AS held FROM case_text WHERE search::text ~ '138|0037|1234|35012319'`,
    )) as [{ held: number }];
    expect(held).toBe(0);
  });

  it('finds the cases whose requester an office may see, however it is typed, and puts that on record', async () => {
    for (const q of [phone, '138-0037-1234', '+86 138 0037 1234', '１３８００３７１２３４']) {
      expect([q, ...(await found('countyOffice', q))]).toEqual([q, [id, secret].sort(), 'requesters-searched']);
    }
    expect(await found('countyOffice', '13800371235')).toEqual([[], 'requesters-searched']);
    const recorded = await reads('countyOffice');
    expect(recorded).toHaveLength(5);
    expect(recorded[0]!.data).toEqual({ reason: 'search', cases: [secret, id].sort().reverse() });
    expect(recorded[4]!.data).toEqual({ reason: 'search', cases: [] });
    expect(JSON.stringify(recorded)).not.toContain('1380037');
  });

  it('together with words finds what has both', async () => {
    expect(await found('townshipOffice', `水管 ${phone}`)).toEqual([[id, secret].sort(), 'requesters-searched']);
    expect(await found('townshipOffice', `路灯 ${phone}`)).toEqual([[], 'requesters-searched']);
  });

  it('finds for a handler only what is in the own hands and not confidential', async () => {
    expect(await found('waterHandler', phone)).toEqual([[id], 'requesters-searched']);
    expect(await found('roadsHandler', phone)).toEqual([[], 'requesters-searched']);
    expect(await found('townshipElsewhere', phone)).toEqual([[], 'requesters-searched']);
  });

  it('says in the reader’s language what was done about the number', async () => {
    const path = `/v1/cases?q=${phone}`;
    const { body } = await api.call('clerk', 'GET', path, { headers: { 'accept-language': 'zh-CN' } });
    expect(body.hint.text).toContain('不按正文查找');
  });

  it('still takes the beginning of a case’s number for what it is', async () => {
    const number = (await api.get('clerk', `/v1/cases/${id}`)).body.number as string;
    for (const q of [number, number.slice(0, 8), number.slice(0, 11), number.slice(0, 15)]) {
      expect([q, (await found('clerk', q))[0]]).toEqual([q, expect.arrayContaining([id])]);
      expect((await search('clerk', q)).body.hint).toBeUndefined();
    }
  });

  it('counts with what was shown: more than an hour allows is refused', async () => {
    for (let i = 0; i < revealsAnHour - 1; i++) expect((await search('secondOfOffice', phone)).status).toBe(200);
    const reveal = () =>
      api.call('secondOfOffice', 'POST', `/v1/cases/${id}/requester/reveal`, { body: { reason: 'callback' } });
    expect((await reveal()).status).toBe(200);
    const refused = await search('secondOfOffice', phone);
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-requests']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_000);
    expect((await reveal()).status).toBe(429);
    expect((await search('secondOfOffice', '水管')).status).toBe(200);
  });

  it('is no way to choose what leaves the house', async () => {
    const body = { filter: { q: phone }, format: 'csv' };
    const answer = await api.call('countyOffice', 'POST', '/v1/exports', { body });
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'filter.q']);
  });
});
