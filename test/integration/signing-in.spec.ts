import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '#platform';
import { ApiModule, createApplication } from '../../apps/api/src/index.js';
import { EngineModule, SETTINGS, type Settings } from '../../apps/composition/src/index.js';
import { type Answer, personId, startApi, type TestApi } from '../support/api/api.js';
import { type PersonName } from '../support/api/seed-county.js';
import { accountId, accountName, givePassword, password, send, signIn, startAnother, visit } from '../support/sign-in/sign-in.js'; // prettier-ignore

const nobody = { name: 'no-such-name', password };
const wrongly = (name: PersonName) => ({ name: accountName(name), password: 'not the password at all' });
const rightly = (name: PersonName) => ({ name: accountName(name), password });

describe('signing in', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
    for (const name of ['clerk', 'waterHandler', 'townshipOffice', 'roadsHandler'] as const) {
      await givePassword(api, name);
    }
  });
  afterAll(() => api.stop());
  beforeEach(() => api.dataSource.query('DELETE FROM sign_in_delay'));

  const fail = async (times: number, from = '10.0.0.1', name: PersonName = 'clerk') => {
    const answers: Answer[] = [];
    for (let n = 0; n < times; n++) answers.push(await signIn(api, wrongly(name), { from }));
    return answers.map(({ status }) => status);
  };

  it('lets in who knows the password, and says whose session it is', async () => {
    const visitor = await visit(api, 'clerk');
    expect((await visitor.call('GET', '/v1/me')).body).toMatchObject({ personId: personId('clerk'), mustEnrol: false });
  });

  it('answers an unknown name, a wrong password and a disabled account alike', async () => {
    await api.dataSource.query(`UPDATE account SET disabled_at = '2026-01-01Z' WHERE id = $1`, [accountId('roadsHandler')]); // prettier-ignore
    const answers = [];
    for (const body of [nobody, wrongly('clerk'), rightly('roadsHandler')]) answers.push(await signIn(api, body));
    for (const { status, body } of answers) expect([status, body]).toEqual([401, answers[0]!.body]);
  });

  it('makes whoever fails five times wait, longer each time, and says how long', async () => {
    expect(await fail(5)).toEqual([401, 401, 401, 401, 401]);
    const waiting = await signIn(api, rightly('clerk'));
    expect([waiting.status, waiting.body.code]).toEqual([429, 'sign-in-later']);
    const seconds = Number(waiting.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(10);
    expect(seconds).toBeLessThanOrEqual(15);
    expect(waiting.body.detail).toContain(`${seconds} seconds`);

    await api.dataSource.query(`UPDATE sign_in_delay SET last_at = last_at - interval '16 s'`);
    await fail(1);
    expect(Number((await signIn(api, rightly('clerk'))).headers.get('retry-after'))).toBeGreaterThan(25);
  });

  it('makes a name that nobody has wait just so', async () => {
    const known = await fail(6);
    const unknown = [];
    for (let n = 0; n < 6; n++) unknown.push((await signIn(api, nobody, { from: '10.0.0.2' })).status);
    expect(unknown).toEqual(known);
    expect(unknown.at(-1)).toBe(429);
  });

  it('counts attempts that are sent at once, too', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(api, wrongly('clerk'))));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('makes an account wait whatever address it is tried from, and an address whatever name it tries', async () => {
    for (const n of [1, 2, 3, 4, 5]) await fail(1, `10.1.0.${n}`);
    expect((await signIn(api, rightly('clerk'), { from: '10.1.0.99' })).status).toBe(429);

    for (let n = 0; n < 31; n++) await signIn(api, { name: `guess-${n}`, password }, { from: '10.2.0.1' });
    expect((await signIn(api, rightly('waterHandler'), { from: '10.2.0.1' })).status).toBe(429);
    expect((await signIn(api, rightly('waterHandler'), { from: '10.2.0.2' })).status).toBe(201);
  });

  it('takes the addresses of one IPv6 house as one', async () => {
    for (let n = 1; n < 32; n++) await signIn(api, { name: `six-${n}`, password }, { from: `2001:db8:1:2::${n}` });
    expect((await signIn(api, rightly('waterHandler'), { from: '2001:db8:1:2::ffff' })).status).toBe(429);
    expect((await signIn(api, rightly('waterHandler'), { from: '2001:db8:1:3::1' })).status).toBe(201);
  });

  it('forgets the failures of who succeeds', async () => {
    await fail(4);
    expect((await signIn(api, rightly('clerk'))).status).toBe(201);
    expect(await fail(5)).toEqual([401, 401, 401, 401, 401]);
  });

  it('lets the owner in from a browser that the account knows, while strangers guess at it', async () => {
    const before = await signIn(api, rightly('clerk'));
    const browser = before.headers.getSetCookie().find((cookie) => cookie.startsWith('guacun_browser='))!;
    const cookie = browser.split(';')[0]!;
    await fail(5, '10.3.0.1');
    expect((await signIn(api, rightly('clerk'), { from: '10.3.0.1' })).status).toBe(429);
    expect((await signIn(api, rightly('clerk'), { from: '10.3.0.1', headers: { cookie } })).status).toBe(201);
    // the mark of one account says nothing about another, and opens nothing by itself
    await fail(5, '10.3.0.2', 'waterHandler');
    expect((await signIn(api, rightly('waterHandler'), { headers: { cookie } })).status).toBe(429);
    for (let n = 0; n < 5; n++) await signIn(api, wrongly('clerk'), { headers: { cookie } });
    expect((await signIn(api, rightly('clerk'), { headers: { cookie } })).status).toBe(429);
  });

  it('holds over several processes', async () => {
    const another = await startAnother(api);
    try {
      for (let n = 0; n < 5; n++) await signIn(n % 2 ? api : another, wrongly('clerk'));
      for (const one of [api, another]) expect((await signIn(one, rightly('clerk'))).status).toBe(429);
    } finally {
      await another.stop();
    }
  });

  it('stores nothing from which a name or an address could be read', async () => {
    await fail(1, '10.4.0.1');
    const rows = (await api.dataSource.query('SELECT attempter FROM sign_in_delay')) as { attempter: Buffer }[];
    expect(rows).toHaveLength(2);
    for (const { attempter } of rows) expect(attempter).toHaveLength(32);
  });

  it('is in the audit log: who came in, refusals and lock-outs; never what was typed', async () => {
    const [{ last }] = (await api.dataSource.query('SELECT COALESCE(max(id), 0)::float8 AS last FROM audit_log')) as [{ last: number }]; // prettier-ignore
    await signIn(api, rightly('townshipOffice'));
    await signIn(api, nobody, { from: '10.5.0.1' });
    await fail(5, '10.5.0.2', 'townshipOffice');
    const entries = (await api.dataSource.query(
      'SELECT kind, person_id AS "personId", account_id AS "accountId", data FROM audit_log WHERE id > $1 ORDER BY id',
      [last],
    )) as { kind: string; personId: string | null; accountId: string | null; data: object }[];
    const account = accountId('townshipOffice');
    expect(entries.map(({ kind }) => kind)).toEqual([
      ...['signed-in', 'sign-in-refused', 'sign-in-refused', 'sign-in-refused', 'sign-in-refused', 'sign-in-refused'],
      ...['sign-in-refused', 'locked-out'],
    ]);
    expect(entries[0]).toEqual({ kind: 'signed-in', personId: personId('townshipOffice'), accountId: account, data: { factor: null } }); // prettier-ignore
    expect(entries[1]).toMatchObject({ personId: null, accountId: null });
    expect(entries.at(-1)).toMatchObject({ personId: null, accountId: account, data: { seconds: 15 } });
    const written = JSON.stringify(entries);
    for (const typed of [nobody.name, accountName('townshipOffice'), password, '10.5.0'])
      expect(written).not.toContain(typed);
  });

  it('is refused from a page of another site, so that nobody is signed in as somebody else', async () => {
    const headers = { origin: 'https://evil.example' };
    expect((await signIn(api, rightly('clerk'), { headers })).body.code).toBe('foreign-origin');
  });

  it('leaves no password, name, token or address in the log, whatever its level', async () => {
    let log = '';
    const write = (line: string) => void (log += line);
    const settings = api.app.get<Settings>(SETTINGS);
    const logger = createLogger({ level: 'trace' }, { write });
    const app = await createApplication([EngineModule.with(settings), ApiModule], logger, settings);
    try {
      await app.listen(0, '127.0.0.1');
      const url = await app.getUrl();
      const entered = await signIn({ url }, rightly('clerk'), { from: '10.7.0.1' });
      const token = (entered.body as { token: string }).token;
      await signIn({ url }, wrongly('clerk'), { from: '10.7.0.1' });
      await send(url, 'GET', '/v1/me', undefined, { authorization: `Bearer ${token}` });
      await send(url, 'DELETE', '/v1/session', undefined, { authorization: `Bearer ${token}` });
      expect(log.length).toBeGreaterThan(100);
      for (const secret of [password, accountName('clerk'), token, '10.7.0.1', 'not the password'])
        expect(log).not.toContain(secret);
    } finally {
      await app.close();
    }
  });

  it('reads no password of any length or form as anything but a password', async () => {
    for (const tried of ['', ' ', 'x'.repeat(200), "' OR 1=1 --", '\\', '😀'.repeat(50)]) {
      const answer = await signIn(api, { name: accountName('clerk'), password: tried }, { from: '10.6.0.1' });
      expect([401, 429]).toContain(answer.status);
    }
    expect((await signIn(api, { name: 'x', password: 'x'.repeat(201) })).status).toBe(422);
    expect((await send(api.url, 'POST', '/v1/session', { name: ['clerk'], password: { $ne: 1 } })).status).toBe(422);
  });
});

describe('the time that signing in takes', () => {
  let api: TestApi;
  beforeAll(async () => {
    // the cost of a real installation: with a cheap one there would be nothing to compare
    api = await startApi({ signIn: { passwordCost: undefined } });
    await givePassword(api, 'clerk');
  });
  afterAll(() => api.stop());

  it('does not tell whether the name is known', async () => {
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let n = 0; n < 24; n++) {
      for (const which of n % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
        await api.dataSource.query('DELETE FROM sign_in_delay');
        const began = performance.now();
        const answer = await signIn(api, which === 'known' ? wrongly('clerk') : { ...nobody, name: `${n}` });
        if (n > 3) times[which].push(performance.now() - began);
        expect(answer.status).toBe(401);
      }
    }
    const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
    const [known, unknown] = [median(times.known), median(times.unknown)];
    // a password that is compared takes some twenty milliseconds; not comparing it would take two
    expect(Math.min(known, unknown)).toBeGreaterThan(0.6 * Math.max(known, unknown));
    expect(unknown).toBeGreaterThan(8);
  }, 60_000);
});
