import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EndRetention } from '#engine';
import { PgBusinessClock } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { type Answer, personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, type PersonName, seedCounty, village, villageElsewhere } from '../support/api/seed-county.js';
import { abroad } from '../support/authorisation/cast.js';

const problem = {
  ...{ type: 'villager-problem', title: '水渠漏水', text: '村口水渠漏水', villageCode: village },
  ...{ category: 'farmland-irrigation', urgency: 'normal' },
};

describe('saved views', () => {
  let api: TestApi;
  let names = 0;
  let here: string;
  let there: string;
  let urgent: string;
  beforeAll(async () => {
    api = await startApi();
    await seedCounty(api.dataSource, abroad);
    const open = async (by: PersonName, fields: object) =>
      (await api.call(by, 'POST', '/v1/cases', { body: { ...problem, ...fields } })).body.id as string;
    here = await open('clerk', {});
    there = await open('clerkElsewhere', { villageCode: villageElsewhere });
    urgent = await open('clerk', { urgency: 'urgent', category: 'roads' });
  });
  afterAll(() => api.stop());

  const save = (by: PersonName, fields: Record<string, unknown> = {}, code = county) =>
    api.call(by, 'POST', '/v1/saved-views', { body: { name: `列表${(names += 1)}`, ...fields } }, code);
  const change = (by: PersonName, { body }: Answer, fields: Record<string, unknown>, ifMatch?: string) =>
    api.call(by, 'PUT', `/v1/saved-views/${body.id}`, {
      body: { name: body.name, ...fields },
      headers: { 'if-match': ifMatch ?? `"${body.version}"` },
    });
  const remove = (by: PersonName, { body }: Answer) => api.call(by, 'DELETE', `/v1/saved-views/${body.id}`);
  const seen = async (by: PersonName, { body }: Answer) => (await api.get(by, `/v1/saved-views/${body.id}`)).status;
  const listed = async (by: PersonName, query: string) =>
    ((await api.get(by, `/v1/cases?${query}`)).body.items as { id: string }[]).map(({ id }) => id);

  it('are kept under a name, with the filters of a list, and are one’s own', async () => {
    const saved = await save('countyOffice', {
      name: ' 急件 ',
      filters: { urgency: 'urgent', open: true },
      sort: '-openedAt',
    });
    expect(saved.status).toBe(201);
    expect(saved.headers.get('etag')).toBe('"1"');
    expect(saved.headers.get('location')).toBe(`/api/v1/saved-views/${saved.body.id}`);
    expect(saved.body).toEqual({
      id: expect.any(String),
      name: '急件',
      filters: { urgency: 'urgent', open: true },
      sort: '-openedAt',
      sharedWith: { with: 'nobody' },
      owner: { id: personId('countyOffice'), name: '演示·countyOffice' },
      mine: true,
      mayChange: true,
      version: 1,
    });
    expect((await api.get('countyOffice', `/v1/saved-views/${saved.body.id}`)).body).toEqual(saved.body);
    const namesFor = async (by: PersonName) =>
      ((await api.get(by, '/v1/saved-views')).body.items as { name: string }[]).map(({ name }) => name);
    expect(await namesFor('countyOffice')).toContain('急件');
    expect(await namesFor('secondOfOffice')).not.toContain('急件');
    expect(await seen('secondOfOffice', saved)).toBe(404);
  });

  it('narrow and order a list; what the query says goes before', async () => {
    const { body } = await save('countyOffice', { filters: { urgency: 'urgent' }, sort: '-openedAt' });
    expect(await listed('countyOffice', `view=${body.id}`)).toEqual([urgent]);
    expect(await listed('countyOffice', `view=${body.id}&urgency=normal`)).toEqual([there, here]);
    expect(await listed('countyOffice', `view=${body.id}&urgency=normal&sort=openedAt`)).toEqual([here, there]);
    expect(await listed('countyOffice', `view=${body.id}&category=health`)).toEqual([]);
    const first = await api.get('countyOffice', `/v1/cases?view=${body.id}&urgency=normal&limit=1`);
    expect(
      await listed('countyOffice', `view=${body.id}&urgency=normal&limit=1&cursor=${first.body.nextCursor}`),
    ).toEqual([here]);
  });

  it('that are shared show each reader the cases of the own scope only', async () => {
    const { body } = await save('countyOffice', { filters: { urgency: 'normal' }, sharedWith: { with: 'county' } });
    expect(await listed('countyOffice', `view=${body.id}`)).toEqual(expect.arrayContaining([here, there]));
    expect(await listed('clerk', `view=${body.id}`)).toEqual([here]);
    expect(await listed('clerkElsewhere', `view=${body.id}`)).toEqual([there]);
    expect(await listed('waterHandler', `view=${body.id}`)).toEqual([]);
  });

  it('are shared with a unit or a role, and with nobody else', async () => {
    const unit = await save('waterHead', { sharedWith: { with: 'organisation', organisation: unitId('water') } });
    expect(unit.body.sharedWith).toEqual({
      with: 'organisation',
      organisation: { id: unitId('water'), name: '县水利局' },
    });
    expect([await seen('waterHandler', unit), await seen('roadsHead', unit)]).toEqual([200, 404]);
    const role = await save('supervisor', { sharedWith: { with: 'role', role: 'head' } });
    expect([await seen('roadsHead', role), await seen('roadsHandler', role)]).toEqual([200, 404]);
    expect((await listedNames('waterHandler')).includes(unit.body.name as string)).toBe(true);
    expect(await api.get('roadsHandler', `/v1/cases?view=${role.body.id}`)).toMatchObject({ status: 404 });
  });
  const listedNames = async (by: PersonName) =>
    ((await api.get(by, '/v1/saved-views')).body.items as { name: string }[]).map(({ name }) => name);

  it('are of one county: elsewhere there is nothing, whatever id is guessed', async () => {
    const shared = await save('countyOffice', { sharedWith: { with: 'county' } });
    const abroads = (by: PersonName, method: string, path: string, body?: unknown) =>
      api.call(by, method, path, { body, headers: { 'if-match': '"1"' } }, abroad);
    const path = `/v1/saved-views/${shared.body.id}`;
    expect((await abroads('countyOffice', 'GET', path)).status).toBe(404);
    expect((await abroads('countyOffice', 'PUT', path, { name: '改' })).status).toBe(404);
    expect((await abroads('countyOffice', 'DELETE', path)).status).toBe(404);
    expect((await abroads('countyOffice', 'GET', `/v1/cases?view=${shared.body.id}`)).status).toBe(404);
    const foreignUnit = { with: 'organisation', organisation: unitId('water', abroad) };
    expect((await save('countyOffice', { sharedWith: foreignUnit })).body.errors).toMatchObject([
      { field: 'sharedWith.organisation', code: 'unknown-organisation' },
    ]);
  });

  it('are shared beyond the own unit by the county office, supervisors and leaders', async () => {
    const refused = { status: 422, body: { errors: [{ field: 'sharedWith', code: 'not-yours-to-share' }] } };
    expect(await save('clerk', { sharedWith: { with: 'county' } })).toMatchObject(refused);
    expect(await save('waterHead', { sharedWith: { with: 'role', role: 'handler' } })).toMatchObject(refused);
    expect(await save('waterHead', { sharedWith: { with: 'organisation', organisation: unitId('roads') } })).toMatchObject(refused); // prettier-ignore
    expect((await save('leader', { sharedWith: { with: 'county' } })).status).toBe(201);
  });

  it('are changed and deleted by their owner, at the version that was seen', async () => {
    const mine = await save('countyOffice', { filters: { open: true }, sharedWith: { with: 'county' } });
    expect((await change('secondOfOffice', mine, {})).status).toBe(403);
    expect((await remove('secondOfOffice', mine)).status).toBe(403);
    const path = `/v1/saved-views/${mine.body.id}`;
    const without = await api.call('countyOffice', 'PUT', path, { body: { name: 'x' } });
    expect([without.status, without.body.code]).toEqual([428, 'version-missing']);
    const changed = await change('countyOffice', mine, { filters: { urgency: 'urgent' } });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(changed.body).toMatchObject({ filters: { urgency: 'urgent' }, sharedWith: { with: 'nobody' }, version: 2 });
    expect(await change('countyOffice', mine, {})).toMatchObject({ status: 412, body: { version: 2 } });
    expect((await remove('countyOffice', changed)).status).toBe(204);
    expect((await remove('countyOffice', changed)).status).toBe(404);
  });

  it('have a name once', async () => {
    const first = await save('clerk', { name: '我的村' });
    expect(await save('clerk', { name: '我的村' })).toMatchObject({ status: 409, body: { code: 'view-name-taken' } });
    expect((await save('secretary', { name: '我的村' })).status).toBe(201);
    const other = await save('clerk', {});
    expect(await change('clerk', other, { name: '我的村' })).toMatchObject({ status: 409 });
    expect((await change('clerk', first, { name: '我的村', sort: 'dueAt' })).status).toBe(200);
    const at = await Promise.all(Array.from({ length: 8 }, () => save('clerk', { name: '同时' })));
    expect(at.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
  });

  it('are fifty a person at most, also when many are saved at once', async () => {
    const answers = await Promise.all(Array.from({ length: 56 }, () => save('roadsHead')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(50);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.every(({ status, body }) => status === 409 && body.code === 'too-many-views')).toBe(true);
  });

  it.each([
    ['no name', { name: undefined }],
    ['a blank name', { name: '  ' }],
    ['a long name', { name: '长'.repeat(61) }],
    ['a phone number for a name', { name: '张三 13800001111' }],
    ['an identity number among the words', { filters: { q: '35012319900101123X' } }],
    ['a filter that lists do not know', { filters: { requester: '张三' } }],
    ['a filter of the wrong kind', { filters: { overdue: 'perhaps' } }],
    ['a span that is none', { filters: { dueWithin: 'soon' } }],
    ['null for filters', { filters: null }],
    ['a word for filters', { filters: 'overdue' }],
    ['an unknown order', { sort: 'title' }],
    ['sharing with nobody knows whom', { sharedWith: { with: 'world' } }],
    ['null for sharing', { sharedWith: null }],
    ['a unit without its id', { sharedWith: { with: 'organisation' } }],
    ['a role that sees no cases', { sharedWith: { with: 'role', role: 'system-admin' } }],
    ['a NUL in the name', { name: 'a\u0000' }],
  ])('are refused with %s', async (_what, fields) => {
    const answer = await save('countyOffice', fields);
    expect([answer.status, answer.body.code]).toEqual([422, 'bad-fields']);
  });

  it('take a filter that is there and null as none', async () => {
    expect((await save('countyOffice', { filters: { q: null, dueWithin: null, open: true } })).body.filters).toEqual({
      open: true,
    });
  });

  it('are nothing that a resident could look through', async () => {
    const shared = await save('countyOffice', { sharedWith: { with: 'county' } });
    await api.dataSource.query(`UPDATE posting SET role = 'resident' WHERE person_id = $1`, [personId('secretary')]);
    await api.dataSource.query('UPDATE county SET directory_version = directory_version + 1');
    expect((await api.get('secretary', `/v1/cases?view=${shared.body.id}`)).status).toBe(404);
    expect((await api.get('secretary', '/v1/saved-views')).status).toBe(403);
  });

  it('pass to the successor where others use them, and stay with who leaves where nobody does', async () => {
    const shared = { with: 'organisation', organisation: unitId('water') };
    const used = await save('waterHead', { name: '本周', sharedWith: shared });
    const other = await save('waterHead', { name: '超期', sharedWith: shared });
    const own = await save('waterHead', { name: '草稿' });
    await save('waterHandler', { name: '超期' });
    const done = await api.call('systemAdmin', 'POST', `/v1/persons/${personId('waterHead')}/hand-over`, {
      body: { successorId: personId('waterHandler') },
    });
    expect(done.status).toBe(201);
    const taken = (await api.get('waterHandler', `/v1/saved-views/${used.body.id}`)).body;
    expect(taken).toMatchObject({ name: '本周', mine: true, owner: { id: personId('waterHandler') }, version: 2 });
    // of two with one name both are kept
    const renamed = (await api.get('waterHandler', `/v1/saved-views/${other.body.id}`)).body.name as string;
    expect(renamed).toBe(`超期 ${(other.body.id as string).slice(-6)}`);
    const [{ owner }] = (await api.dataSource.query('SELECT owner_id AS owner FROM saved_view WHERE id = $1', [own.body.id])) as [{ owner: string }]; // prettier-ignore
    expect(owner).toBe(personId('waterHead'));
  });

  it('stay readable when their owner is gone without a successor; the county office keeps them or clears them away', async () => {
    const left = await save('otherLeader', { sharedWith: { with: 'county' } });
    const forgotten = await save('otherLeader', { sharedWith: { with: 'county' } });
    const own = await save('otherLeader', {});
    await api.dataSource.query(`UPDATE posting SET to_at = '2026-11-23T01:30:00Z' WHERE person_id = $1`, [
      personId('otherLeader'),
    ]);
    await api.dataSource.query('UPDATE county SET directory_version = directory_version + 1');
    await new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from('2026-11-23T10:00:00+08:00'));
    expect(await seen('clerk', left)).toBe(200);
    expect((await remove('clerk', left)).status).toBe(403);
    const kept = await change('countyOffice', left, { sharedWith: { with: 'county' } });
    expect(kept.body).toMatchObject({ mine: true, owner: { id: personId('countyOffice') } });
    expect(await seen('countyOffice', own)).toBe(404);
    // a year after the last posting they go
    await new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from('2027-11-25T10:00:00+08:00'));
    await api.app.get(EndRetention).execute(Temporal.Now.instant());
    const rows = (await api.dataSource.query('SELECT id FROM saved_view WHERE id = ANY($1)', [
      [left, forgotten, own].map(({ body }) => body.id as string),
    ])) as { id: string }[];
    expect(rows.map(({ id }) => id)).toEqual([left.body.id]);
  });
});
