import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county } from '../support/api/seed-county.js';

describe('[design §10] system, security and audit administrators', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const post = (person: string, role: string, from: string, to = 'infinity') =>
    api.dataSource.query(
      `INSERT INTO posting (id, county_code, person_id, organisation_id, role, region_code, from_at, to_at)
       VALUES ($1, $2, $3, $4, $5, $2, $6, $7)`,
      [randomUUID(), county, person, unitId('office'), role, from, to],
    ) as Promise<unknown>;

  const somebody = async () => {
    const id = randomUUID();
    await api.dataSource.query(`INSERT INTO person (id, county_code, name) VALUES ($1, $2, '演示·某人')`, [id, county]);
    return id;
  };

  it.each([
    ['security-admin', '2026-01-01Z', 'infinity'],
    ['audit-admin', '2026-01-01Z', '2026-01-02Z'],
    ['audit-admin', '2030-01-01Z', 'infinity'],
    ['handler', '2026-01-01Z', 'infinity'],
    ['resident', '2030-01-01Z', '2030-01-02Z'],
  ])('the database lets an administrator hold nothing beside it: %s from %s to %s', async (role, from, to) => {
    await expect(post(personId('systemAdmin'), role, from, to)).rejects.toThrow('posting_administrators_apart');
  });

  it('two writers at once cannot make somebody two of them either', async () => {
    const person = await somebody();
    const results = await Promise.allSettled([
      post(person, 'security-admin', '2026-01-01Z'),
      post(person, 'audit-admin', '2026-01-01Z'),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('two writers at once cannot give an administrator a case role either, and case roles stand beside each other', async () => {
    const person = await somebody();
    const results = await Promise.allSettled([
      post(person, 'security-admin', '2026-01-01Z'),
      post(person, 'handler', '2026-01-01Z'),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const another = await somebody();
    for (const role of ['handler', 'head', 'field-cadre']) await post(another, role, '2026-01-01Z');
  });

  it('one after the other is no two, and a case role may come before or after', async () => {
    const person = personId('roadsHandler');
    await api.dataSource.query(`UPDATE posting SET to_at = '2026-01-01Z' WHERE person_id = $1`, [person]);
    await post(person, 'security-admin', '2026-01-01Z', '2026-06-01Z');
    await post(person, 'audit-admin', '2026-06-01Z', '2030-01-01Z');
    await post(person, 'handler', '2030-01-01Z');
    expect((await api.get('roadsHandler', '/v1/audit')).status).toBe(200);
  });

  it('is refused where postings are written, with what to do', async () => {
    const body = {
      ...{ personId: personId('systemAdmin'), organisationId: unitId('office'), role: 'audit-admin' },
      ...{ regionCode: county, from: '2026-12-01T00:00:00+08:00' },
    };
    // nobody writes the own posting: another system administrator tries
    await api.dataSource.query(`UPDATE posting SET role = 'system-admin' WHERE person_id = $1`, [
      personId('waterHead'),
    ]);
    for (const role of ['audit-admin', 'supervisor']) {
      const answer = await api.call('waterHead', 'POST', '/v1/postings', { body: { ...body, role } });
      expect(answer).toMatchObject({
        status: 409,
        body: { errors: [{ field: 'role', code: 'administrators-stay-apart' }] },
      });
      expect(answer.body.errors[0].message).toContain('system-admin');
    }
    const toWhoHandles = { ...body, personId: personId('waterHandler') };
    expect((await api.call('waterHead', 'POST', '/v1/postings', { body: toWhoHandles })).status).toBe(409);
  });

  it.each(['systemAdmin'] as const)('%s sees no case, in no list, count, search or order', async (by) => {
    const opened = await api.call('clerk', 'POST', '/v1/cases', {
      body: { type: 'villager-problem', title: '路灯不亮', text: '路灯不亮', villageCode: '350123103201', category: 'roads', urgency: 'emergency' }, // prettier-ignore
    });
    for (const path of [
      '/v1/cases',
      `/v1/cases/${opened.body.id}`,
      '/v1/inbox',
      '/v1/supervision-orders',
      '/v1/priority-lists/leaders/me',
    ])
      // prettier-ignore
      expect([path, (await api.get(by, path)).status]).toEqual([path, 403]);
    const moved = await api.call(by, 'POST', '/v1/demo/clock', { body: { advance: '1h' } });
    expect(moved).toMatchObject({ status: 200, body: { count: 0, fired: [] } });
    const [done] = (await api.dataSource.query(`SELECT count(*)::int AS steps FROM case_event WHERE kind = 'step'`)) as [{ steps: number }]; // prettier-ignore
    expect(done.steps).toBeGreaterThan(0);
  });
});
