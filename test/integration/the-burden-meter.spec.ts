import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, village } from '../support/api/seed-county.js';

interface Form {
  readonly caseType: string;
  readonly action: string;
  readonly label: string;
  readonly fields: number;
  readonly required: number;
  readonly minutes: number;
}

describe('the burden meter', () => {
  let api: TestApi;
  /** The case that messages are about. */
  let about: string;
  beforeAll(async () => {
    api = await startApi({ from: '2026-11-25T09:00:00+08:00' });
    const problem = {
      title: '路灯不亮',
      text: '村道路灯不亮',
      villageCode: village,
      category: 'roads',
      urgency: 'normal',
    };
    const { body } = await api.call('clerk', 'POST', '/v1/cases', { body: { type: 'villager-problem', ...problem } });
    about = (body as { id: string }).id;
  });
  afterAll(() => api.stop());

  const meter = async () => (await api.get('countyOffice', '/v1/burden')).body;

  /** Persons who hold a role from an instant on, `messages` sent to each of them. */
  const holders = async (role: string, count: number, since: string, messages: readonly string[]) => {
    for (let i = 0; i < count; i++) {
      const [person, posting] = [v7(), v7()];
      await api.dataSource.query('INSERT INTO person (id, county_code, name) VALUES ($1, $2, $3)', [
        person,
        county,
        '某人',
      ]);
      await api.dataSource.query(
        `INSERT INTO posting (id, county_code, person_id, organisation_id, role, region_code, from_at)
         VALUES ($1, $2, $3, $4, $5, $2, $6)`,
        [posting, county, person, unitId('water'), role, since],
      );
      for (const at of messages)
        await api.dataSource.query(
          `INSERT INTO notification (id, county_code, person_id, case_id, clock, step, deadline_version, kind, because, created_at)
           VALUES ($1, $2, $3, $4, 'handling', $5::text, 1, 'remind', 'handler', $5::timestamptz)`,
          [v7(), county, person, about, at],
        );
    }
  };

  it('says of every form how many inputs it has and how long it may take', async () => {
    const { forms } = (await meter()) as { forms: Form[] };
    const of = (action: string) =>
      forms.find((form) => form.caseType === 'villager-problem' && form.action === action)!;
    expect(of('open')).toMatchObject({ caseType: 'villager-problem', label: 'Register', required: 5 });
    expect(of('open').fields).toBeGreaterThan(of('open').required);
    expect(of('report').minutes).toBeGreaterThan(of('confirm')?.minutes ?? 0);
    // an action without a form asks for nothing
    expect(of('confirm')).toBeUndefined();
    expect(forms.every(({ fields, minutes }) => fields > 0 && minutes > 0)).toBe(true);
  });

  it('counts messages by role and whole week, and hides roles of fewer than five', async () => {
    // the week from Monday 16 November; one message is of the week before, one of this week
    const messages = ['2026-11-15T23:59:00+08:00', '2026-11-16T00:01:00+08:00', '2026-11-22T23:59:00+08:00'];
    await holders('field-cadre', 5, '2026-11-16T00:00:00+08:00', [...messages, '2026-11-23T08:00:00+08:00']);
    await holders('volunteer', 4, '2026-11-16T00:00:00+08:00', messages);
    const rows = ((await meter()) as { messages: { week: string; role: string }[] }).messages;
    const of = (role: string) => rows.find((row) => row.week === '2026-11-16' && row.role === role);
    expect(of('field-cadre')).toEqual({
      ...{ week: '2026-11-16', role: 'field-cadre', isHidden: false },
      ...{ persons: 5, messages: 10, messagesAPerson: 2 },
    });
    expect(of('volunteer')).toEqual({ week: '2026-11-16', role: 'volunteer', isHidden: true });
    // the present week is not over
    expect(rows.map(({ week }) => week).filter((week) => week > '2026-11-16')).toEqual([]);
    expect(new Set(rows.map(({ week }) => week)).size).toBeLessThanOrEqual(4);
  });

  it('names nobody', async () => {
    const text = JSON.stringify(await meter());
    for (const name of ['countyOffice', 'waterHandler', 'clerk'] as const) expect(text).not.toContain(personId(name));
    expect(text).not.toMatch(/某人|"(person|personId|name|account)"/);
  });

  it('is the county’s own, for those who work in it', async () => {
    expect((await api.get(null, '/v1/burden')).status).toBe(401);
  });
});

describe('rankings of units', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const settings = async () => (await api.get('supervisor', '/v1/county-settings')).body;
  const change = (by: 'countyOffice' | 'supervisor' | 'clerk', body: unknown) =>
    api.call(by, 'PUT', '/v1/county-settings', { body });

  it('are off until the county office asks for them, on record', async () => {
    expect(await settings()).toEqual({ unitRankings: false });
    expect((await change('clerk', { unitRankings: true })).status).toBe(403);
    expect((await change('countyOffice', { unitRankings: 'yes' })).status).toBe(422);
    expect(await settings()).toEqual({ unitRankings: false });

    const changed = await change('countyOffice', { unitRankings: true });
    expect([changed.status, changed.body]).toEqual([200, { unitRankings: true }]);
    expect(await settings()).toEqual({ unitRankings: true });
    await change('countyOffice', { unitRankings: true });
    const entries = await api.dataSource.query(
      `SELECT person_id, subject_id, data FROM audit_log WHERE kind = 'configuration-changed' AND subject_kind = 'county-settings'`,
    );
    expect(entries).toEqual([
      { person_id: personId('countyOffice'), subject_id: county, data: { unitRankings: true } },
    ]);
  });
});
