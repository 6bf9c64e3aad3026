import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FireDueTimers } from '#engine';
import { PgBusinessClock } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { startApi, type TestApi, unitId } from '../support/api/api.js';
import { village } from '../support/api/seed-county.js';

const problem = {
  type: 'villager-problem',
  title: '路灯不亮',
  text: '村道路灯不亮',
  villageCode: village,
  category: 'roads',
  urgency: 'urgent',
};

describe('the worker, on the PostgreSQL backend of the queue', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ from: '2026-11-23T09:00:00+08:00', workers: true });
  });
  afterAll(() => api.stop());

  const decisions = async (id: string) =>
    (await api.dataSource.query(
      'SELECT clock, step, decision, decided_at AS "at", fire_at AS due FROM timer WHERE case_id = $1 AND decision IS NOT NULL ORDER BY fire_at',
      [id],
    )) as {
      clock: string;
      step: string;
      decision: string;
      at: Date;
      due: Date;
    }[];

  it('fires a timer by itself, within two seconds of its instant', async () => {
    const { body } = await api.call('clerk', 'POST', '/v1/cases', { body: problem });
    // two hours from 9:00: let the clock run from three seconds before
    await new PgBusinessClock(api.dataSource).runFrom(Temporal.Instant.from('2026-11-23T10:59:57+08:00'));
    const patience = Date.now() + 20_000;
    let fired: Awaited<ReturnType<typeof decisions>> = [];
    while (fired.length === 0 && Date.now() < patience) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      fired = await decisions(body.id as string);
    }
    expect(fired).toMatchObject([{ clock: 'acceptance', step: 'due', decision: 'fired' }]);
    expect(fired[0]!.at.getTime() - fired[0]!.due.getTime()).toBeLessThan(2_000);
  });

  it('fires each timer once, however many sweeps race', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 20; i++) {
      const { body } = await api.call('clerk', 'POST', '/v1/cases', { body: { ...problem, title: `路灯${i}不亮` } });
      ids.push(body.id as string);
      await api.act('townshipOffice', body.id as string, 'accept', { category: 'roads', urgency: 'urgent', tier: 'B' });
      await api.act('countyOffice', body.id as string, 'dispatch', { lead: unitId('roads') });
    }
    await new PgBusinessClock(api.dataSource).runFrom(Temporal.Instant.from('2026-11-30T09:00:00+08:00'));
    const sweep = api.app.get(FireDueTimers);
    await Promise.all(Array.from({ length: 6 }, () => sweep.untilNoneAreDue()));
    const [{ doubled, told }] = (await api.dataSource.query(
      `SELECT (SELECT count(*)::int FROM (SELECT 1 FROM case_event WHERE kind = 'step' GROUP BY case_id, data->>'clock', data->>'step', data->>'version' HAVING count(*) > 1) d) AS doubled,
              (SELECT count(*)::int FROM notification WHERE clock = 'handling' AND step = '+48h' AND because = 'county-supervisor') AS told`,
    )) as [{ doubled: number; told: number }];
    // of what is past in the meantime, the highest step
    expect([doubled, told]).toEqual([0, 20]);
    const [{ waiting }] = (await api.dataSource.query(
      `SELECT count(*)::int AS waiting FROM timer WHERE decision IS NULL AND fire_at < '2026-11-30T09:00:00+08:00'`,
    )) as [{ waiting: number }];
    expect(waiting).toBe(0);
  });

  it('[I-26] says how long the oldest due timer has been waiting', async () => {
    expect((await api.get(null, '/metrics')).body).toContain('oldest_due_unfired_seconds 0');
    expect((await api.get(null, '/health/ready')).status).toBe(200);
  });
});
