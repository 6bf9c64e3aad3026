import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EndRetention, type RetentionCount } from '#engine';
import { anonymisedText, PgBusinessClock } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { startApi, type TestApi } from '../support/api/api.js';
import { foldedAndStored } from '../support/api/folded.js';
import { county, village } from '../support/api/seed-county.js';
import { holderOf, seedEveryRole } from '../support/authorisation/cast.js';
import { accountId, givePassword, password, signIn } from '../support/sign-in/sign-in.js';

const resident = holderOf('resident');
const [name, phone, words] = ['游溪山', '19900008765', '老井塌了一角'];
const request = {
  ...{ type: 'villager-problem', villageCode: village, category: 'roads', urgency: 'normal' },
  ...{ title: words, text: `${words},请打${phone}`, requester: { name, phone } },
};

describe('a resident who has asked, and whose time is over', () => {
  let api: TestApi;
  let id: string;
  let personId: string;
  beforeAll(async () => {
    api = await startApi({ from: '2026-11-23T09:00:00+08:00' });
    await seedEveryRole(api.dataSource, county);
    await givePassword(api, resident);
    [{ id: personId }] = (await query('SELECT person_id AS id FROM account WHERE id = $1', [accountId(resident)])) as [
      { id: string },
    ];
    await query('UPDATE person SET name = $2 WHERE id = $1', [personId, name]);
    await query('UPDATE account SET name = $2 WHERE id = $1', [accountId(resident), phone]);
    expect((await signIn(api, { name: phone, password })).status).toBe(201);
    const opened = await api.call(resident, 'POST', '/v1/cases', { body: request });
    expect(opened.status).toBe(201);
    id = opened.body.id as string;
  }, 60_000);
  afterAll(() => api.stop());

  const query = (sql: string, values: unknown[] = []) => api.dataSource.query(sql, values) as Promise<unknown[]>;
  const at = (instant: string) => new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from(instant));
  const run = (dryRun = false) => api.app.get(EndRetention).execute(Temporal.Now.instant(), { dryRun });
  const counted = (counts: readonly RetentionCount[], thing: string) =>
    counts.find((one) => one.thing === thing && one.county === county)!.count;
  const nameNow = async () => ((await query('SELECT name FROM person WHERE id = $1', [personId])) as [{ name: string }])[0].name; // prettier-ignore

  /** Tables of the whole database in which these words stand anywhere. */
  async function holding(...sought: string[]): Promise<string[]> {
    const tables = (await query(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
        WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    )) as { name: string }[];
    expect(tables.length).toBeGreaterThan(30);
    const found: string[] = [];
    for (const { name: table } of tables) {
      const [{ n }] = (await query(`SELECT count(*)::int AS n FROM ${table} t WHERE t::text LIKE ANY ($1)`, [
        sought.map((word) => `%${word}%`),
      ])) as [{ n: number }];
      if (n > 0) found.push(table);
    }
    return found.sort();
  }

  it('is known while the case is open, however long that takes', async () => {
    expect(await holding(name, phone, words)).toEqual(['public.account', 'public.case_text', 'public.person']);
    await at('2031-01-05T09:00:00+08:00');
    await run();
    expect(await nameNow()).toBe(name);
  });

  it('is known for three years after the case was archived', async () => {
    await api.act('townshipOffice', id, 'decline', { reason: 'outside-county', channel: 'none' });
    const { body } = await api.get('countyOffice', `/v1/cases/${id}`);
    await api.act('countyOffice', id, 'decide', { application: body.applications[0].id, agree: true });
    const told = await api.act('countyOffice', id, 'told', { how: 'phone', on: '2031-01-05' });
    expect(told.body.state).toBe('archived');
    await at('2033-12-01T09:00:00+08:00');
    expect(counted(await run(true), 'resident')).toBe(0);
    await at('2034-01-10T09:00:00+08:00');
    expect(counted(await run(true), 'resident')).toBe(1);
  });

  it('is known as long as the account is in use', async () => {
    expect((await signIn(api, { name: phone, password })).status).toBe(201);
    await run();
    expect(await nameNow()).toBe(name);
  });

  it('is then a number that leads to nobody: no table knows name or phone, and the history is whole', async () => {
    const before = await foldedAndStored(api, id);
    await at('2037-01-20T09:00:00+08:00');
    expect(counted(await run(true), 'resident')).toBe(1);
    expect(await nameNow()).toBe(name);
    expect(counted(await run(), 'resident')).toBe(1);
    expect(await nameNow()).toBe(anonymisedText);
    expect(await holding(name)).toEqual([]);
    expect((await signIn(api, { name: phone, password }, { from: '10.9.0.7' })).status).toBe(401);
    expect(counted(await run(), 'resident')).toBe(0);
    const recorded = await query(
      `SELECT data->>'thing' AS thing FROM audit_log WHERE kind = 'personal-data-anonymised' AND subject_id = $1`,
      [personId],
    );
    expect(recorded).toEqual([{ thing: 'resident' }]);
    const after = await foldedAndStored(api, id);
    expect(after).toEqual(before);
    expect(after.folded).toEqual(after.stored);
  });

  it('nor do the words stand anywhere after ten years', async () => {
    await at('2041-02-01T09:00:00+08:00');
    await run();
    expect(await holding(name, phone, words)).toEqual([]);
    const { folded, stored } = await foldedAndStored(api, id);
    expect(folded).toEqual(stored);
    expect(folded.residentId).toBe(personId);
  });

  it('leaves the names of people in office alone: they answer for what they did', async () => {
    const roles = await query(
      'SELECT DISTINCT g.role FROM person p JOIN posting g ON g.person_id = p.id WHERE p.name = $1',
      [anonymisedText],
    );
    expect(roles).toEqual([{ role: 'resident' }]);
  });
});
