import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, type PersonName, village, villageElsewhere } from '../support/api/seed-county.js';

const township = '350123103';
const elsewhere = '350123200';
const nobody = '00000000-0000-7000-8000-000000000000';
const chinese = { 'accept-language': 'zh-CN' };

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const post = (by: PersonName, path: string, body: unknown, headers: Record<string, string> = {}) =>
  api.call(by, 'POST', `/v1/${path}`, { body, headers });
const ifMatch = ({ headers }: Answer) => ({ 'if-match': headers.get('etag')! });
const patch = (by: PersonName, path: string, entered: Answer, body: unknown) =>
  api.call(by, 'PATCH', `/v1/${path}/${entered.body.id}`, { body, headers: ifMatch(entered) });
const end = (by: PersonName, path: string, entered: Answer, at?: string) =>
  post(by, `${path}/${entered.body.id}/end`, at ? { at } : {}, ifMatch(entered));
const audited = (id: string) =>
  api.dataSource.query(
    'SELECT kind, person_id AS by, subject_kind AS subject, data FROM audit_log WHERE subject_id = $1 ORDER BY id',
    [id],
  ) as Promise<{ kind: string; by: string; subject: string; data: Record<string, unknown> }[]>;
const errors = ({ body }: Answer) =>
  (body.errors as { field: string; code: string }[]).map(({ field, code }) => [field, code]);

let serial = 0;
const someone = async () => (await post('systemAdmin', 'persons', { name: `演示·人${++serial}` })).body.id as string;
const posting = (person: string, of: object = {}) => ({
  ...{ personId: person, organisationId: unitId('water'), role: 'handler', regionCode: county },
  ...{ from: '2026-01-01T00:00:00+08:00' },
  ...of,
});
const link = (person: string, of: object = {}) => ({
  ...{ personId: person, villageCode: villageElsewhere, role: 'cadre', from: '2026-01-01T00:00:00+08:00' },
  ...of,
});
const duty = (of: object = {}) => ({
  ...{ personId: personId('leader'), regionCode: county, role: 'head' },
  ...{ from: '2026-11-24T08:00:00+08:00', to: '2026-11-25T08:00:00+08:00' },
  ...of,
});

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

describe('postings', () => {
  it('begin, end and stay as history; who holds a role when is found by instant', async () => {
    const person = await someone();
    const entered = await post('systemAdmin', 'postings', posting(person, { role: 'leader', rank: 'deputy' }));
    expect(entered).toMatchObject({
      status: 201,
      body: { person: { id: person }, organisation: { name: '县水利局' }, role: 'leader', rank: 'deputy', to: null },
    });
    const ended = await end('systemAdmin', 'postings', entered);
    expect(ended.body).toMatchObject({
      from: '2026-01-01T00:00:00+08:00',
      to: '2026-11-23T09:00:00+08:00',
      version: 2,
    });
    const held = async (at: string) =>
      (await api.get('countyOffice', `/v1/postings?person=${person}&at=${encodeURIComponent(at)}`)).body
        .count as number;
    expect([await held('2026-11-23T08:59:59+08:00'), await held('2026-11-23T09:00:00+08:00')]).toEqual([1, 0]);
    expect((await api.get('countyOffice', `/v1/postings?person=${person}`)).body.count).toBe(1);
    const again = await end('systemAdmin', 'postings', ended);
    expect([again.status, errors(again)]).toEqual([409, [['at', 'ended-already']]]);
  });

  it('are open to their holder at once', async () => {
    const dutyless = await api.get('clerk', '/v1/supervision-orders');
    expect(dutyless.status).toBe(403);
    const entered = await post(
      'systemAdmin',
      'postings',
      posting(personId('clerk'), { role: 'handler', organisationId: unitId('township'), regionCode: township }),
    );
    expect((await api.get('clerk', '/v1/supervision-orders')).status).toBe(200);
    await end('systemAdmin', 'postings', entered);
    expect((await api.get('clerk', '/v1/supervision-orders')).status).toBe(403);
  });

  it('that have not begun are withdrawn, and the audit log says what they were', async () => {
    const person = await someone();
    const entered = await post('systemAdmin', 'postings', posting(person, { from: '2027-01-01T00:00:00+08:00' }));
    expect((await end('systemAdmin', 'postings', entered)).body).toEqual({ id: entered.body.id, withdrawn: true });
    expect((await api.get('systemAdmin', `/v1/postings/${entered.body.id}`)).status).toBe(404);
    expect((await audited(entered.body.id)).at(-1)!.data).toMatchObject({
      ...{ change: 'withdrawn', personId: person, role: 'handler', from: '2026-12-31T16:00:00Z', to: null },
    });
  });

  it('are corrected by whoever saw them last; the log keeps what stood there', async () => {
    const entered = await post('systemAdmin', 'postings', posting(await someone()));
    const path = `/v1/postings/${entered.body.id}`;
    expect((await api.call('systemAdmin', 'PATCH', path, { body: { role: 'head' } })).status).toBe(428);
    const corrected = await patch('systemAdmin', 'postings', entered, {
      role: 'head',
      to: '2027-01-01T00:00:00+08:00',
    });
    expect(corrected.body).toMatchObject({ role: 'head', to: '2027-01-01T00:00:00+08:00', version: 2 });
    expect((await patch('systemAdmin', 'postings', entered, { role: 'handler' })).status).toBe(412);
    expect((await patch('systemAdmin', 'postings', corrected, { role: null })).status).toBe(422);
    expect((await patch('systemAdmin', 'postings', corrected, { to: null })).body).toMatchObject({
      to: null,
      version: 3,
    });
    const [, log] = await audited(entered.body.id);
    expect(log!.data).toEqual({
      ...{ change: 'corrected', fields: { role: ['handler', 'head'], to: [null, '2026-12-31T16:00:00Z'] } },
    });
  });

  it.each<[string, object, [string, string][]]>([
    ['nobody', { personId: nobody }, [['personId', 'unknown-person']]],
    ['a unit that is not there', { organisationId: nobody }, [['organisationId', 'unknown-organisation']]],
    ['a place that is not there', { regionCode: '350123999' }, [['regionCode', 'unknown-region']]],
    ['a clerk for a township', { role: 'village-clerk', regionCode: township }, [['regionCode', 'region-too-wide']]],
    ['a rank for a handler', { rank: 'chief' }, [['rank', 'rank-of-leaders-only']]],
    ['a term that ends first', { to: '2025-01-01T00:00:00+08:00' }, [['to', 'ends-before-it-begins']]],
    ['no instant', { from: '2026-01-01' }, [['from', 'not-an-instant']]],
    ['a year that nobody means', { from: '1926-01-01T00:00:00Z' }, [['from', 'out-of-range']]],
    ['an unknown role', { role: 'king' }, [['role', 'enum']]],
  ])('are refused for %s', async (_what, of, expected) => {
    const answer = await post('systemAdmin', 'postings', posting(personId('waterHead'), of));
    expect([answer.status, errors(answer)]).toEqual([422, expected]);
  });

  it('of a village’s clerk are the township office’s, in its own township', async () => {
    const clerk = { role: 'village-clerk', organisationId: unitId('township'), regionCode: village };
    const person = await someone();
    const entered = await post('townshipOffice', 'postings', posting(person, clerk));
    expect(entered.status).toBe(201);
    expect((await end('townshipOffice', 'postings', entered)).status).toBe(200);
    const elsewhereToo = posting(person, { ...clerk, regionCode: villageElsewhere });
    const other = posting(person, { ...clerk, role: 'field-cadre' });
    expect((await post('townshipOffice', 'postings', elsewhereToo)).status).toBe(403);
    expect((await post('townshipOffice', 'postings', other)).status).toBe(403);
    const widened = await patch('townshipOffice', 'postings', entered, {
      role: 'township-office',
      regionCode: township,
    });
    expect(widened.status).toBe(403);
  });

  it('of the last county supervisor do not end before somebody follows', async () => {
    const [held] = (await api.get('systemAdmin', `/v1/postings?person=${personId('supervisor')}`)).body.items as {
      id: string;
    }[];
    const read = await api.get('systemAdmin', `/v1/postings/${held!.id}`);
    const refused = await api.call('systemAdmin', 'POST', `/v1/postings/${held!.id}/end`, {
      body: {},
      headers: { ...ifMatch(read), ...chinese },
    });
    expect([refused.status, errors(refused)]).toEqual([409, [['to', 'last-holder']]]);
    expect(refused.body.errors[0].message).toContain('请先安排接任的人');
    const next = posting(await someone(), { role: 'supervisor', organisationId: unitId('supervision') });
    expect((await post('systemAdmin', 'postings', next)).status).toBe(201);
    expect((await end('systemAdmin', 'postings', read)).status).toBe(200);
  });

  it('are given to nobody by themselves', async () => {
    const own = posting(personId('systemAdmin'), { role: 'county-office', organisationId: unitId('office') });
    expect((await post('systemAdmin', 'postings', own)).status).toBe(403);
  });

  it('are read by a township for itself and the county, not for another township', async () => {
    const regions = async (by: PersonName) => {
      const { body } = await api.get(by, '/v1/postings?limit=500');
      return new Set((body.items as { regionCode: string }[]).map(({ regionCode }) => regionCode.slice(0, 9)));
    };
    expect(await regions('clerk')).toEqual(new Set([county, township]));
    expect(await regions('countyOffice')).toEqual(new Set([county, township, elsewhere]));
    const [there] = (await api.get('countyOffice', `/v1/postings?region=${elsewhere}`)).body.items as { id: string }[];
    expect((await api.get('clerk', `/v1/postings/${there!.id}`)).status).toBe(404);
    const names = (await api.get('clerk', '/v1/persons?limit=500')).body.items as { name: string }[];
    expect(names.some(({ name }) => name === '演示·clerkElsewhere')).toBe(false);
  });
});

describe('links', () => {
  it('tie many persons to many villages over time', async () => {
    const person = await someone();
    for (const code of [village, villageElsewhere])
      expect((await post('countyOffice', 'links', link(person, { villageCode: code }))).status).toBe(201);
    const mine = await api.get('countyOffice', `/v1/links?person=${person}`);
    expect(mine.body.items.map(({ villageCode }: { villageCode: string }) => villageCode).sort()).toEqual([
      village,
      villageElsewhere,
    ]);
    const [one] = mine.body.items as { id: string; version: number }[];
    const read = await api.get('countyOffice', `/v1/links/${one!.id}`);
    const ended = await end('countyOffice', 'links', read);
    expect(ended.body.to).toBe('2026-11-23T09:00:00+08:00');
    const back = await post(
      'countyOffice',
      'links',
      link(person, { villageCode: read.body.villageCode, from: ended.body.to }),
    );
    expect(back.status).toBe(201);
    expect((await api.get('countyOffice', `/v1/links?person=${person}`)).body.count).toBe(3);
  });

  it('have one principal leader a village at a time; the next one takes over to the instant', async () => {
    const first = (await api.get('countyOffice', `/v1/links?region=${village}&role=leader`)).body.items[0] as {
      id: string;
    };
    const next = link(personId('chief'), {
      villageCode: village,
      role: 'leader',
      principal: true,
      from: '2026-12-01T00:00:00+08:00',
    });
    const refused = await post('countyOffice', 'links', next, chinese);
    expect([refused.status, errors(refused)]).toEqual([409, [['principal', 'another-principal']]]);
    expect(refused.body.errors[0].message).toContain(first.id);
    const held = await api.get('countyOffice', `/v1/links/${first.id}`);
    await end('countyOffice', 'links', held, '2026-12-01T00:00:00+08:00');
    expect((await post('countyOffice', 'links', next)).status).toBe(201);
  });

  it('are the county office’s alone', async () => {
    for (const by of ['systemAdmin', 'townshipOffice', 'clerk', 'leader'] as const)
      expect([by, (await post(by, 'links', link(personId('chief')))).status]).toEqual([by, 403]);
    expect((await api.call(null, 'POST', '/v1/links', { body: link(personId('chief')) })).status).toBe(401);
  });
});

describe('the duty roster', () => {
  it('is kept by the county office, and by a township office inside its township', async () => {
    expect((await post('countyOffice', 'duty-roster', duty())).status).toBe(201);
    expect((await post('townshipOffice', 'duty-roster', duty())).status).toBe(403);
    expect((await post('townshipOffice', 'duty-roster', duty({ regionCode: elsewhere }))).status).toBe(403);
    const own = await post(
      'townshipOffice',
      'duty-roster',
      duty({ personId: personId('townshipOffice'), regionCode: township }),
    );
    expect(own).toMatchObject({ status: 201, body: { regionName: '中房镇', organisation: null } });
    const ofUnit = await post(
      'countyOffice',
      'duty-roster',
      duty({ personId: personId('waterHead'), organisationId: unitId('water') }),
    );
    expect(ofUnit).toMatchObject({ status: 201, body: { organisation: { name: '县水利局' } } });
    const twice = await post(
      'countyOffice',
      'duty-roster',
      duty({ from: '2026-11-25T07:00:00+08:00', to: '2026-11-26T07:00:00+08:00' }),
    );
    expect([twice.status, errors(twice)]).toEqual([409, [['from', 'overlaps-itself']]]);
  });

  it('says who is on duty at any instant at each level, and where nobody is', async () => {
    const { body } = await api.get('townshipOffice', '/v1/duty?at=2026-11-24T12:00:00%2B08:00');
    const [ofCounty, ofTownship, ...others] = body.levels;
    expect(others).toEqual([]);
    expect(ofCounty).toMatchObject({
      region: { code: county },
      leader: [{ person: { id: personId('chief') } }],
      head: [{ person: { id: personId('leader') }, to: '2026-11-25T08:00:00+08:00' }],
      officer: [],
    });
    expect(ofTownship).toMatchObject({
      region: { code: township },
      leader: [],
      head: [{ person: { id: personId('townshipOffice') } }],
    });
    expect(body.units).toEqual([expect.objectContaining({ organisation: { id: unitId('water'), name: '县水利局' } })]);
    const before = await api.get('countyOffice', '/v1/duty?at=2026-11-24T07:59:59%2B08:00');
    expect(before.body.levels[0].head).toEqual([]);
  });

  it('shows its gaps, to the instant, for each level and role', async () => {
    const query = 'from=2026-11-24T00:00:00%2B08:00&to=2026-11-26T00:00:00%2B08:00';
    const { body } = await api.get('townshipOffice', `/v1/duty/gaps?${query}`);
    const of = (code: string, role: string) =>
      body.items
        .filter((gap: { region: { code: string }; role: string }) => gap.region.code === code && gap.role === role)
        .map(({ from, to }: { from: string; to: string }) => [from.slice(5, 16), to.slice(5, 16)]);
    expect(of(county, 'leader')).toEqual([]);
    expect(of(county, 'head')).toEqual([
      ['11-24T00:00', '11-24T08:00'],
      ['11-25T08:00', '11-26T00:00'],
    ]);
    expect(of(county, 'officer')).toEqual([['11-24T00:00', '11-26T00:00']]);
    expect(of(township, 'leader')).toEqual([['11-24T00:00', '11-26T00:00']]);
    expect(body.count).toBe(body.items.length);
    const whole = await api.get('countyOffice', `/v1/duty/gaps?${query}`);
    expect(
      new Set(whole.body.items.map(({ region }: { region: { code: string } }) => region.code)).size,
    ).toBeGreaterThan(10);
  });

  it('refuses windows and instants that make no sense', async () => {
    for (const [query, expected] of [
      ['from=2026-11-24T00:00:00Z&to=2026-11-23T00:00:00Z', ['to', 'ends-before-it-begins']],
      ['to=2036-11-23T00:00:00Z', ['to', 'too-many']],
      ['from=tomorrow', ['from', 'not-an-instant']],
    ] as const)
      expect(errors(await api.get('countyOffice', `/v1/duty/gaps?${query}`))).toEqual([expected]);
    expect(errors(await api.get('countyOffice', '/v1/duty?at=now'))).toEqual([['at', 'not-an-instant']]);
    const endless = await post('countyOffice', 'duty-roster', { ...duty(), to: undefined }, chinese);
    expect([endless.status, errors(endless), endless.body.errors[0].message]).toEqual([
      422,
      [['to', 'required']],
      '请填写',
    ]);
  });

  it('is not the administrators’ to read', async () => {
    expect((await api.get('systemAdmin', '/v1/duty')).status).toBe(403);
    expect((await api.get('systemAdmin', '/v1/duty-roster')).status).toBe(403);
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
