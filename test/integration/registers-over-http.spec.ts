import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { chinese, errors, nobody, posting, registersOf, township } from '../support/api/registers.js';
import { county, village } from '../support/api/seed-county.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
const { audited, end, patch, post, someone } = registersOf(() => api);

describe('organisations', () => {
  const team = { name: '中房镇应急处突队', kind: 'team', regionCode: township, aliases: ['处突队'], serves: [village] };

  it('are entered, found by name, alias and place, corrected, and end when nobody is posted there any more', async () => {
    const entered = await post('systemAdmin', 'organisations', { ...team, parentId: unitId('township') });
    expect(entered).toMatchObject({
      status: 201,
      body: { ...team, parent: { id: unitId('township'), name: '中房镇政府' }, from: null, to: null, version: 1 },
    });
    expect(entered.headers.get('location')).toBe(`/api/v1/organisations/${entered.body.id}`);
    for (const query of [`q=${encodeURIComponent('处突')}`, 'kind=team', `region=${township}`]) {
      const { body } = await api.get('clerk', `/v1/organisations?${query}`);
      expect([query, body.items.map(({ id }: { id: string }) => id)]).toEqual([query, [entered.body.id]]);
    }
    const corrected = await patch('systemAdmin', 'organisations', entered, { name: '中房镇应急队', parentId: null });
    expect(corrected).toMatchObject({
      status: 200,
      body: { name: '中房镇应急队', parent: null, version: 2, ...{ kind: 'team' } },
    });

    const someoneThere = posting(await someone(), { organisationId: entered.body.id, regionCode: township });
    const staffed = await post('systemAdmin', 'postings', someoneThere);
    const refused = await end('systemAdmin', 'organisations', corrected, '2026-12-01T00:00:00+08:00');
    expect([refused.status, refused.body.code, errors(refused)]).toEqual([
      409,
      'register-conflict',
      [['to', 'still-staffed']],
    ]);
    await end('systemAdmin', 'postings', staffed, '2026-12-01T00:00:00+08:00');
    const ended = await end('systemAdmin', 'organisations', corrected, '2026-12-01T00:00:00+08:00');
    expect(ended).toMatchObject({ status: 200, body: { to: '2026-12-01T00:00:00+08:00', version: 3 } });
    const then = await api.get('clerk', '/v1/organisations?kind=team&at=2026-12-02T00:00:00%2B08:00');
    expect(then.body.count).toBe(0);

    expect(
      (await audited(entered.body.id)).map(({ kind, by, subject, data }) => [kind, by, subject, data.change]),
    ).toEqual(
      ['entered', 'corrected', 'ended'].map((change) => [
        'people-changed',
        personId('systemAdmin'),
        'organisation',
        change,
      ]),
    );
    expect(JSON.stringify(await audited(entered.body.id))).not.toContain('应急');
  });

  it('are sent no cases once they have ended', async () => {
    const gone = { name: '县某局', kind: 'department', regionCode: county, to: '2026-11-01T00:00:00+08:00' };
    const { body } = await post('systemAdmin', 'organisations', gone);
    const problem = { type: 'villager-problem', title: '路灯不亮', text: '路灯不亮', villageCode: village };
    const opened = await post('clerk', 'cases', { ...problem, category: 'roads', urgency: 'normal' });
    await api.act('townshipOffice', opened.body.id, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    const refused = await api.act('countyOffice', opened.body.id, 'dispatch', { lead: body.id });
    expect([refused.status, refused.body.reason]).toEqual([409, 'unknown-organisation']);
  });

  it('name who heads them and who handles, as dispatching needs', async () => {
    const { body } = await api.get('countyOffice', `/v1/organisations?q=${encodeURIComponent('水利')}`);
    expect(body.items[0].people).toEqual([
      { id: personId('waterHandler'), name: '演示·waterHandler', role: 'handler' },
      { id: personId('waterHead'), name: '演示·waterHead', role: 'head' },
    ]);
  });

  it('are refused in the reader’s language where something is wrong, all at once', async () => {
    const wrong = { ...team, name: '', regionCode: '35012', kind: 'club' };
    const answer = await post('systemAdmin', 'organisations', wrong, chinese);
    expect([answer.status, errors(answer)]).toEqual([
      422,
      expect.arrayContaining([
        ['kind', 'enum'],
        ['regionCode', 'pattern'],
      ]),
    ]);
    const unknown = { ...team, name: '某队', regionCode: '350123999', parentId: nobody };
    expect(errors(await post('systemAdmin', 'organisations', unknown))).toEqual([
      ['regionCode', 'unknown-region'],
      ['parentId', 'unknown-organisation'],
    ]);
    const twice = await post('systemAdmin', 'organisations', { ...team, name: '县水利局' }, chinese);
    expect([twice.status, twice.body.errors[0].message]).toEqual([409, expect.stringContaining('已有同名单位')]);
  });
});

describe('persons', () => {
  it('are entered by name alone and corrected; nothing else is kept', async () => {
    const entered = await post('systemAdmin', 'persons', { name: ' 演示·林甲子 ' });
    expect(entered.body).toEqual({ id: entered.body.id, version: 1, name: '演示·林甲子', postings: [] });
    const corrected = await patch('systemAdmin', 'persons', entered, { name: '演示·林甲寅' });
    expect(corrected.body).toMatchObject({ name: '演示·林甲寅', version: 2 });
    expect((await audited(entered.body.id)).at(-1)!.data).toEqual({ change: 'corrected', fields: { name: 'changed' } });
    const withPhone = await post('systemAdmin', 'persons', { name: '演示·林', phone: '13800000000' });
    expect([withPhone.status, errors(withPhone)]).toEqual([422, [['phone', 'additionalProperties']]]);
  });

  it('are listed with what they hold now, in the order of pinyin, page by page', async () => {
    const first = await api.get('systemAdmin', '/v1/persons?limit=5');
    const second = await api.get('systemAdmin', `/v1/persons?limit=500&cursor=${first.body.nextCursor}`);
    const all = [...first.body.items, ...second.body.items] as { id: string; name: string }[];
    expect([all.length, new Set(all.map(({ id }) => id)).size, second.body.nextCursor]).toEqual([
      first.body.count,
      first.body.count,
      null,
    ]);
    const found = await api.get('countyOffice', '/v1/persons?q=waterHead');
    expect(found.body.items[0].postings).toEqual([
      expect.objectContaining({ role: 'head', organisation: { id: unitId('water'), name: '县水利局' } }),
    ]);
  });
});

describe('input that no register can hold', () => {
  it.each([
    ['/v1/postings?cursor=nonsense'],
    [`/v1/postings?cursor=${Buffer.from(JSON.stringify(['2026-02-30T00:00:00Z', nobody])).toString('base64url')}`],
    [`/v1/persons?cursor=${Buffer.from(JSON.stringify(['\0', nobody])).toString('base64url')}`],
    ['/v1/persons?q=%00'],
    ['/v1/postings?at=%00'],
    ['/v1/links?region=nowhere'],
    ['/v1/organisations?limit=0'],
  ])('is refused: %s', async (path) => {
    const answer = await api.get('countyOffice', path);
    expect([path, answer.status, answer.body.code]).toEqual([path, 422, 'bad-fields']);
  });

  it('is not found where an id is none', async () => {
    for (const path of ['organisations', 'persons', 'postings', 'links', 'duty-roster'])
      expect([path, (await api.get('countyOffice', `/v1/${path}/nonsense`)).status]).toEqual([path, 404]);
    for (const path of ['postings', 'links'])
      expect((await post('systemAdmin', `${path}/${nobody}/end`, {}, { 'if-match': '"1"' })).status).toBe(
        path === 'links' ? 403 : 404,
      );
  });

  it.each(['[]', '5', '{"personId":{"toString":1}}', '{"name":["a"]}', '{"name":"a\\u0000"}'])(
    'is refused as a body: %s',
    async (body) => {
      for (const path of ['organisations', 'persons', 'postings'])
        expect((await api.call('systemAdmin', 'POST', `/v1/${path}`, { body })).status).toBeGreaterThanOrEqual(400);
    },
  );
});
