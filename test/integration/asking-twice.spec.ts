import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { EndRetention } from '#engine';
import { Temporal } from 'temporal-polyfill';
import { type Answer, personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, idOf, type PersonName, seedCounty, village } from '../support/api/seed-county.js';
import { abroad } from '../support/authorisation/cast.js';

const problem = {
  type: 'villager-problem',
  title: '水渠漏水',
  text: '村口水渠漏水,电话 13800001111',
  villageCode: village,
  category: 'farmland-irrigation',
  urgency: 'normal',
  requester: { name: '林水清', phone: '13800001111' },
};
const classified = { category: 'farmland-irrigation', urgency: 'normal', tier: 'A' };

describe('[design §11] asking twice with the same Idempotency-Key', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
    await seedCounty(api.dataSource, abroad);
  });
  afterAll(() => api.stop());

  const post = (
    path: string,
    key: string,
    body: unknown,
    { by = 'clerk' as PersonName, headers = {} as Record<string, string>, code = county } = {},
  ) => api.call(by, 'POST', path, { body, headers: { 'idempotency-key': key, ...headers } }, code);
  const open = (key: string, fields: Record<string, unknown> = {}, options = {}) =>
    post('/v1/cases', key, { ...problem, ...fields }, options);
  const accept = (id: string, key: string, fields: unknown = classified, version = 1) =>
    post(
      `/v1/cases/${id}/actions/accept`,
      key,
      { fields },
      {
        by: 'townshipOffice',
        headers: { 'if-match': `"${version}"` },
      },
    );
  const count = async (table: string, where = 'true') =>
    ((await api.dataSource.query(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`)) as { n: number }[])[0]!.n;
  const isReplayed = ({ headers }: Answer) => headers.get('idempotency-replayed') === 'true';

  /** Runs `meanwhile` once a request has written all but its answer, and before it has committed. */
  async function beforeItCommits(request: () => Promise<Answer>, meanwhile: (pid: number) => Promise<void>) {
    const runner = api.dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query('LOCK TABLE kept_answer IN SHARE MODE');
      const answer = request();
      const waiting = async (): Promise<number> => {
        const [row] = (await api.dataSource.query(
          `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%INSERT INTO kept_answer%'
              AND datname = current_database() AND pid <> pg_backend_pid()`,
        )) as { pid: number }[];
        return row?.pid ?? waiting();
      };
      await meanwhile(await waiting());
      await runner.rollbackTransaction();
      return await answer;
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      await runner.release();
    }
  }

  it('opens one case, and answers the same: status, body, ETag and place', async () => {
    const key = randomUUID();
    const before = await count('cases');
    const first = await open(key);
    const second = await open(key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    for (const name of ['etag', 'location']) expect(second.headers.get(name)).toBe(first.headers.get(name));
    expect([isReplayed(first), isReplayed(second)]).toEqual([false, true]);
    expect(await count('cases')).toBe(before + 1);
    // bare, or as a string of structured fields
    expect(isReplayed(await open(`"${key}"`))).toBe(true);
  });

  it('takes an action once, although its version is old by then', async () => {
    const { id } = (await open(randomUUID())).body as { id: string };
    const key = randomUUID();
    const first = await accept(id, key);
    const again = await accept(id, key);
    expect([first.status, again.status, isReplayed(again)]).toEqual([200, 200, true]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('etag')).toBe('"2"');
    expect(await count('case_event', `case_id = '${id}' AND kind = 'accept'`)).toBe(1);
    // without the key, or under another condition, it is another request
    expect((await accept(id, randomUUID())).status).toBe(412);
    expect(await accept(id, key, classified, 2)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });

  it('still shows a case that the action took out of sight', async () => {
    const { id } = (await open(randomUUID())).body as { id: string };
    await accept(id, randomUUID());
    await api.act('countyOffice', id, 'dispatch', { lead: unitId('water') });
    const transfer = (key: string) =>
      post(
        `/v1/cases/${id}/actions/return`,
        key,
        {
          fields: { reason: '不归我们管', basis: '三定', head: personId('waterHead') },
        },
        { by: 'waterHandler', headers: { 'if-match': '"3"' } },
      );
    const key = randomUUID();
    const first = await transfer(key);
    expect(first.status).toBe(200);
    expect((await transfer(key)).body).toEqual(first.body);
  });

  it('opens one case for twenty who ask at once', async () => {
    const key = randomUUID();
    const before = await count('cases');
    const answers = await Promise.all(Array.from({ length: 20 }, () => open(key)));
    expect(await count('cases')).toBe(before + 1);
    const opened = answers.filter(({ status }) => status === 201);
    expect(opened.filter((one) => !isReplayed(one))).toHaveLength(1);
    expect(new Set(opened.map(({ body }) => body.id as string)).size).toBe(1);
    const others = answers.filter(({ status }) => status !== 201);
    for (const { status, body, headers } of others) {
      expect([status, body.code, headers.get('retry-after')]).toEqual([409, 'request-in-progress', '1']);
    }
    const later = await Promise.all(others.map(() => open(key)));
    expect(later.map(({ body }) => body.id as string)).toEqual(others.map(() => opened[0]!.body.id));
  });

  it('waits for nobody: who asks while the first is at work is told to come back', async () => {
    const key = randomUUID();
    const first = await beforeItCommits(
      () => open(key),
      async () => {
        expect(await open(key)).toMatchObject({ status: 409, body: { code: 'request-in-progress' } });
        expect(await open(key, { title: '别的事' })).toMatchObject({ status: 409 });
      },
    );
    expect(first.status).toBe(201);
    expect((await open(key)).body).toEqual(first.body);
  });

  it('neither loses nor doubles where the connection dies before the commit', async () => {
    const key = randomUUID();
    const before = await count('cases');
    const killed = await beforeItCommits(
      () => open(key),
      async (pid) => {
        await api.dataSource.query('SELECT pg_terminate_backend($1)', [pid]);
      },
    );
    expect(killed.status).toBeGreaterThanOrEqual(500);
    expect(await count('cases')).toBe(before);
    const again = await open(key);
    expect([again.status, isReplayed(again)]).toEqual([201, false]);
    expect(isReplayed(await open(key))).toBe(true);
    expect(await count('cases')).toBe(before + 1);
  });

  it('refuses another body under the same key, and writes nothing', async () => {
    const key = randomUUID();
    await open(key);
    const before = await count('cases');
    expect(await open(key, { title: '另一件事' })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
    expect(await post('/v1/absences', key, problem)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
    expect(await count('cases')).toBe(before);
  });

  it('lets a refused request be corrected under its key', async () => {
    const key = randomUUID();
    expect((await open(key, { title: undefined })).status).toBe(422);
    expect((await open(key, { title: undefined })).status).toBe(422);
    const corrected = await open(key);
    expect([corrected.status, isReplayed(corrected)]).toEqual([201, false]);
    expect((await open(key)).body).toEqual(corrected.body);
  });

  it('is one’s own: another account, and another county, with the same key are other requests', async () => {
    const key = randomUUID();
    const mine = await open(key);
    const theirs = await open(key, {}, { by: 'secretary' });
    expect([theirs.status, isReplayed(theirs)]).toEqual([201, false]);
    expect(theirs.body.id).not.toBe(mine.body.id);
    const enter = (code: string) => post('/v1/persons', key, { name: '新人' }, { by: 'systemAdmin', code });
    const [there, here] = [await enter(abroad), await enter(county)];
    expect([there.status, here.status, isReplayed(here)]).toEqual([201, 201, false]);
  });

  it('covers the registers too: one posting, and what is kept in memory of it is right afterwards', async () => {
    const key = randomUUID();
    const entry = { name: '县教育局', kind: 'department', regionCode: county };
    const enter = () => post('/v1/organisations', key, entry, { by: 'systemAdmin' });
    const [first, again] = [await enter(), await enter()];
    expect([first.status, again.status, isReplayed(again)]).toEqual([201, 201, true]);
    expect(await count('organisation', `name = '${entry.name}'`)).toBe(1);
    const { id } = (await open(randomUUID())).body as { id: string };
    await accept(id, randomUUID());
    expect(await api.act('countyOffice', id, 'dispatch', { lead: first.body.id })).toMatchObject({ status: 200 });
  });

  it.each([
    ['empty', ''],
    ['longer than 255', 'x'.repeat(256)],
    ['of several words', 'two words'],
    ['with letters outside ASCII', '\u00e9t\u00e9'],
    ['with a quote inside', 'a"b'],
  ])('refuses a key that is %s', async (_what, key) => {
    const before = await count('cases');
    expect(await open(key)).toMatchObject({ status: 400, body: { code: 'bad-idempotency-key' } });
    expect(await count('cases')).toBe(before);
  });

  it('keeps the answer sealed, and the key as a digest', async () => {
    const key = `key-${randomUUID()}`;
    const { body } = await open(key, { title: '只在这里出现的标题' });
    const [row] = (await api.dataSource.query(
      `SELECT k::text AS text, encode(answer, 'escape') AS answer FROM kept_answer k WHERE account_id = $1 ORDER BY answered_at DESC LIMIT 1`,
      [idOf(`${county}/account of clerk`)],
    )) as { text: string; answer: string }[];
    for (const word of [key, '只在这里出现的标题', body.id as string, body.number as string]) {
      expect([word, (row!.text + row!.answer).includes(word)]).toEqual([word, false]);
    }
  });

  it('shows who asked to nobody a second time without a record', async () => {
    const { id } = (await open(randomUUID())).body as { id: string };
    const key = randomUUID();
    const reveal = () =>
      post(`/v1/cases/${id}/requester/reveal`, key, { reason: 'callback' }, { by: 'townshipOffice' });
    const kept = await count('kept_answer');
    const reads = await count('audit_log', `kind = 'personal-data-read'`);
    for (const one of [await reveal(), await reveal()]) expect([one.status, isReplayed(one)]).toEqual([200, false]);
    expect(await count('audit_log', `kind = 'personal-data-read'`)).toBe(reads + 2);
    expect(await count('kept_answer')).toBe(kept);
  });

  it('forgets after 24 hours of the host, and the nightly job takes the answers away', async () => {
    const key = randomUUID();
    const first = await open(key);
    const age = (hours: number) =>
      api.dataSource.query(`UPDATE kept_answer SET answered_at = $1`, [new Date(Date.now() - hours * 3_600_000)]);
    await age(23.9);
    expect((await open(key)).body.id).toBe(first.body.id);
    await age(24.1);
    const anew = await open(key, { title: '第二天的事' });
    expect([anew.status, isReplayed(anew)]).toEqual([201, false]);
    expect((await open(key, { title: '第二天的事' })).body).toEqual(anew.body);
    await age(49);
    const counts = await api.app.get(EndRetention).execute(Temporal.Now.instant());
    expect(counts.find(({ thing, count: n }) => thing === 'kept-answer' && n > 0)).toBeDefined();
    expect(await count('kept_answer')).toBe(0);
  });
});
