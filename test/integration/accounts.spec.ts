import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { personId, startApi, type TestApi } from '../support/api/api.js';
import { county, type PersonName, seedCounty } from '../support/api/seed-county.js';
import { accountId, accountName, audited, codeOf, enrol, givePassword, makeToken, password, signIn, visit } from '../support/sign-in/sign-in.js'; // prettier-ignore

const elsewhere = '350124';

describe('accounts', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
    await seedCounty(api.dataSource, elsewhere);
    // nobody of the small county administers its security yet
    await api.dataSource.query(`UPDATE posting SET role = 'security-admin' WHERE person_id = $1`, [personId('secondOfOffice')]); // prettier-ignore
    for (const name of ['clerk', 'waterHandler', 'systemAdmin', 'secondOfOffice'] as const)
      await givePassword(api, name);
  });
  afterAll(() => api.stop());
  beforeEach(() => api.dataSource.query('DELETE FROM sign_in_delay'));

  const asSystem = (method: string, path: string, body?: unknown) => api.call('systemAdmin', method, `/v1/accounts${path}`, { body }); // prettier-ignore
  const asSecurity = (method: string, path: string) => api.call('secondOfOffice', method, `/v1/accounts${path}`);
  const rightly = (name: PersonName, code?: string) => ({ name: accountName(name), password, code });

  const newPerson = async (): Promise<string> => {
    const [row] = (await api.dataSource.query(
      `INSERT INTO person (id, county_code, name) VALUES (gen_random_uuid(), $1, '演示·新来的') RETURNING id`,
      [county],
    )) as [{ id: string }];
    return row.id;
  };

  it('are opened for a person, with a one-time code that is shown once', async () => {
    const made = await asSystem('POST', '', { personId: await newPerson(), name: 'new-comer' });
    expect(made.status).toBe(201);
    const { id, oneTimeCode } = made.body as { id: string; oneTimeCode: string };
    const listed = await asSystem('GET', '?limit=200');
    expect(JSON.stringify(listed.body)).not.toContain(oneTimeCode);
    const one = listed.body.items.find((it: { id: string }) => it.id === id);
    expect(one).toMatchObject({ name: 'new-comer', state: 'awaiting-first-sign-in', hasSecondFactor: false });

    expect((await signIn(api, { name: 'new-comer', password, code: 'WRONGCODE2' })).status).toBe(401);
    expect((await signIn(api, { name: 'new-comer', password: 'new-comer-1', code: oneTimeCode })).status).toBe(422);
    expect((await signIn(api, { name: 'new-comer', password, code: oneTimeCode })).status).toBe(201);
    expect((await signIn(api, { name: 'new-comer', password, code: oneTimeCode })).status).toBe(201); // the password now
    expect((await signIn(api, { name: 'new-comer', password: '又一句很长很长的话', code: oneTimeCode })).status).toBe(
      401,
    );
  });

  it('end their one-time code by themselves', async () => {
    const made = await asSystem('POST', '', { personId: await newPerson(), name: 'late-comer' });
    const hours = (Date.parse(made.body.expiresAt as string) - Date.now()) / 3_600_000;
    expect(Math.round(hours)).toBe(72);
    await api.dataSource.query(`UPDATE account SET one_time_code_expires_at = one_time_code_expires_at - interval '73 h' WHERE name = 'late-comer'`); // prettier-ignore
    expect((await signIn(api, { name: 'late-comer', password, code: made.body.oneTimeCode as string })).status).toBe(
      401,
    );
  });

  it('let one code be used once, by one of two at once', async () => {
    const { body } = await asSystem('POST', '', { personId: await newPerson(), name: 'twice' });
    const code = body.oneTimeCode as string;
    const both = await Promise.all(
      ['第一个人选的长口令', '第二个人选的长口令'].map((chosen) =>
        signIn(api, { name: 'twice', password: `${chosen}!`, code }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);
  });

  it.each([
    ['for nobody', async () => ({ personId: accountId('clerk'), name: 'no-body' }), 422],
    ['for somebody of another county', async () => ({ personId: personId('clerk', elsewhere), name: 'no-body' }), 422],
    ['under a taken name', async () => ({ personId: await newPerson(), name: accountName('clerk') }), 409],
    ['twice for a person', async () => ({ personId: personId('clerk'), name: 'second-one' }), 409],
    ['under a name with spaces', async () => ({ personId: await newPerson(), name: 'a b' }), 422],
    ['under no name', async () => ({ personId: await newPerson(), name: '' }), 422],
  ])('are not opened %s', async (_what, body, status) => {
    expect((await asSystem('POST', '', await body())).status).toBe(status);
  });

  it('are not opened twice for a person by two administrators at once', async () => {
    const person = await newPerson();
    const both = await Promise.all(
      ['at-once-1', 'at-once-2'].map((name) => asSystem('POST', '', { personId: person, name })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('end their sessions at once when they are closed, and come back when they are opened again', async () => {
    const visitor = await visit(api, 'waterHandler');
    const id = accountId('waterHandler');
    expect((await asSystem('POST', `/${id}/disable`)).status).toBe(204);
    expect((await visitor.call('GET', '/v1/me')).status).toBe(401);
    expect((await signIn(api, rightly('waterHandler'))).status).toBe(401);
    expect((await asSystem('POST', `/${id}/enable`)).status).toBe(204);
    expect((await visitor.call('GET', '/v1/me')).status).toBe(401);
    expect((await signIn(api, rightly('waterHandler'))).status).toBe(201);
    expect((await asSystem('POST', `/${accountId('systemAdmin')}/disable`)).body.code).toBe('own-account');
  });

  it('are not opened again beside another one of the same person', async () => {
    const person = await newPerson();
    const first = await asSystem('POST', '', { personId: person, name: 'first-of-two' });
    expect((await asSystem('POST', `/${first.body.id as string}/disable`)).status).toBe(204);
    expect((await asSystem('POST', '', { personId: person, name: 'second-of-two' })).status).toBe(201);
    const again = await asSystem('POST', `/${first.body.id as string}/enable`);
    expect([again.status, again.body.code]).toEqual([409, 'has-account']);
  });

  it('get a new password by a one-time code; the old one and the sessions end', async () => {
    const visitor = await visit(api, 'waterHandler');
    const reset = await asSystem('POST', `/${accountId('waterHandler')}/password-reset`);
    expect(reset.status).toBe(201);
    expect((await visitor.call('GET', '/v1/me')).status).toBe(401);
    expect((await signIn(api, rightly('waterHandler'))).status).toBe(401);
    expect((await signIn(api, rightly('waterHandler', reset.body.oneTimeCode as string))).status).toBe(201);
  });

  it('have no token that outlasts a reset of the password or of the second factor', async () => {
    await givePassword(api, 'waterHandler');
    const { tool } = await makeToken(api, await visit(api, 'waterHandler'));
    expect((await asSystem('POST', `/${accountId('waterHandler')}/password-reset`)).status).toBe(201);
    expect((await tool.call('GET', '/v1/me')).status).toBe(401);
    await givePassword(api, 'waterHandler');
    expect((await tool.call('GET', '/v1/me')).status).toBe(401);

    const { tool: another } = await makeToken(api, await visit(api, 'waterHandler'));
    expect((await asSecurity('DELETE', `/${accountId('waterHandler')}/second-factor`)).status).toBe(204);
    expect((await another.call('GET', '/v1/me')).status).toBe(401);
  });

  it('open nothing without a password, whatever sessions and tokens there are', async () => {
    await givePassword(api, 'waterHandler');
    const visitor = await visit(api, 'waterHandler');
    const { tool } = await makeToken(api, visitor);
    await api.dataSource.query('UPDATE account SET password_hash = NULL WHERE id = $1', [accountId('waterHandler')]);
    expect((await visitor.call('GET', '/v1/me')).status).toBe(401);
    expect((await tool.call('GET', '/v1/me')).status).toBe(401);
  });

  it('with a second factor are not taken over by a new password alone', async () => {
    const visitor = await visit(api, 'clerk');
    const { secret } = await enrol(visitor);
    const reset = await asSystem('POST', `/${accountId('clerk')}/password-reset`);
    const chosen = {
      name: accountName('clerk'),
      password: '系统管理员选的口令呀',
      code: reset.body.oneTimeCode as string,
    };
    expect((await signIn(api, chosen)).body.code).toBe('code-needed');
    expect((await signIn(api, { ...chosen, code: codeOf(secret) })).status).toBe(201);
    await givePassword(api, 'clerk');
  });

  it('that wait after failures are unlocked by the security administrator', async () => {
    for (let n = 0; n < 5; n++) await signIn(api, { name: accountName('clerk'), password: 'wrong and long' }, { from: `10.9.0.${n}` }); // prettier-ignore
    expect((await signIn(api, rightly('clerk'), { from: '10.9.1.1' })).status).toBe(429);
    expect((await asSystem('POST', `/${accountId('clerk')}/unlock`)).status).toBe(403);
    expect((await asSecurity('POST', `/${accountId('clerk')}/unlock`)).status).toBe(204);
    expect((await signIn(api, rightly('clerk'), { from: '10.9.1.1' })).status).toBe(403);
  });

  it('lose a second factor to the security administrator only, and never their own', async () => {
    expect((await asSystem('DELETE', `/${accountId('clerk')}/second-factor`)).status).toBe(403);
    expect((await asSecurity('DELETE', `/${accountId('clerk')}/second-factor`)).status).toBe(204);
    expect((await signIn(api, rightly('clerk'))).status).toBe(201);
    expect((await asSecurity('DELETE', `/${accountId('secondOfOffice')}/second-factor`)).body.code).toBe('own-account');
  });

  it('have their tokens seen and revoked by the security administrator', async () => {
    const visitor = await visit(api, 'clerk');
    const { id, tool } = await makeToken(api, visitor);
    const path = `/${accountId('clerk')}/tokens`;
    expect((await asSecurity('GET', path)).body.items).toHaveLength(1);
    expect((await asSystem('GET', path)).status).toBe(403);
    expect((await asSecurity('DELETE', `/${accountId('waterHandler')}/tokens/${id}`)).status).toBe(404);
    expect((await asSecurity('DELETE', `${path}/${id}`)).status).toBe(204);
    expect((await tool.call('GET', '/v1/me')).status).toBe(401);
  });

  it.each(['', '/x/disable', '/x/enable', '/x/password-reset', '/x/unlock'])(
    'are no business of others: POST %s',
    async (path) => {
      const answer = await api.call('supervisor', 'POST', `/v1/accounts${path.replace('x', accountId('clerk'))}`, {
        body: {},
      });
      expect(answer.status).toBe(403);
    },
  );

  it('of another county are not there, whatever id is guessed', async () => {
    const foreign = accountId('clerk', elsewhere);
    for (const path of ['disable', 'enable', 'password-reset']) {
      expect((await asSystem('POST', `/${foreign}/${path}`)).status).toBe(404);
    }
    expect((await asSecurity('POST', `/${foreign}/unlock`)).status).toBe(404);
    expect((await asSecurity('DELETE', `/${foreign}/second-factor`)).status).toBe(404);
    expect((await asSecurity('GET', `/${foreign}/tokens`)).status).toBe(404);
    const { body } = await asSystem('GET', '?limit=200');
    expect(body.items.some((one: { name: string }) => one.name.startsWith(elsewhere))).toBe(false);
    expect((await asSystem('POST', '/not-an-id/disable')).status).toBe(404);
  });

  it('are listed page by page, each once', async () => {
    const names: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await asSystem('GET', `?limit=5${cursor && `&cursor=${cursor}`}`);
      names.push(...(body.items as { name: string }[]).map(({ name }) => name));
      if (!body.nextCursor) break;
      cursor = body.nextCursor as string;
    }
    const [{ count }] = (await api.dataSource.query('SELECT count(*)::int AS count FROM account WHERE county_code = $1', [county])) as [{ count: number }]; // prettier-ignore
    expect(names).toHaveLength(count);
    expect(new Set(names).size).toBe(count);
    for (const bad of [
      'limit=0',
      'limit=x',
      'limit=9999',
      'cursor=%00',
      `cursor=${Buffer.from('\0').toString('base64url')}`,
    ]) {
      expect((await asSystem('GET', `?${bad}`)).status).toBe(422);
    }
  });

  it('are in the audit log with who changed them and how', async () => {
    const changes = (await audited(api, 'account-changed')).map(({ data }) => data.change);
    expect(new Set(changes)).toEqual(new Set(['created', 'disabled', 'enabled', 'password-reset', 'unlocked']));
    const [entry] = await audited(api, 'token-revoked');
    expect(entry).toMatchObject({ personId: personId('secondOfOffice'), subjectId: accountId('clerk') });
  });
});
