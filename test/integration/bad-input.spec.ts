import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '#domain';
import { wholeCounty } from '#engine';
import { CaseDetails, PgDefinitions, PgTransactions } from '#persistence';
import { type Answer, personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, village } from '../support/api/seed-county.js';
import { anyWish } from '../support/arbitrary-wishes.js';

const problem = {
  type: 'villager-problem',
  title: '水渠漏水',
  text: '村口水渠漏水',
  villageCode: village,
  category: 'farmland-irrigation',
  urgency: 'normal',
};
const chinese = { 'accept-language': 'zh-CN' };

describe('bad input', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    api.call('clerk', 'POST', path, { body, headers });
  const isProblem = ({ status, headers, body }: Answer) => {
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({
      status,
      code: expect.any(String),
      title: expect.any(String),
      detail: expect.any(String),
    });
    expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts:\d+|SELECT |at Object/);
  };

  it('is answered in the reader’s language, naming the field and what to do', async () => {
    const { category: _category, ...without } = problem;
    const zh = await post('/v1/cases', { ...without, urgency: 'soon', colour: 'red' }, chinese);
    expect(zh.status).toBe(422);
    expect(zh.headers.get('content-language')).toBe('zh');
    expect(zh.body.errors).toEqual(
      expect.arrayContaining([
        { field: 'category', code: 'required', message: '请填写' },
        { field: 'urgency', code: 'enum', message: '请从这些值里选:emergency, urgent, normal, complex' },
        { field: 'colour', code: 'additionalProperties', message: '没有这一项,请去掉' },
      ]),
    );
    const en = await post('/v1/cases', { ...problem, requester: { phone: '12' } });
    expect(en.body.errors).toEqual([{ field: 'requester.phone', code: 'pattern', message: 'The form is not right' }]);
  });

  it.each([
    ['broken JSON', '{"type": ', 400],
    ['a list instead of an object', '[]', 400],
    ['nothing', '', 400],
    ['no type', '{}', 422],
    ['an unknown type', '{"type":"nonsense"}', 422],
  ])('refuses %s', async (_what, body, status) => {
    const answer = await post('/v1/cases', body);
    expect(answer.status).toBe(status);
    isProblem(answer);
  });

  it('refuses another content type, a body that is too large, an unknown path and a wrong method', async () => {
    const answers = [
      [await api.call('clerk', 'POST', '/v1/cases', { body: 'a=b', headers: { 'content-type': 'text/csv' } }), 415],
      [await post('/v1/cases', { ...problem, text: 'x'.repeat(1_100_000) }), 413],
      [await api.get('clerk', '/v1/nonsense'), 404],
      [await api.get('clerk', '/v1/cases/not-an-id'), 404],
      [await api.get('clerk', '/v1/cases/00000000-0000-7000-8000-000000000000'), 404],
      [await api.call('clerk', 'DELETE', '/v1/cases'), 404],
    ] as const;
    for (const [answer, status] of answers) {
      expect(answer.status).toBe(status);
      isProblem(answer);
    }
  });

  it('lets no stranger in, and says nothing more than that', async () => {
    for (const path of [
      '/v1/cases',
      '/v1/me',
      '/v1/inbox',
      '/v1/supervision-orders',
      '/v1/demo/clock',
      '/v1/villages',
      '/v1/case-types',
    ]) {
      expect([path, (await api.get(null, path)).status]).toEqual([path, 401]);
    }
    expect((await api.get(null, '/health/live')).status).toBe(200);
    expect(await api.call(null, 'POST', '/v1/session', { body: { name: 'nobody', password: 'wrong' } })).toMatchObject({
      status: 401,
      body: { code: 'wrong-credentials' },
    });
    expect(await api.call(null, 'POST', '/v1/session', { body: { name: 7 } })).toMatchObject({ status: 422 });
  });

  it('refuses a clock that would go back, and a deadline that means nothing', async () => {
    expect(await post('/v1/demo/clock', { to: '2020-01-01T00:00:00Z' })).toMatchObject({
      status: 422,
      body: { code: 'clock-backwards' },
    });
    expect(await post('/v1/demo/clock', {})).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'advance', code: 'required' }] },
    });
    expect(await post('/v1/demo/clock', { advance: 'soon' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'advance' }] },
    });
    expect(await post('/v1/deadlines', { from: '2026-02-30', span: '0wd' }, chinese)).toMatchObject({
      status: 422,
      body: {
        errors: expect.arrayContaining([
          expect.objectContaining({ field: 'span', message: '时限不能是零' }),
          expect.objectContaining({ field: 'from' }),
        ]),
      },
    });
    expect(
      await post('/v1/deadlines', [
        { from: '2026-11-23', span: '1wd' },
        { from: '2026-11-23', span: 'x' },
      ]),
    ).toMatchObject({ status: 422, body: { errors: [{ field: '1.span' }] } });
  });

  it('whatever is sent to a case: a problem document, never a 500, and nothing half-written', async () => {
    const { body: kase } = await post('/v1/cases', problem);
    const actions = [
      'accept',
      'decline',
      'told',
      'dispatch',
      'designate',
      'receive',
      'return',
      'transfer',
      'answer',
      'overrule',
      'report',
      'callback',
      'complete',
      'confirm',
      'clear',
      'reopen',
      'decide',
      'archive',
      'open',
      '__proto__',
      'constructor',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...actions),
        fc.object({
          maxDepth: 2,
          key: fc.constantFrom(
            'lead',
            'reason',
            'tier',
            'application',
            'agree',
            'head',
            'coHandlers',
            '__proto__',
            'text',
          ),
        }),
        async (action, fields) => {
          const answer = await api.call('secondOfOffice', 'POST', `/v1/cases/${kase.id}/actions/${action}`, {
            body: { fields },
            headers: { 'if-match': '"1"' },
          });
          expect(answer.status).toBeGreaterThanOrEqual(400);
          expect(answer.status).toBeLessThan(500);
        },
      ),
      { numRuns: 150 },
    );
    expect((await api.get('secondOfOffice', `/v1/cases/${kase.id}`)).body).toMatchObject({
      state: 'registered',
      version: 1,
    });
  });

  it('random requests for deadlines never break the door', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (body) => {
        const answer = await post('/v1/deadlines', body);
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: 100 },
    );
  });

  describe.each(['accepted', 'handling', 'verifying'] as const)('sent to a case in state %s', (state) => {
    /** Brings a case there by the shortest way. */
    const bring = async (): Promise<string> => {
      const id = (await post('/v1/cases', problem)).body.id as string;
      const steps: [Parameters<TestApi['act']>[0], string, Record<string, unknown>][] = [
        ['townshipOffice', 'accept', { category: 'roads', urgency: 'normal', tier: 'B' }],
        ['countyOffice', 'dispatch', { lead: unitId('water'), handler: personId('waterHandler') }],
        ['waterHandler', 'receive', {}],
        ['waterHandler', 'report', { outcome: 'solved', text: '修好了' }],
        ['countyOffice', 'approve-report', {}],
      ];
      for (const [by, action, fields] of steps.slice(0, { accepted: 1, handling: 3, verifying: 5 }[state])) {
        const { status, body } = await api.act(by, id, action, fields);
        expect([action, status, body.code]).toEqual([action, 200, undefined]);
      }
      return id;
    };
    const byRole: Record<string, Parameters<TestApi['act']>[0]> = {
      accepted: 'countyOffice',
      handling: 'waterHandler',
      verifying: 'countyOffice',
    };

    it('whatever it is: done or a problem document, never a 500, and the row stays the fold of its events', async () => {
      let id = await bring();
      const met = new Map<number, number>();
      await fc.assert(
        fc.asyncProperty(anyWish, fc.boolean(), async ([action, fields], asOther) => {
          const by = asOther ? 'supervisor' : byRole[state]!;
          const answer = await api.act(by, id, action, fields);
          met.set(answer.status, (met.get(answer.status) ?? 0) + 1);
          expect([action, fields, answer.status < 500]).toEqual([action, fields, true]);
          if (answer.status >= 400) isProblem(answer);
          const { state: now } = await foldedAsStored(id);
          if (now !== state) id = await bring();
        }),
        { numRuns: 250 },
      );
      // some of it was well-formed and done, most of it was not
      expect([...met.keys()].sort()).toEqual(expect.arrayContaining([200, 409, 422]));
    });

    it.each([
      ['a NUL in words', { text: 'a\0b' }],
      ['a NUL in a key', { 'te\0xt': 'words' }],
      ['a NUL in an id', { lead: `${'0'.repeat(8)}\0` }],
      ['half a character', { text: '\ud83d' }],
      ['a NUL deep inside', { coHandlers: [{ a: ['\0'] }] }],
    ])('%s is refused and writes nothing', async (_what, fields) => {
      const id = await bring();
      const before = await foldedAsStored(id);
      for (const action of ['note', 'report', 'dispatch', 'return', 'callback', 'set-confidential', 'name-accused']) {
        const answer = await api.act(byRole[state]!, id, action, fields);
        expect([action, answer.status]).toEqual([action, 422]);
        isProblem(answer);
      }
      expect(await foldedAsStored(id)).toEqual(before);
    });

    it.each(['%00', 'note%00', '%E0%A4%A', '..%2f..', '__proto__', '%F0%9F%98%80', 'a'.repeat(300)])(
      'the action, the clock or the id "%s" is none',
      async (word) => {
        const id = await bring();
        for (const path of [`/v1/cases/${id}/actions/${word}`, `/v1/cases/${word}/actions/note`]) {
          const answer = await api.call(byRole[state]!, 'POST', path, { body: {}, headers: { 'if-match': '"3"' } });
          expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
        }
        const answer = await api.get(byRole[state]!, `/v1/cases/${id}/clocks/${word}/explanation`);
        expect(answer.status >= 400 && answer.status < 500).toBe(true);
      },
    );
  });

  /** The facts that the log of a case folds to, once they are those of its row. */
  function foldedAsStored(id: string) {
    return api.app.get(PgTransactions).read(async (tx) => {
      const scope = wholeCounty(county);
      const details = api.app.get(CaseDetails);
      const record = (await details.record(tx, scope, id))!;
      const { type } = await api.app.get(PgDefinitions).ofVersion(tx, county, record.typeVersionId);
      const facts = fold(type, await details.events(tx, scope, record));
      expect(facts).toEqual(record.facts);
      return record.facts;
    });
  }
});
