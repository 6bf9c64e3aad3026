import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, startApi, type TestApi } from '../support/api/api.js';

describe('how much one account may ask', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ demonstration: false });
  });
  afterAll(() => api.stop());

  it('is 1,200 requests a minute, wherever it asks from; then it is told when to come back, and others go on', async () => {
    const refused: Answer[] = [];
    let asked = 0;
    const lane = async (n: number) => {
      while (asked++ < 1_260) {
        const headers = { 'x-forwarded-for': `10.0.${n}.1` };
        const answer = await api.call('clerk', 'GET', '/v1/me', { headers });
        if (answer.status === 429) refused.push(answer);
        else expect(answer.status).toBe(200);
      }
    };
    await Promise.all(Array.from({ length: 10 }, (_, n) => lane(n)));
    // the minute begins with the first request
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]!.body.code).toBe('too-many-requests');
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await api.get('townshipOffice', '/v1/me')).status).toBe(200);
  }, 60_000);
});
