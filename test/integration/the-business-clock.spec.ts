import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdvanceBusinessClock, type FireDueTimers } from '#engine';
import { PgBusinessClock, PgCaseStore, PgDefinitions, PgTransactions } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { county, village } from '../support/api/seed-county.js';
import { startApi, type TestApi } from '../support/api/api.js';

const problem = {
  type: 'villager-problem',
  title: '水渠漏水',
  text: '村口水渠漏水',
  villageCode: village,
  category: 'farmland-irrigation',
  urgency: 'normal',
};
const at = (local: string) => Temporal.Instant.from(`${local}+08:00`);

describe('[time §1] the demonstration clock', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ from: '2026-11-23T09:00:00+08:00' });
  });
  afterAll(() => api.stop());
  const now = () => api.app.get(PgTransactions).read((tx) => Promise.resolve(tx.now));

  it('only moves forward, also from running to standing', async () => {
    const clock = new PgBusinessClock(api.dataSource);
    await clock.runFrom(at('2026-11-23T12:00:00'));
    await clock.standAt(at('2026-11-23T11:00:00')).catch(() => {});
    expect(Temporal.Instant.compare(await now(), at('2026-11-23T12:00:00'))).toBeGreaterThanOrEqual(0);
  });

  it('runs on when an advance fails on the way', async () => {
    await api.call('clerk', 'POST', '/v1/cases', { body: problem });
    const failing = { untilNoneAreDue: () => Promise.reject(new Error('cut')) } as unknown as FireDueTimers;
    const clock = new PgBusinessClock(api.dataSource);
    await clock.runFrom(at('2026-11-23T13:00:00'));
    const advance = new AdvanceBusinessClock(api.app.get(PgTransactions), api.app.get(PgCaseStore), clock, failing);
    await expect(advance.to(at('2026-11-30T09:00:00'))).rejects.toThrow('cut');
    const before = await now();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(Temporal.Instant.compare(await now(), before)).toBeGreaterThan(0);
  });
});

describe('[design §5] an effective-dated policy', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ from: '2026-11-23T09:00:00+08:00' });
  });
  afterAll(() => api.stop());

  it('is in force from its instant on, although nothing changed in the tables then', async () => {
    await api.dataSource.query(
      `WITH next AS (
         INSERT INTO policy_version (id, county_code, code, hash, body)
         SELECT gen_random_uuid(), county_code, code, 'next', replace(body::text, '"acceptance":{"emergency":"15min"', '"acceptance":{"emergency":"20min"')::json
           FROM policy_version WHERE county_code = $1 RETURNING id, county_code, code)
       INSERT INTO policy_activation (county_code, code, version_id, from_at, entered_at)
       SELECT county_code, code, id, '2026-11-24T00:00:00+08:00', '2026-11-23T09:00:00+08:00' FROM next`,
      [county],
    );
    const span = () =>
      api.app.get(PgTransactions).read(async (tx) => {
        const found = await api.app.get(PgDefinitions).active(tx, county, 'villager-problem');
        return found!.policyVersionId;
      });
    const before = await span();
    await new PgBusinessClock(api.dataSource).standAt(at('2026-11-24T09:00:00'));
    expect(await span()).not.toBe(before);
  });
});
