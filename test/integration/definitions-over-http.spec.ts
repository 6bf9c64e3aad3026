import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PgBusinessClock } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { configDirectory } from '../../apps/composition/src/index.js';
import { type Answer, personId, startApi, type TestApi } from '../support/api/api.js';
import { county, type PersonName, seedCounty, village } from '../support/api/seed-county.js';
import { errand, errandPolicy, laterErrand, laterErrandPolicy } from '../support/definitions/errand.js';

const shipped = (path: string) => readFile(join(configDirectory, path), 'utf8');

describe('[design §5] case types and policies as versions', () => {
  let api: TestApi;
  let type: string;
  let policy: string;
  beforeAll(async () => {
    api = await startApi();
    [type, policy] = await Promise.all([
      shipped('case-types/villager-problem.yaml'),
      shipped('policies/villager-problem.yaml'),
    ]);
  });
  afterAll(() => api.stop());

  const send = (kind: string, body: object, by: PersonName = 'systemAdmin') =>
    api.call(by, 'POST', `/v1/${kind}`, { body });
  const activate = (kind: string, code: string, id: string, body: object = {}) =>
    api.call('systemAdmin', 'POST', `/v1/${kind}/${code}/versions/${id}/activation`, { body });
  const withdraw = (kind: string, code: string, id: string) =>
    api.call('systemAdmin', 'DELETE', `/v1/${kind}/${code}/versions/${id}/activation`);
  const versions = async (kind: string, code: string) =>
    (await api.get('systemAdmin', `/v1/${kind}/${code}/versions`)).body.items as Answer['body'][];
  const ask = (title: string) =>
    api.call('clerk', 'POST', '/v1/cases', { body: { type: 'errand', title, villageCode: village } });

  describe('a kind of work that is new to the county', () => {
    let versionId: string;
    let policyId: string;

    it('comes in with its policy as drafts, once', async () => {
      const first = await send('case-types', { caseType: errand, policy: errandPolicy });
      expect([first.status, first.body]).toMatchObject([
        201,
        {
          ...{ kind: 'case-type', code: 'errand', state: 'draft', inForce: [], openCases: 0 },
          ...{ enteredBy: personId('systemAdmin'), policy: { kind: 'policy', code: 'errand', state: 'draft' } },
        },
      ]);
      expect(first.headers.get('location')).toBe(`/api/v1/case-types/errand/versions/${first.body.id}`);
      versionId = first.body.id;
      policyId = first.body.policy.id;
      // the same again, in another layout, says nothing new
      const again = await send('case-types', { caseType: `# remark\n${errand}`, policy: errandPolicy });
      expect([again.status, again.body.id, again.body.policy.id]).toEqual([200, versionId, policyId]);
      expect((await ask('送一份材料')).status).toBe(422);
    });

    it('reads back as YAML that says the same', async () => {
      const { body, headers } = await api.get('systemAdmin', `/v1/case-types/errand/versions/${versionId}?format=yaml`);
      expect(headers.get('content-type')).toContain('yaml');
      expect((await send('case-types', { caseType: body, policy: errandPolicy })).body.id).toBe(versionId);
      const asked = { headers: { accept: 'text/yaml' } };
      const other = await api.call('systemAdmin', 'GET', `/v1/policies/errand/versions/${policyId}`, asked);
      expect((await send('policies', { policy: other.body })).body.id).toBe(policyId);
      const json = await api.get('systemAdmin', `/v1/policies/errand/versions/${policyId}`);
      expect((await send('policies', { policy: json.body.body })).body.id).toBe(policyId);
    });

    it('is not in force before its policy is', async () => {
      const { status, body } = await activate('case-types', 'errand', versionId);
      expect([status, body.code, body.problems]).toMatchObject([
        422,
        'activation-refused',
        [{ path: 'policy', code: 'missing', typeVersionId: versionId, message: 'This is missing' }],
      ]);
    });

    it('works at once when both are: opened, listed, counted, overdue, acted on', async () => {
      const activated = await activate('case-types', 'errand', versionId, { policy: policyId });
      expect([activated.status, activated.body.state]).toEqual([201, 'active']);
      expect((await activate('case-types', 'errand', versionId)).status).toBe(200);

      const opened = await ask('送一份材料');
      expect([opened.status, opened.body]).toMatchObject([
        201,
        {
          ...{ type: 'errand', state: 'asked', stateLabel: 'Asked', title: '送一份材料', dueClock: 'doing' },
          ...{ category: '', urgency: 'normal', dueAt: '2026-11-26T17:30:00+08:00', lamp: 'green' },
        },
      ]);
      const listed = await api.get('countyOffice', '/v1/cases?type=errand');
      expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([opened.body.id]);
      const whole = await api.get('countyOffice', `/v1/cases/${opened.body.id}`);
      expect(whole.body).toMatchObject({ clocks: [{ clock: 'doing', status: 'running' }], actions: [{ name: 'do' }] });
      expect(whole.body.timers).toHaveLength(3);
      await new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from('2026-11-27T09:00:00+08:00'));
      const overdue = await api.get('supervisor', '/v1/cases?type=errand&overdue=true');
      expect(overdue.body.items).toMatchObject([{ id: opened.body.id, daysOverdue: 1 }]);
      expect((await api.act('countyOffice', opened.body.id, 'do')).body.state).toBe('done');
      expect((await api.act('supervisor', opened.body.id, 'look')).body.state).toBe('closed');
    });

    it('is offered with its form to who may open one', async () => {
      const offered = async (by: PersonName) =>
        (await api.get(by, '/v1/case-types/errand')).body as { open: { schema: { required: string[] } } | null };
      expect((await offered('clerk')).open?.schema.required).toEqual(['title', 'villageCode']);
      expect((await offered('waterHandler')).open).toBeNull();
      const { items } = (await api.get('waterHandler', '/v1/case-types')).body;
      expect(items.map(({ code }: { code: string }) => code).sort()).toEqual([
        'errand',
        'key-project',
        'villager-problem',
      ]);
    });

    it('needs an administrator', async () => {
      expect((await send('case-types', { caseType: errand }, 'countyOffice')).status).toBe(403);
      expect((await send('policies', { policy: errandPolicy }, 'supervisor')).status).toBe(403);
      expect((await send('policies', { policy: errandPolicy }, 'auditAdmin')).status).toBe(403);
    });
  });

  describe('what does not hold', () => {
    const refused = async (kind: string, body: object) => {
      const answer = await send(kind, body);
      expect([answer.status, answer.body.code]).toEqual([422, 'bad-definition']);
      return answer.body.problems as Answer['body'][];
    };

    it('is refused with every place, and a case that shows it', async () => {
      const wrong = policy.replace('contact: { emergency:', 'contact: { emergancy: 30min, emergency:');
      const gap = wrong.replace(/review: .*/, 'review: { emergency: 2h, urgent: 4h, normal: 2wd }');
      expect(await refused('policies', { policy: gap })).toEqual([
        {
          ...{ of: 'policy', path: 'spans.review', code: 'no-span', counterExample: 'complex' },
          message: 'The clock has no span (such as complex)',
        },
        {
          ...{ of: 'policy', path: 'spans.contact.emergancy', code: 'unknown-condition', value: 'emergancy' },
          ...{ suggestion: 'emergency', message: 'No case can meet this condition: emergancy' },
        },
      ]);
    });

    it('is told in the reader’s language', async () => {
      const { body } = await api.call('systemAdmin', 'POST', '/v1/policies', {
        body: { policy: policy.replace(/review: .*/, 'review: { emergency: 2h }') },
        headers: { 'accept-language': 'zh' },
      });
      expect(body.problems[0].message).toBe('时钟没有时限(例如 urgent)');
    });

    it('names what is in neither', async () => {
      const broken = type.replace('clocks: [acceptance]', 'clocks: [arrival]').replace('  open:', '  opened:');
      const problems = await refused('case-types', { caseType: broken, policy: policy.replace('clearance: 5wd', 'clearance: 5 days') }); // prettier-ignore
      expect(problems.map(({ of, path, code }) => [of, path, code])).toEqual([
        ['case-type', 'states.registered.clocks[0]', 'unknown-name'],
        ['policy', 'spans.clearance', 'bad-value'],
      ]);
      const unopened = errand.replace('  open:', '  opened:');
      expect(await refused('case-types', { caseType: unopened, policy: errandPolicy })).toMatchObject([
        { path: 'actions.open', code: 'missing' },
      ]);
      expect(await refused('policies', { policy: errandPolicy.replace('type: errand', 'type: none') })).toMatchObject([
        { path: 'type', code: 'unknown-name', value: 'none' },
      ]);
      expect(await refused('case-types', { caseType: errand.replace('code: errand', 'code: other') })).toMatchObject([
        { of: 'policy', path: '', code: 'missing' },
      ]);
      expect(await refused('case-types', { caseType: errand, policy })).toMatchObject([{ path: 'type' }]);
    });

    it.each([
      ['no YAML', 'a: [', 'not-yaml'],
      ['what contains itself', 'a: &a [*a]', 'too-deep'],
      ['laughter without end', `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.split('').map((one, i) => `${one}: &${one} [${Array(9).fill(`*${'abcdefgh'[i]}`).join()}]`).join('\n')}`, 'too-deep'], // prettier-ignore
      ['a well', '['.repeat(20_000) + ']'.repeat(20_000), 'not-yaml'],
      ['what is nested beyond all use', '['.repeat(60) + ']'.repeat(60), 'too-deep'],
    ])('refuses %s', async (_what, text, code) => {
      expect(await refused('case-types', { caseType: text, policy: errandPolicy })).toMatchObject([{ code }]);
    });

    it.each([
      ['a form that is no schema', 'required: [title, villageCode]', 'required: title', 'bad-value'],
      ['a form that refers to itself', "properties:\n        title: { type: string, minLength: 1, maxLength: 60, x-text: true, x-label: { zh: 标题, en: Title } }", "properties:\n        title: { $ref: '#/$defs/again' }", 'contains-itself'], // prettier-ignore
      ['a code that no address holds', 'code: errand', 'code: ../errand', 'bad-value'],
    ])('refuses %s', async (_what, from, to, code) => {
      const again = to.includes('again') ? "$defs:\n  again: { $ref: '#/$defs/again' }\n" : '';
      const changed = errand.replace(from, to) + again;
      const problems = await refused('case-types', {
        caseType: changed,
        policy: errandPolicy.replace('type: errand', `type: ${to.startsWith('code: ') ? to.slice(6) : 'errand'}`),
      });
      expect(problems).toMatchObject([{ of: 'case-type', code }]);
    });

    it('wants something at all', async () => {
      expect((await send('policies', {})).body.errors).toMatchObject([{ field: 'policy', code: 'required' }]);
      expect((await send('case-types', { caseType: errand, more: 1 })).status).toBe(422);
      for (const nothing of ['', 7, [], null]) expect((await send('policies', { policy: nothing })).status).toBe(422);
    });
  });

  describe('a policy', () => {
    const changed = (span: string) => policy.replace('clearance: 5wd', `clearance: ${span}`);
    const draft = async (span: string) => (await send('policies', { policy: changed(span) })).body.id as string;

    it('comes into force at an instant, in every process, without a start', async () => {
      const id = await draft('6wd');
      const from = '2026-11-30T08:30:00+08:00';
      const waiting = await activate('policies', 'villager-problem', id, { from });
      expect([waiting.status, waiting.body]).toMatchObject([201, { state: 'waiting', inForce: [{ from, to: null }] }]);
      const inForce = async () =>
        (await api.get('clerk', '/v1/case-types/villager-problem')).body.inForce.policyVersionId;
      expect(await inForce()).not.toBe(id);
      await new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from(from));
      expect(await inForce()).toBe(id);
      const [newest, first] = await versions('policies', 'villager-problem');
      expect([newest.state, first.state, first.inForce[0].to]).toEqual(['active', 'superseded', from]);
      // and back to what was before
      expect((await activate('policies', 'villager-problem', first.id)).body.state).toBe('active');
      expect(await inForce()).toBe(first.id);
      const again = await activate('policies', 'villager-problem', id);
      expect(again.body.inForce.map(({ by }: { by: string }) => by)).toEqual(Array(2).fill(personId('systemAdmin')));
    });

    it('comes into force neither in the past nor where another waits, and is taken back while it waits', async () => {
      const [id, other] = [await draft('7wd'), await draft('8wd')];
      const from = '2026-12-07T08:30:00+08:00';
      const past = await activate('policies', 'villager-problem', id, { from: '2026-11-29T08:30:00+08:00' });
      expect([past.status, past.body.errors]).toMatchObject([422, [{ field: 'from', code: 'in-the-past' }]]);
      expect((await activate('policies', 'villager-problem', id, { from })).status).toBe(201);
      const taken = await activate('policies', 'villager-problem', other, { from });
      expect([taken.status, taken.body.code]).toEqual([409, 'activation-taken']);
      expect((await withdraw('policies', 'villager-problem', id)).status).toBe(204);
      expect((await withdraw('policies', 'villager-problem', id)).body.code).toBe('nothing-waits');
      expect((await activate('policies', 'villager-problem', other, { from })).status).toBe(201);
      expect((await versions('policies', 'villager-problem')).map(({ state }) => state)).toEqual(['waiting', 'draft', 'active', 'superseded']); // prettier-ignore
      await withdraw('policies', 'villager-problem', other);
    });

    it('has to carry the versions that cases are on', async () => {
      const type = errand.replace(/^ {2}looking: .*$/m, '').replace('    clocks: [looking]\n', '    clocks: [doing]\n');
      const narrower = errandPolicy.replace('  looking: 2wd\n', '');
      const open = await ask('还开着的');
      const sent = await send('case-types', { caseType: type, policy: narrower });
      expect(sent.status).toBe(201);
      const refused = await activate('case-types', 'errand', sent.body.id, { policy: sent.body.policy.id });
      expect([refused.status, refused.body.problems]).toMatchObject([
        422,
        [{ path: 'spans.looking', code: 'no-span', policyVersionId: sent.body.policy.id }],
      ]);
      expect(refused.body.problems[0].typeVersionId).not.toBe(sent.body.id);
      await api.act('countyOffice', open.body.id, 'do');
      await api.act('supervisor', open.body.id, 'look');
    });

    it('is not withdrawn from under a type that waits with it', async () => {
      const sent = await send('case-types', { caseType: laterErrand, policy: laterErrandPolicy });
      const from = '2026-12-07T08:30:00+08:00';
      const both = { from, policy: sent.body.policy.id };
      expect((await activate('case-types', 'errand', sent.body.id, { from })).status).toBe(422);
      expect((await activate('case-types', 'errand', sent.body.id, both)).status).toBe(201);
      const refused = await withdraw('policies', 'errand', sent.body.policy.id);
      expect([refused.status, refused.body.problems]).toMatchObject([422, [{ path: 'spans.confirming', from }]]);
      expect((await withdraw('case-types', 'errand', sent.body.id)).status).toBe(204);
      expect((await withdraw('policies', 'errand', sent.body.policy.id)).status).toBe(204);
    });

    it('is put in force by one of two at once, and then by the other', async () => {
      const [one, two] = [await draft('9wd'), await draft('10wd')];
      const answers = await Promise.all([one, two].map((id) => activate('policies', 'villager-problem', id)));
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      const states = (await versions('policies', 'villager-problem')).filter(({ id }) => [one, two].includes(id));
      expect(states.map(({ state }) => state).sort()).toEqual(['active', 'superseded']);
    });
  });

  it('a version and its coming into force are not changed, whoever asks the database', async () => {
    for (const table of ['case_type_version', 'policy_version', 'calendar_version']) {
      await expect(api.dataSource.query(`UPDATE ${table} SET hash = 'x'`)).rejects.toThrow(
        /permission denied|append-only/,
      );
      await expect(api.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied|append-only/);
    }
    for (const change of [
      "UPDATE policy_activation SET from_at = from_at + interval '1 day'",
      'DELETE FROM policy_activation',
    ])
      // prettier-ignore
      await expect(api.dataSource.query(change)).rejects.toThrow('stays as it was entered');
    await expect(
      api.dataSource.query(`UPDATE policy_activation SET withdrawn_at = now() WHERE withdrawn_at IS NULL`),
    ).rejects.toThrow(/check/);
  });

  it('another county has versions of its own', async () => {
    const other = '350122';
    await seedCounty(api.dataSource, other);
    const [{ id }] = await versions('policies', 'villager-problem');
    const abroad = await api.call('systemAdmin', 'GET', `/v1/policies/villager-problem/versions/${id}`, {}, other);
    expect(abroad.status).toBe(404);
    const theirs = await api.call('systemAdmin', 'GET', '/v1/policies/villager-problem/versions', {}, other);
    expect(theirs.body.items).toHaveLength(1);
    expect((await api.call('systemAdmin', 'GET', '/v1/case-types/errand/versions', {}, other)).status).toBe(404);
    const rows = await api.dataSource.query(
      `SELECT DISTINCT county_code FROM audit_log WHERE kind = 'configuration-changed' AND person_id IS NOT NULL`,
    );
    expect(rows).toEqual([{ county_code: county }]);
  });

  it('a calendar comes into force likewise', async () => {
    const [{ id, state }] = await versions('calendars', 'default');
    expect([state, (await activate('calendars', 'default', id)).status]).toEqual(['active', 200]);
    expect((await withdraw('calendars', 'default', id)).status).toBe(409);
    expect((await api.get('systemAdmin', '/v1/calendars/nowhere/versions')).status).toBe(404);
  });
});
