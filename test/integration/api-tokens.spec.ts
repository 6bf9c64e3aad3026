import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personId, startApi, type TestApi } from '../support/api/api.js';
import { village } from '../support/api/seed-county.js';
import {
  accountId,
  audited,
  codeOf,
  enrol,
  givePassword,
  makeToken,
  password,
  type Visitor,
  visit,
} from '../support/sign-in/sign-in.js';

const problem = { type: 'villager-problem', title: '路灯不亮', text: '村口路灯不亮', villageCode: village, category: 'roads', urgency: 'normal' }; // prettier-ignore

describe('API tokens', () => {
  let api: TestApi;
  let clerk: Visitor;
  beforeAll(async () => {
    api = await startApi();
    for (const name of ['clerk', 'leader'] as const) await givePassword(api, name);
    clerk = await visit(api, 'clerk');
  });
  afterAll(() => api.stop());

  const make = (asked: object) => makeToken(api, clerk, { readOnly: true, ...asked });
  const ask = (asked: object) => clerk.call('POST', '/v1/me/tokens', { name: 'x', days: 1, password, ...asked });

  it('are shown once, recognisable, and kept as a hash', async () => {
    const { tool, id } = await make({});
    expect(tool.token).toMatch(/^guacun_[\w-]{43}$/);
    const { body } = await clerk.call('GET', '/v1/me/tokens');
    expect(JSON.stringify(body)).not.toContain(tool.token);
    expect(body.items.find((one: { id: string }) => one.id === id)).toMatchObject({ name: 'tool', readOnly: true, routeGroups: null, lastUsedOn: null }); // prettier-ignore
    const [{ hash }] = (await api.dataSource.query('SELECT token_hash AS hash FROM api_token WHERE id = $1', [id])) as [{ hash: Buffer }]; // prettier-ignore
    expect(hash).toHaveLength(32);
  });

  it('read only, unless they are made for more', async () => {
    const { tool } = await make({});
    expect((await tool.call('GET', '/v1/cases')).status).toBe(200);
    const { status, body } = await tool.call('POST', '/v1/cases', problem);
    expect([status, body.code]).toEqual([403, 'token-too-narrow']);
    const { tool: writing } = await make({ readOnly: false });
    expect((await writing.call('POST', '/v1/cases', problem)).status).toBe(201);
  });

  it('are made by who knows the password, and are guessed for no faster than signing in', async () => {
    const thief = await visit(api, 'clerk');
    const guess = (asked: object) => thief.call('POST', '/v1/me/tokens', { name: 'x', days: 365, ...asked });
    expect((await guess({})).status).toBe(422);
    const codes = [];
    for (let n = 0; n < 6; n++) codes.push((await guess({ password: `guess number ${n}` })).body.code as string);
    expect(codes).toEqual([...Array<string>(5).fill('wrong-password'), 'sign-in-later']);
    expect((await ask({})).status).toBe(201);
  });

  it('ask for a code too, where their owner has a second factor; a right password wins no guesses at it', async () => {
    await givePassword(api, 'waterHead');
    const head = await visit(api, 'waterHead');
    const { secret } = await enrol(head);
    const withCode = (code?: string) =>
      head.call('POST', '/v1/me/tokens', { name: 'x', days: 1, password, ...(code && { code }) });
    expect((await withCode()).body.code).toBe('code-needed');
    expect((await withCode('000000')).body.code).toBe('wrong-code');
    expect((await withCode(codeOf(secret))).status).toBe(201);
    const codes = [];
    for (let n = 0; n < 6; n++) {
      await withCode();
      codes.push((await withCode('000000')).body.code as string);
    }
    expect(codes).toEqual([...Array<string>(5).fill('wrong-code'), 'sign-in-later']);
  });

  it('open the named groups of routes alone', async () => {
    const { tool } = await make({ readOnly: false, routeGroups: ['cases'] });
    expect((await tool.call('POST', '/v1/cases', problem)).status).toBe(201);
    expect((await tool.call('GET', '/v1/inbox')).body.code).toBe('token-too-narrow');
    expect((await tool.call('GET', '/v1/me')).body).toMatchObject({ personId: personId('clerk') });
    const { routeGroups } = (await clerk.call('GET', '/v1/me/tokens')).body as { routeGroups: string[] };
    expect(routeGroups).toEqual(expect.arrayContaining(['cases', 'deadlines', 'inbox', 'ledger-imports', 'villages']));
    expect(routeGroups.filter((group) => ['accounts', 'me', 'session', 'privacy-notice'].includes(group))).toEqual([]);
    const wrong = await ask({ routeGroups: ['cases', 'everything'] });
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'routeGroups']);
    for (const group of ['accounts', 'me', 'session']) {
      expect((await ask({ routeGroups: [group] })).status).toBe(422);
    }
  });

  it('open no accounts, tokens, sessions or second factors, whatever their scope', async () => {
    const { tool } = await make({ readOnly: false });
    for (const [method, path] of [
      ['POST', '/v1/me/tokens'],
      ['GET', '/v1/me/tokens'],
      ['GET', '/v1/me/sessions'],
      ['DELETE', '/v1/me/sessions'],
      ['PUT', '/v1/me/password'],
      ['POST', '/v1/me/second-factor'],
      ['POST', '/v1/me/recovery-codes'],
      ['GET', '/v1/accounts'],
      ['POST', '/v1/accounts'],
      ['DELETE', '/v1/session'],
    ] as const) {
      const { status, body } = await tool.call(method, path, method === 'GET' ? undefined : {});
      expect([method, path, status, body.code]).toEqual([method, path, 403, 'token-too-narrow']);
    }
  });

  it('never have more than their owner’s rights of the moment', async () => {
    const leader = await visit(api, 'leader');
    const { tool } = await makeToken(api, leader);
    expect((await tool.call('GET', '/v1/cases')).status).toBe(200);
    await api.dataSource.query(`UPDATE posting SET to_at = '2026-11-01Z' WHERE person_id = $1`, [personId('leader')]);
    expect((await tool.call('GET', '/v1/cases')).status).toBe(403);
    await api.dataSource.query(`UPDATE account SET disabled_at = '2026-11-01Z' WHERE id = $1`, [accountId('leader')]);
    expect((await tool.call('GET', '/v1/cases')).status).toBe(401);
  });

  it('end by their day, a year at most, and at once when they are revoked', async () => {
    expect((await ask({ days: 366 })).status).toBe(422);
    expect((await ask({ days: 0 })).status).toBe(422);
    const { tool, id } = await make({ days: 365 });
    const stranger = await visit(api, 'clerk');
    expect((await stranger.call('DELETE', `/v1/me/tokens/${accountId('leader')}`)).status).toBe(404);
    expect((await clerk.call('DELETE', `/v1/me/tokens/${id}`)).status).toBe(204);
    expect((await tool.call('GET', '/v1/cases')).status).toBe(401);

    const { tool: old, id: oldId } = await make({ days: 1 });
    await api.dataSource.query(`UPDATE api_token SET created_at = created_at - interval '2 d', expires_at = expires_at - interval '2 d' WHERE id = $1`, [oldId]); // prettier-ignore
    expect((await old.call('GET', '/v1/cases')).status).toBe(401);
  });

  it('know only the day on which they were used last', async () => {
    const { tool, id } = await make({});
    await tool.call('GET', '/v1/me');
    let used: string | null = null;
    for (let n = 0; n < 50 && !used; n++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const { body } = await clerk.call('GET', '/v1/me/tokens');
      used = body.items.find((one: { id: string }) => one.id === id).lastUsedOn as string | null;
    }
    expect(used).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('are twenty at most, also when many are made at once', async () => {
    await api.dataSource.query('DELETE FROM api_token');
    // each in a session of its own: attempts of one session take turns
    const sessions: Visitor[] = [];
    for (let n = 0; n < 25; n++) sessions.push(await visit(api, 'clerk'));
    const answers = await Promise.all(
      sessions.map((one) => one.call('POST', '/v1/me/tokens', { name: 'many', days: 1, password })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.filter(({ status, body }) => status === 409 && body.code === 'too-many-tokens')).toHaveLength(5);
  });

  it('leave a line in the audit log where they are refused, as do people at a closed door; with the route, never its ids', async () => {
    await api.dataSource.query('DELETE FROM api_token');
    const { tool } = await make({});
    const before = (await audited(api, 'access-refused')).length;
    await tool.call('POST', `/v1/cases/${personId('clerk')}/actions/note`, {});
    await clerk.call('GET', '/v1/accounts?cursor=x');
    const entries = (await audited(api, 'access-refused')).slice(before);
    expect(entries).toMatchObject([
      { personId: personId('clerk'), data: { why: 'token-too-narrow', method: 'POST', route: '/api/v1/cases/:id/actions/:action' } },
      { personId: personId('clerk'), data: { why: 'not-allowed', method: 'GET', route: '/api/v1/accounts' } },
    ]); // prettier-ignore
    expect(JSON.stringify(entries)).not.toContain('cursor');
  });

  it('are in the audit log, made and revoked, without the token', async () => {
    const entries = await audited(api, 'token-made', 'token-revoked');
    expect(entries.filter(({ kind }) => kind === 'token-revoked')).toHaveLength(1);
    expect(entries.length).toBeGreaterThan(20);
    expect(JSON.stringify(entries)).not.toContain('guacun_');
  });
});
