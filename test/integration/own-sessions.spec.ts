import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startApi, type TestApi } from '../support/api/api.js';
import { accountId, accountName, audited, givePassword, makeToken, password, send, signIn, visit } from '../support/sign-in/sign-in.js'; // prettier-ignore

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36';
const another = '明天还要去看一看水渠';

describe('my sessions', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
    for (const name of ['clerk', 'waterHandler', 'leader'] as const) await givePassword(api, name);
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    await api.dataSource.query('DELETE FROM session');
    await api.dataSource.query('DELETE FROM sign_in_delay');
  });

  it('say when each began, when it was last used and on what kind of client, and nothing else', async () => {
    await signIn(api, { name: accountName('clerk'), password }, { headers: { 'user-agent': chrome } });
    const visitor = await visit(api, 'clerk');
    const { body } = await visitor.call('GET', '/v1/me/sessions');
    expect(
      body.items.map(({ client, isThisOne }: { client: string; isThisOne: boolean }) => [client, isThisOne]),
    ).toEqual([
      ['other', true],
      ['Chrome · Windows', false],
    ]);
    expect(Object.keys(body.items[0] as object).sort()).toEqual(['beganAt', 'client', 'id', 'isThisOne', 'lastUsedAt']);
    const [row] = (await api.dataSource.query('SELECT * FROM session LIMIT 1')) as [object];
    expect(Object.keys(row).sort()).toEqual(
      ['account_id', 'client', 'created_at', 'expires_at', 'id', 'last_used_at', 'token_hash'].sort(),
    );
  });

  it('can be ended elsewhere, one or all; nobody ends another person’s', async () => {
    const [here, there, further] = [await visit(api, 'clerk'), await visit(api, 'clerk'), await visit(api, 'clerk')];
    const stranger = await visit(api, 'waterHandler');
    const list = await there.call('GET', '/v1/me/sessions');
    const id = list.body.items.find((one: { isThisOne: boolean }) => one.isThisOne).id as string;
    expect((await stranger.call('DELETE', `/v1/me/sessions/${id}`)).status).toBe(404);
    expect((await here.call('DELETE', `/v1/me/sessions/${id}`)).status).toBe(204);
    expect((await there.call('GET', '/v1/me')).status).toBe(401);
    expect((await here.call('DELETE', '/v1/me/sessions')).body).toEqual({ ended: 1 });
    expect((await further.call('GET', '/v1/me')).status).toBe(401);
    expect((await here.call('GET', '/v1/me')).status).toBe(200);
    expect((await stranger.call('GET', '/v1/me')).status).toBe(200);
    expect((await here.call('DELETE', '/v1/me/sessions/no-id')).status).toBe(404);
    expect((await here.call('DELETE', '/v1/session')).status).toBe(204);
    expect((await here.call('GET', '/v1/me')).status).toBe(401);
    expect((await audited(api, 'signed-out')).map(({ data }) => data)).toEqual([
      { elsewhere: true },
      { elsewhere: true, sessions: 1 },
      { elsewhere: false },
    ]);
  });

  it('end without the API tokens, and say how many of those there are', async () => {
    const here = await visit(api, 'clerk');
    const { tool } = await makeToken(api, here);
    await here.call('DELETE', '/v1/me/sessions');
    expect((await tool.call('GET', '/v1/me')).status).toBe(200);
    expect((await here.call('GET', '/v1/me/sessions')).body).toMatchObject({ tokens: 1, items: [{ isThisOne: true }] });
  });

  it('end when nobody uses them for half an hour, and after twelve hours in any case', async () => {
    const [idle, old, used] = [await visit(api, 'clerk'), await visit(api, 'waterHandler'), await visit(api, 'leader')];
    const age = (name: 'clerk' | 'waterHandler' | 'leader', what: string) =>
      api.dataSource.query(`UPDATE session SET ${what} WHERE account_id = $1`, [accountId(name)]);
    await age('clerk', `created_at = created_at - interval '31 min'`);
    await age('waterHandler', `expires_at = expires_at - interval '12 h', last_used_at = created_at`);
    await age('leader', `created_at = created_at - interval '5 h', last_used_at = created_at - interval '29 min'`);
    expect((await idle.call('GET', '/v1/me')).status).toBe(401);
    expect((await old.call('GET', '/v1/me')).status).toBe(401);
    expect((await used.call('GET', '/v1/me')).status).toBe(200);
    const [{ lifetime }] = (await api.dataSource.query(
      'SELECT extract(epoch FROM max(expires_at - created_at)) / 3600 AS lifetime FROM session WHERE account_id = $1',
      [accountId('clerk')],
    )) as [{ lifetime: string }];
    expect(Number(lifetime)).toBeCloseTo(12.5, 1);
  });

  it('note their use at most once a minute, overwriting the time before', async () => {
    const visitor = await visit(api, 'clerk');
    const noted = async () =>
      ((await api.dataSource.query('SELECT last_used_at AS at FROM session WHERE account_id = $1', [accountId('clerk')])) as [{ at: Date | null }])[0].at; // prettier-ignore
    await visitor.call('GET', '/v1/me');
    expect(await noted()).toBeNull();
    await api.dataSource.query(`UPDATE session SET created_at = created_at - interval '2 min'`);
    await visitor.call('GET', '/v1/me');
    let first = await noted();
    for (let n = 0; n < 50 && !first; n++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      first = await noted();
    }
    expect(first).not.toBeNull();
    await visitor.call('GET', '/v1/me');
    expect(await noted()).toEqual(first);
  });

  it('cost a request one statement to recognise, beside the one that reads the instant', async () => {
    const visitor = await visit(api, 'clerk');
    await visitor.call('GET', '/v1/me');
    const asked = jest.spyOn(api.dataSource, 'query');
    try {
      for (let n = 0; n < 5; n++) await visitor.call('GET', '/v1/me');
      expect(asked.mock.calls.filter(([sql]) => /FROM session s/.test(sql))).toHaveLength(5);
      expect(asked).toHaveBeenCalledTimes(10);
    } finally {
      asked.mockRestore();
    }
  });

  it('end elsewhere when the password is changed, and go on here under another token', async () => {
    const [here, there] = [await visit(api, 'waterHandler'), await visit(api, 'waterHandler')];
    const change = (old: string, to: string) => here.call('PUT', '/v1/me/password', { old, new: to });
    expect((await change('not the old one', another)).body.code).toBe('wrong-password');
    for (const [bad, rule] of [
      ['short', 'minLength'],
      ['水'.repeat(129), 'maxLength'],
      ['luoyuan2026!', 'password-common'],
      ['qwerty123456', 'password-common'],
      [`${accountName('waterHandler')}12`, 'password-own-name'],
      ['abcabcabcabc', 'password-repetition'],
      ['13512345678', 'password-number'],
    ] as const) {
      const { status, body } = await change(password, bad);
      expect([bad, status, body.errors[0]]).toMatchObject([bad, 422, { field: 'new', code: rule }]);
    }
    await api.dataSource.query('DELETE FROM sign_in_delay');
    const { tool } = await makeToken(api, there);
    const changed = await change(password, another);
    expect([changed.status, changed.body.ended]).toEqual([200, { sessions: 1, tokens: 1 }]);
    expect((await tool.call('GET', '/v1/me')).status).toBe(401);
    expect((await here.call('GET', '/v1/me')).status).toBe(401);
    expect((await there.call('GET', '/v1/me')).status).toBe(401);
    here.token = changed.body.token as string;
    expect((await here.call('GET', '/v1/me')).status).toBe(200);
    expect((await signIn(api, { name: accountName('waterHandler'), password })).status).toBe(401);
    expect((await signIn(api, { name: accountName('waterHandler'), password: another })).status).toBe(201);
    expect(await audited(api, 'password-changed')).toHaveLength(1);
  });

  it('let a thief of one guess at the password no faster than a stranger', async () => {
    const visitor = await visit(api, 'leader');
    const statuses = [];
    for (let n = 0; n < 6; n++) {
      statuses.push((await visitor.call('PUT', '/v1/me/password', { old: `guess number ${n}`, new: another })).status);
    }
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
    // the owner is not kept out by it
    expect((await signIn(api, { name: accountName('leader'), password })).status).toBe(201);
  });
});

describe('where one session is all that a person may have', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ signIn: { sessions: { idleMinutes: 30, hours: 12, oneAtATime: true } } });
    await givePassword(api, 'clerk');
    await givePassword(api, 'leader');
  });
  afterAll(() => api.stop());

  it('of two sign-ins at once, each counted apart, one session is left', async () => {
    const { headers } = await signIn(api, { name: accountName('clerk'), password });
    const browser = headers
      .getSetCookie()
      .find((one) => one.startsWith('guacun_browser='))!
      .split(';')[0]!;
    for (let n = 0; n < 10; n++) {
      const both = await Promise.all([
        signIn(api, { name: accountName('clerk'), password }),
        signIn(api, { name: accountName('clerk'), password }, { headers: { cookie: browser } }),
      ]);
      expect(both.map(({ status }) => status)).toEqual([201, 201]);
      const left = (await api.dataSource.query('SELECT id FROM session WHERE account_id = $1', [accountId('clerk')])) as object[]; // prettier-ignore
      expect(left).toHaveLength(1);
    }
  });

  it('a new sign-in ends the one before, and nobody else’s', async () => {
    const [first, other] = [await visit(api, 'clerk'), await visit(api, 'leader')];
    const second = await visit(api, 'clerk');
    expect((await first.call('GET', '/v1/me')).status).toBe(401);
    expect((await second.call('GET', '/v1/me')).status).toBe(200);
    expect((await other.call('GET', '/v1/me')).status).toBe(200);
  });
});

describe('a session in a browser', () => {
  let api: TestApi;
  let cookie: string;
  beforeAll(async () => {
    api = await startApi();
    await givePassword(api, 'clerk');
    const { headers } = await signIn(api, { name: accountName('clerk'), password });
    cookie = headers.getSetCookie().find((one) => one.startsWith('guacun_session='))!;
  });
  afterAll(() => api.stop());

  const ask = (method: string, headers: Record<string, string>) =>
    send(api.url, method, '/v1/me/sessions', undefined, { cookie: cookie.split(';')[0]!, ...headers });
  const own = { 'x-guacun-request': '1' };

  it('is a cookie that scripts cannot read and other sites’ pages do not send', () => {
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(cookie).toMatch(/Max-Age=43200/);
  });

  it('is not used by another site’s page for a change (CSRF)', async () => {
    for (const headers of [
      { origin: 'https://evil.example', ...own },
      { 'sec-fetch-site': 'cross-site', ...own },
      { origin: 'null', ...own },
    ]) {
      const { status, body } = await ask('DELETE', headers);
      expect([status, body.code]).toEqual([403, 'foreign-origin']);
    }
    expect((await ask('DELETE', {})).body.code).toBe('own-header-missing');
    expect((await ask('GET', {})).status).toBe(200);
    expect((await ask('DELETE', { origin: api.url, 'sec-fetch-site': 'same-origin', ...own })).status).toBe(200);
  });
});
