import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, type PersonName, village, villageElsewhere } from '../support/api/seed-county.js';

describe('who was accountable then', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
    const links = (await api.get('countyOffice', `/v1/links?region=${village}&role=leader`)).body.items as {
      id: string;
    }[];
    const end = { body: { at: '2026-06-01T00:00:00+08:00' }, headers: { 'if-match': '"1"' } };
    await api.call('countyOffice', 'POST', `/v1/links/${links[0]!.id}/end`, end);
    const next = { personId: personId('otherLeader'), villageCode: village, role: 'leader', principal: true };
    await api.call('countyOffice', 'POST', '/v1/links', { body: { ...next, from: end.body.at } });
    const second = { personId: personId('chief'), villageCode: village, role: 'leader' };
    await api.call('countyOffice', 'POST', '/v1/links', { body: { ...second, from: '2026-07-01T00:00:00+08:00' } });
  });
  afterAll(() => api.stop());

  const of = (by: PersonName, path: string, at?: string) =>
    api.get(by, `/v1/${path}/accountability${at ? `?at=${encodeURIComponent(at)}` : ''}`);
  const ids = (held: { person: { id: string } }[]) => held.map(({ person }) => person.id);

  it('for a village: the leaders of that instant with the principal one first, secretary, clerk and township', async () => {
    const before = await of('clerk', `villages/${village}`, '2026-05-31T23:59:59+08:00');
    expect(before.body).toMatchObject({ at: '2026-05-31T23:59:59+08:00', village: { code: village } });
    expect(ids(before.body.leaders)).toEqual([personId('leader')]);
    const { body } = await of('clerk', `villages/${village}`);
    expect(
      body.leaders.map(({ person, principal }: { person: { id: string }; principal: boolean }) => [
        person.id,
        principal,
      ]),
    ).toEqual(
      expect.arrayContaining([
        [personId('otherLeader'), true],
        [personId('chief'), false],
      ]),
    );
    expect(body.leaders[0].principal).toBe(true);
    expect(new Set(ids(body.firstSecretaries))).toEqual(new Set([personId('secretary')]));
    expect([ids(body.clerks), ids(body.townshipOffice)]).toEqual([[personId('clerk')], [personId('townshipOffice')]]);
    expect([body.heads, body.handlers, body.instructors]).toEqual([[], [], []]);
  });

  it('for a village: everybody who ever was, with their terms', async () => {
    const { body } = await of('countyOffice', `villages/${village}`);
    const leaders = body.history.filter(({ role }: { role: string }) => role === 'leader');
    expect(
      leaders.map(({ person, from, to }: { person: { id: string }; from: string; to: string | null }) => [
        person.id,
        from,
        to,
      ]),
    ).toEqual([
      [personId('chief'), '2026-07-01T00:00:00+08:00', null],
      [personId('otherLeader'), '2026-06-01T00:00:00+08:00', null],
      [personId('leader'), '2020-01-01T08:00:00+08:00', '2026-06-01T00:00:00+08:00'],
    ]);
  });

  it('for a unit: its head and its handlers at that instant', async () => {
    const { body } = await of('waterHandler', `organisations/${unitId('water')}`);
    expect(body.organisation).toMatchObject({ id: unitId('water'), name: '县水利局', regionCode: county });
    expect([ids(body.heads), ids(body.handlers)]).toEqual([[personId('waterHead')], [personId('waterHandler')]]);
    const before = await of('waterHandler', `organisations/${unitId('water')}`, '2019-12-31T00:00:00+08:00');
    expect([before.body.heads, before.body.handlers]).toEqual([[], []]);
    expect(before.body.history).toHaveLength(2);
  });

  it('names the stand-in of whoever was away', async () => {
    await api.dataSource.query(
      `INSERT INTO absence (id, county_code, person_id, stand_in_id, from_at, to_at, entered_by)
       VALUES ($1, $2, $3, $4, '2026-11-20T00:00:00+08:00', '2026-11-27T00:00:00+08:00', $3)`,
      ['00000000-0000-7000-8000-000000000001', county, personId('waterHandler'), personId('waterHead')],
    );
    const { body } = await of('countyOffice', `organisations/${unitId('water')}`);
    expect(body.handlers[0]).toMatchObject({
      away: true,
      standIn: { id: personId('waterHead'), name: '演示·waterHead' },
    });
    expect(body.heads[0].away).toBeUndefined();
    const later = await of('countyOffice', `organisations/${unitId('water')}`, '2026-11-27T00:00:00+08:00');
    expect(later.body.handlers[0].away).toBeUndefined();
  });

  it('is not told of another township, of a village that is none, or to a stranger', async () => {
    expect((await of('clerk', `villages/${villageElsewhere}`)).status).toBe(404);
    expect((await of('countyOffice', `villages/${villageElsewhere}`)).status).toBe(200);
    for (const code of ['350123103999', 'nonsense', '350123103'])
      expect([code, (await of('countyOffice', `villages/${code}`)).status]).toEqual([code, 404]);
    expect((await api.get(null, `/v1/villages/${village}/accountability`)).status).toBe(401);
    const bad = await api.call('clerk', 'GET', `/v1/villages/${village}/accountability?at=then`, {
      headers: { 'accept-language': 'zh' },
    });
    expect([bad.status, bad.body.errors[0].message]).toEqual([422, expect.stringContaining('请写带时区的时间')]);
  });
});
