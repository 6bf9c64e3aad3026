import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EndRetention, type RetentionCount } from '#engine';
import { bytesOf, writeWorkbook } from '#ledgers';
import { PgBusinessClock } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, type PersonName, village } from '../support/api/seed-county.js';

/** The terms of this story end here, except where it says otherwise. */
const ended = '2026-12-01T00:00:00+08:00';
const problem = { type: 'villager-problem', villageCode: village, category: 'roads', urgency: 'normal' };

describe('what has ended of duties, absences, links, postings, hand-overs and imports', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ from: '2026-11-23T09:00:00+08:00' });
    const term = { from: '2026-01-01T00:00:00+08:00', to: ended };
    await insert('duty_roster', { ...of('clerk'), role: 'officer', region_code: county }, term);
    await insert('absence', { ...of('clerk'), entered_by: personId('countyOffice') }, term);
    await insert('link', { ...of('otherLeader'), village_code: village, role: 'cadre' }, term);
    await insert('posting', { ...of('otherLeader'), ...place('water'), role: 'head' }, term);
    // an open case goes on naming the one who handled it
    const { body } = await api.call('clerk', 'POST', '/v1/cases', {
      body: { ...problem, title: '水渠', text: '水渠' },
    });
    await api.act('townshipOffice', body.id, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    await api.act('countyOffice', body.id, 'dispatch', { lead: unitId('roads'), person: personId('roadsHandler') });
    await query('UPDATE cases SET lead_person_id = $1 WHERE id = $2', [personId('roadsHandler'), body.id]);
    await query('UPDATE posting SET to_at = $1 WHERE person_id = $2', [ended, personId('roadsHandler')]);
    const given = await api.call('systemAdmin', 'POST', `/v1/persons/${personId('waterHandler')}/hand-over`, {
      body: { successorId: personId('waterHead') },
    });
    expect(given.status).toBe(201);
    const file = new FormData();
    const rows = [
      { cells: ['姓名', '工作单位', '职务', '任职时间'] },
      { cells: ['演示·clerk', '没有的局', '经办人', '昨天'] },
    ];
    file.set('kind', 'postings');
    file.set('file', new Blob([new Uint8Array(await bytesOf(writeWorkbook([{ name: '名册', rows }])))]), 'r.xlsx');
    expect((await api.call('systemAdmin', 'POST', '/v1/register-imports', { body: file })).status).toBe(200);
  }, 60_000);
  afterAll(() => api.stop());

  const of = (name: PersonName) => ({ county_code: county, person_id: personId(name) });
  const place = (unit: 'water') => ({ organisation_id: unitId(unit), region_code: county });
  const query = (sql: string, values: unknown[] = []) => api.dataSource.query(sql, values) as Promise<unknown[]>;
  const insert = (
    table: string,
    row: Readonly<Record<string, unknown>>,
    { from, to }: { from: string; to: string },
  ) => {
    const all = { ...row, from_at: from, to_at: to };
    const places = Object.keys(all).map((_, i) => `$${i + 1}`);
    return query(
      `INSERT INTO ${table} (id, ${Object.keys(all).join(', ')}) VALUES (gen_random_uuid(), ${places.join(', ')})`,
      Object.values(all),
    );
  };
  const runAt = async (instant: string, { dryRun = false } = {}) => {
    await new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from(instant));
    return counted(await api.app.get(EndRetention).execute(Temporal.Now.instant(), { dryRun }));
  };
  const things: readonly string[] = ['duty', 'absence', 'link', 'posting', 'hand-over', 'register-import'];
  const counted = (counts: readonly RetentionCount[]) =>
    Object.fromEntries(
      counts
        .filter(({ thing, count }) => things.includes(thing) && count > 0)
        .map(({ thing, count }) => [thing, count]),
    );
  const accountable = async (at: string) =>
    JSON.stringify(
      (await api.get('countyOffice', `/v1/organisations/${unitId('water')}/accountability?at=${at}`)).body,
    );

  it('is there for as long as was promised', async () => {
    expect(await runAt('2027-11-22T09:00:00+08:00')).toEqual({});
  });

  it('duties and imports go after one year, absences after three', async () => {
    expect(await runAt('2027-12-02T09:00:00+08:00', { dryRun: true })).toEqual({ duty: 1, 'register-import': 1 });
    expect(await runAt('2027-12-02T09:00:00+08:00')).toEqual({ duty: 1, 'register-import': 1 });
    expect(await runAt('2029-12-02T09:00:00+08:00')).toEqual({ absence: 1 });
  });

  it('who was accountable is answered for ten years', async () => {
    expect(await runAt('2036-11-20T09:00:00+08:00')).toEqual({});
    const then = encodeURIComponent('2026-06-01T12:00:00+08:00');
    expect(await accountable(then)).toContain('演示·otherLeader');
    // the hand-over and the posting that it ended are some days older than the rest
    expect(await runAt('2036-11-25T09:00:00+08:00')).toEqual({ 'hand-over': 1, posting: 1 });
    expect(await query('SELECT FROM hand_over_item')).toEqual([]);
    expect(await runAt('2036-12-02T09:00:00+08:00', { dryRun: true })).toEqual({ link: 1, posting: 1 });
    expect(await runAt('2036-12-02T09:00:00+08:00')).toEqual({ link: 1, posting: 1 });
    expect(await accountable(then)).not.toContain('演示·otherLeader');
  });

  it('the posting of somebody whom an open case names stays, so that the vacancy is seen', async () => {
    expect(await query('SELECT to_at FROM posting WHERE person_id = $1', [personId('roadsHandler')])).toHaveLength(1);
    await query('UPDATE cases SET open = false, lead_person_id = NULL WHERE lead_person_id = $1', [
      personId('roadsHandler'),
    ]);
    expect(await runAt('2036-12-03T09:00:00+08:00')).toMatchObject({ posting: 1 });
    expect(await query('SELECT FROM posting WHERE person_id = $1', [personId('roadsHandler')])).toEqual([]);
  });

  it('is on record by how much it was', async () => {
    const rows = (await query(
      `SELECT data->>'thing' AS thing FROM audit_log WHERE kind = 'personal-data-anonymised' AND subject_id IS NULL`,
    )) as { thing: string }[];
    expect(rows.map(({ thing }) => thing)).toEqual(expect.arrayContaining([...things]));
  });
});
