import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FireDueTimers } from '#engine';
import { PgBusinessClock } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { startApi, type TestApi, unitId } from '../support/api/api.js';
import { village } from '../support/api/seed-county.js';

const problem = {
  type: 'villager-problem',
  title: '水渠漏水',
  text: '村口水渠漏水',
  villageCode: village,
  category: 'farmland-irrigation',
  urgency: 'normal',
};

const dispatched = async (api: TestApi) => {
  const { body } = await api.call('clerk', 'POST', '/v1/cases', { body: problem });
  const id = body.id as string;
  await api.act('townshipOffice', id, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
  await api.act('countyOffice', id, 'dispatch', { lead: unitId('water') });
  return id;
};
const advance = (api: TestApi, to: string) =>
  api.call('supervisor', 'POST', '/v1/demo/clock', { body: { to: `${to}+08:00` } });

describe('[design §1] no case is forgotten: one case cannot stop the sweep', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ from: '2026-11-02T10:00:00+08:00' });
  });
  afterAll(() => api.stop());

  it('a new round under an issued order drafts no blue "raise", which the table refuses', async () => {
    const id = await dispatched(api);
    expect((await advance(api, '2026-11-18T18:00:00')).status).toBe(200);
    expect((await api.act('supervisor', id, 'issue-order', { requirement: '限期办结' })).status).toBe(200);
    await api.act('waterHandler', id, 'report', { outcome: 'solved', text: '修好了' });
    await api.act('countyOffice', id, 'approve-report');
    await api.act('secretary', id, 'callback', { reached: true, contacted: true, solved: false, satisfaction: 'no' });
    expect((await api.act('countyOffice', id, 'reopen', { reason: '群众不满意' })).body.state).toBe('handling');
    // another case, whose steps are due on the way
    const other = await dispatched(api);
    const moved = await advance(api, '2026-12-04T09:00:00');
    const [{ due }] = (await api.dataSource.query(
      `SELECT count(*)::int AS due FROM timer WHERE case_id = $1 AND decision IS NULL AND fire_at < '2026-12-04T09:00:00+08:00'`,
      [other],
    )) as [{ due: number }];
    expect([moved.status, due]).toEqual([200, 0]);
  });
});

describe('[design §1] a case that cannot be decided', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ from: '2026-11-23T09:00:00+08:00' });
  });
  afterAll(() => api.stop());

  it('keeps no other case’s timers from firing', async () => {
    const broken = await dispatched(api);
    const sound = await dispatched(api);
    await api.dataSource.query(`UPDATE cases SET facts = jsonb_set(facts, '{state}', '"nonsense"') WHERE id = $1`, [
      broken,
    ]);
    await new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from('2026-11-24T18:00:00+08:00'));
    await expect(api.app.get(FireDueTimers).untilNoneAreDue()).rejects.toThrow(broken);
    const [{ waiting }] = (await api.dataSource.query(
      `SELECT count(*)::int AS waiting FROM timer WHERE case_id = $1 AND decision IS NULL AND fire_at < '2026-11-24T18:00:00+08:00'`,
      [sound],
    )) as [{ waiting: number }];
    expect(waiting).toBe(0);

    // somebody has to look at that case: health says so until they have
    const ready = await api.get(null, '/health/ready');
    expect([ready.status, ready.body.code, ready.headers.get('retry-after')]).toEqual([503, 'not-ready', '5']);
    expect(ready.body.oldestDueUnfiredSeconds).toBeGreaterThan(120);
  });
});

describe('[design §11] the demonstration clock', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ from: '2026-11-02T10:00:00+08:00' });
  });
  afterAll(() => api.stop());

  it('answers what fired, also what another sweep fired meanwhile', async () => {
    for (let i = 0; i < 10; i++) await dispatched(api);
    const sweep = api.app.get(FireDueTimers);
    let isDone = false;
    const worker = (async () => {
      while (!isDone) await sweep.untilNoneAreDue();
    })();
    const moved = await advance(api, '2026-11-18T18:00:00');
    isDone = true;
    await worker;
    const [{ fired }] = (await api.dataSource.query(
      `SELECT count(*)::int AS fired FROM timer WHERE decision = 'fired'`,
    )) as [{ fired: number }];
    expect(moved.body.count).toBe(fired);
  });
});

describe('[design §11] the demonstration clock of a county without cases', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ from: '2026-11-02T10:00:00+08:00' });
  });
  afterAll(() => api.stop());

  it('does not go so far that nothing works any more: it never comes back', async () => {
    const moved = await api.call('clerk', 'POST', '/v1/demo/clock', { body: { to: '+275760-09-12T00:00:00Z' } });
    const after = await api.get('supervisor', '/v1/cases?overdue=true');
    expect([moved.status, after.status]).toEqual([422, 200]);
  });
});

describe('[design §8] numbers', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
    await api.tokenOf('clerk');
  });

  it('do not wait for a connection that their own transactions hold', async () => {
    // more askers than the pool has connections (10 here, 12 in an installation), more cases than a block has numbers
    const opening = async () => {
      const open = () => api.call('clerk', 'POST', '/v1/cases', { body: problem }).catch(() => ({ status: 0 }));
      return Promise.all(Array.from({ length: 250 }, open));
    };
    const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), 25_000));
    const answers = await Promise.race([opening(), patience]);
    if (!answers) {
      const { Client } = (await import('pg')).default;
      const outside = new Client({ connectionString: (api.dataSource.options as { url: string }).url });
      await outside.connect();
      const { rows } = await outside.query(
        'SELECT state, wait_event, left(query, 60) AS query, count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() GROUP BY 1, 2, 3',
      );
      console.log('stuck:', rows);
      await outside.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
      await outside.end();
    }
    expect(answers?.every(({ status }) => status === 201) ?? 'stuck').toBe(true);
    await api.stop();
  }, 60_000);
});
