import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, startApi, type TestApi } from '../support/api/api.js';
import { send, signIn, startAnother } from '../support/sign-in/sign-in.js';

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

describe('where a request comes from', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const guessFromManyAddresses = async (system: { url: string }) => {
    await api.dataSource.query('DELETE FROM sign_in_delay');
    const statuses = new Set<number>();
    for (let n = 0; n < 35; n++) {
      const from = `10.20.0.${n}`;
      statuses.add((await signIn(system, { name: `guess-${n}`, password: 'whatever it is' }, { from })).status);
    }
    return [...statuses];
  };

  it('is counted by the /64 that a house has of IPv6, for requests as for signing in', async () => {
    const left = async (address: string) => {
      const answer = await send(api.url, 'GET', '/health/live', undefined, { 'x-forwarded-for': address });
      return Number(answer.headers.get('x-ratelimit-remaining'));
    };
    const first = await left('2001:db8:1:2::1');
    expect(await left('2001:db8:1:2:ffff::2')).toBe(first - 1);
    expect(await left('2001:db8:1:3::1')).toBe(first);
  });

  it('is what a trusted proxy says, and nobody else: an attacker cannot make up addresses', async () => {
    const another = await startAnother(api, { trustedProxies: '10.9.9.9' });
    try {
      expect(await guessFromManyAddresses(another)).toEqual([401, 429]);
      expect(await guessFromManyAddresses(api)).toEqual([401]);
    } finally {
      await another.stop();
    }
  });
});
