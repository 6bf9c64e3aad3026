import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import readXlsx from 'read-excel-file/node';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, village } from '../support/api/seed-county.js';

const resident = '00000000-0000-7000-8000-0000000000bb';

describe('registers that leave the house', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  }, 30_000);
  afterAll(() => api.stop());

  const query = <T>(sql: string, values: unknown[] = []) => api.dataSource.query(sql, values) as Promise<T[]>;
  const count = async (table: string) => (await query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;

  it('residents with an account are in no register of people', async () => {
    await query('INSERT INTO person (id, county_code, name) VALUES ($1, $2, $3)', [resident, county, '游小溪']);
    await query(
      `INSERT INTO posting (id, county_code, person_id, organisation_id, role, region_code, from_at)
       VALUES (gen_random_uuid(), $1, $2, $3, 'resident', $4, '2026-01-01T00:00:00+08:00')`,
      [county, resident, unitId('water'), village],
    );
    const answer = await fetch(`${api.url}/api/v1/register-exports/people.xlsx`, {
      headers: { authorization: `Bearer ${await api.tokenOf('systemAdmin')}` },
    });
    const [sheet] = await readXlsx(Buffer.from(await answer.arrayBuffer()));
    const names = (sheet!.data as unknown[][]).map(([name]) => name);
    expect(names).toContain('演示·waterHandler');
    expect(names).not.toContain('游小溪');
  });

  it('longer than any register is, nothing leaves', async () => {
    await query(
      `INSERT INTO duty_roster (id, county_code, person_id, role, region_code, from_at, to_at)
       SELECT gen_random_uuid(), $1, $2, 'officer', $1, day, day + interval '1 hour'
         FROM generate_series(timestamptz '2000-01-01', timestamptz '2000-01-01' + interval '20000 hours', interval '1 hour') day`,
      [county, personId('clerk')],
    );
    const before = await count(`audit_log WHERE kind = 'exported'`);
    const answer = await api.get('countyOffice', '/v1/register-exports/duty.xlsx');
    expect([answer.status, answer.body.code]).toEqual([422, 'register-too-long']);
    expect(await count(`audit_log WHERE kind = 'exported'`)).toBe(before);
  });
});
