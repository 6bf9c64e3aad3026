import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../support/api/api.js';
import { village } from '../support/api/seed-county.js';

const problem = {
  ...{ type: 'villager-problem', title: '路灯不亮', text: '村道路灯不亮' },
  ...{ villageCode: village, category: 'roads', urgency: 'normal' },
};

describe('the sealer of a running system', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ workers: true });
  });
  afterAll(() => api.stop());

  const unsealed = async () => {
    const [{ rows }] = (await api.dataSource.query(
      `SELECT (SELECT count(*) FROM audit_log) + (SELECT count(*) FROM case_event) - (SELECT count(*) FROM audit_seal) AS rows`,
    )) as [{ rows: string }];
    return Number(rows);
  };

  it('seals within ten seconds what people do, while they go on doing it', async () => {
    const answers = [];
    for (let n = 0; n < 20; n++) answers.push(await api.call('clerk', 'POST', '/v1/cases', { body: problem }));
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    const began = performance.now();
    await api.get('auditAdmin', '/v1/audit');
    expect(await unsealed()).toBeGreaterThan(0);
    while ((await unsealed()) > 0 && performance.now() - began < 30_000)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('lets health say so', async () => {
    const { body } = await api.get(null, '/health/ready');
    expect(body).toMatchObject({ auditUnsealedRows: 0, auditSealLagSeconds: 0 });
  });
});
