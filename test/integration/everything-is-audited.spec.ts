import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf, writeWorkbook } from '#ledgers';
import { ApiModule } from '../../apps/api/src/index.js';
import { keyOf, routesOf } from '../../apps/api/src/authorisation/routes.js';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, type PersonName, village } from '../support/api/seed-county.js';
import { upload } from '../support/attachments/upload.js';
import { ledgerFile } from '../support/ledgers/ledger-file.js';
import { readWithoutTrace } from '../support/audit/read-without-trace.js';
import { sendLedger } from '../support/ledgers/send-ledger.js';
import { checkout } from '../support/running-system.js';
import { accountId, accountName, codeOf, givePassword, password, signIn, visit, type Visitor } from '../support/sign-in/sign-in.js'; // prettier-ignore

/** What a request leaves in the audit: the kind of an entry, or an event of a case. */
type Trace = string;
const anEvent = 'an event of the case';

interface Story {
  /** As `keyOf` writes a route. */
  readonly route: string;
  readonly leaves: Trace;
  /** Whose deed it is; null where nobody is known. */
  readonly by: PersonName | null;
  readonly tell: (hero: Heroes) => Promise<{ status: number; body: unknown }>;
  readonly status?: number;
}

/** What the stories share: they are told in order. */
interface Heroes {
  readonly api: TestApi;
  visitor: Visitor;
  readonly known: Map<string, string>;
}

const problem = {
  ...{ type: 'villager-problem', title: '路灯不亮', text: '村道路灯不亮', villageCode: village },
  ...{ category: 'roads', urgency: 'normal', requester: { name: '林某', phone: '10000000001' } },
};
const refused = { registered: '昨天', township: '中房镇', village: '下湖村', requester: '陈大山', title: '路坏了' };
const wrong = { name: accountName('clerk'), password: '不是这一句话呀呀' };

const stories: readonly Story[] = [
  story('/v1/session POST', 'signed-in', 'clerk', ({ api }) => signIn(api, { name: accountName('clerk'), password })),
  story('/v1/session POST', 'sign-in-refused', null, ({ api }) => signIn(api, wrong, { from: '10.9.0.1' }), 401),
  story('/v1/session POST', 'sign-in-refused', null, ({ api }) => signIn(api, { ...wrong, name: 'nobody' }), 401),
  story('/v1/me/tokens POST', 'token-made', 'clerk', async ({ visitor, known }) => {
    const answer = await visitor.call('POST', '/v1/me/tokens', { name: 'tool', days: 3, password });
    known.set('token', (answer.body as { id: string }).id);
    return answer;
  }),
  story('/v1/me/tokens/:id DELETE', 'token-revoked', 'clerk', ({ visitor, known }) =>
    visitor.call('DELETE', `/v1/me/tokens/${known.get('token')!}`),
  ),
  story('/v1/me/second-factor/confirmation POST', 'second-factor-changed', 'clerk', async ({ visitor }) => {
    const { secret } = (await visitor.call('POST', '/v1/me/second-factor', { password })).body as { secret: string };
    const answer = await visitor.call('POST', '/v1/me/second-factor/confirmation', { code: codeOf(secret, -1) });
    visitor.token = (answer.body as { token: string }).token;
    return answer;
  }),
  story('/v1/accounts/:id/second-factor DELETE', 'second-factor-changed', 'secondOfOffice', ({ api }) =>
    api.call('secondOfOffice', 'DELETE', `/v1/accounts/${accountId('clerk')}/second-factor`),
  ),
  story('/v1/session DELETE', 'signed-out', 'clerk', async ({ api }) =>
    (await visit(api, 'clerk')).call('DELETE', '/v1/session'),
  ),
  story(
    '/v1/me/password PUT',
    'password-changed',
    'clerk',
    async ({ api }) =>
    (await visit(api, 'clerk')).call('PUT', '/v1/me/password', { old: password, new: '换了一句更长的话来记' }), // prettier-ignore
  ),
  story('/v1/accounts/:id/disable POST', 'account-changed', 'systemAdmin', ({ api }) =>
    api.call('systemAdmin', 'POST', `/v1/accounts/${accountId('roadsHandler')}/disable`),
  ),
  story('/v1/organisations/:id/duties PUT', 'people-changed', 'countyOffice', ({ api }) =>
    api.call('countyOffice', 'PUT', `/v1/organisations/${unitId('water')}/duties`, {
      body: { items: [{ category: 'water-power' }] },
      headers: { 'if-match': '"0"' },
    }),
  ),
  story('/v1/cases POST', anEvent, 'clerk', async ({ api, known }) => {
    const answer = await api.call('clerk', 'POST', '/v1/cases', { body: problem });
    known.set('case', (answer.body as { id: string }).id);
    return answer;
  }),
  story('/v1/cases/:id/actions/:action POST', anEvent, 'townshipOffice', ({ api, known }) =>
    api.act('townshipOffice', known.get('case')!, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' }),
  ),
  story('/v1/cases/actions/:action POST', anEvent, 'supervisor', ({ api, known }) =>
    api.call('supervisor', 'POST', '/v1/cases/actions/urge', {
      body: { cases: [{ id: known.get('case')!, version: 2 }] },
    }),
  ),
  story('/v1/cases/:id/attachments POST', 'attachment-added', 'clerk', async ({ api, known }) => {
    const answer = await upload(api, 'clerk', known.get('case')!, Buffer.from('说明'), '说明.txt');
    known.set('attachment', (answer.body as { id: string }).id);
    return answer;
  }),
  story('/v1/cases/:id/attachments/:attachmentId GET', 'personal-data-read', 'townshipOffice', ({ api, known }) =>
    api.get('townshipOffice', `/v1/cases/${known.get('case')!}/attachments/${known.get('attachment')!}`),
  ),
  story('/v1/cases/:id/attachments/:attachmentId DELETE', 'attachment-removed', 'clerk', ({ api, known }) =>
    api.call('clerk', 'DELETE', `/v1/cases/${known.get('case')!}/attachments/${known.get('attachment')!}`),
  ),
  story('/v1/cases/:id/requester/reveal POST', 'personal-data-read', 'townshipOffice', ({ api, known }) =>
    api.call('townshipOffice', 'POST', `/v1/cases/${known.get('case')!}/requester/reveal`, {
      body: { reason: 'contact-requester' },
    }),
  ),
  story('/v1/disclosures POST', 'personal-data-disclosed', 'countyOffice', ({ api }) =>
    api.call('countyOffice', 'POST', '/v1/disclosures', {
      body: { recipient: '某某会计师事务所', basis: 'supervision', categories: ['name'], purpose: '抽查' },
    }),
  ),
  story('/v1/exports POST', 'exported', 'townshipOffice', ({ api }) =>
    api.call('townshipOffice', 'POST', '/v1/exports', { body: { format: 'csv' } }),
  ),
  story('/v1/register-exports/:kind.xlsx GET', 'exported', 'systemAdmin', ({ api }) =>
    api.call('systemAdmin', 'GET', '/v1/register-exports/postings.xlsx'),
  ),
  story('/v1/ledger-imports POST', 'imported', 'countyOffice', async ({ api, known }) => {
    const answer = await sendLedger(api, await ledgerFile([refused]), { dryRun: true });
    known.set('ledger', (answer.body as { id: string }).id);
    return answer;
  }),
  story('/v1/ledger-imports/:id/rows GET', 'personal-data-read', 'countyOffice', ({ api, known }) =>
    api.get('countyOffice', `/v1/ledger-imports/${known.get('ledger')!}/rows`),
  ),
  story('/v1/ledger-imports/:id/rejected.xlsx GET', 'exported', 'countyOffice', ({ api, known }) =>
    api.get('countyOffice', `/v1/ledger-imports/${known.get('ledger')!}/rejected.xlsx`),
  ),
  story('/v1/register-imports POST', 'imported', 'systemAdmin', async ({ api, known }) => {
    const body = new FormData();
    body.set('kind', 'postings');
    const rows = [
      { cells: ['姓名', '工作单位', '职务', '管辖范围', '任职时间', '离任时间'] },
      { cells: ['演示·clerk', '水力局', '经办人', '县', '2026-01-01', ''] },
    ];
    const file = await bytesOf(writeWorkbook([{ name: '名册', rows }]));
    body.set('file', new Blob([new Uint8Array(file)]), 'register.xlsx');
    const answer = await api.call('systemAdmin', 'POST', '/v1/register-imports', { body });
    known.set('register', (answer.body as { id: string }).id);
    return answer;
  }),
  story('/v1/register-imports/:id GET', 'personal-data-read', 'systemAdmin', ({ api, known }) =>
    api.get('systemAdmin', `/v1/register-imports/${known.get('register')!}`),
  ),
  story('/v1/register-imports/:id/rejected.xlsx GET', 'exported', 'systemAdmin', ({ api, known }) =>
    api.get('systemAdmin', `/v1/register-imports/${known.get('register')!}/rejected.xlsx`),
  ),
  story('/v1/absences POST', 'people-changed', 'waterHandler', ({ api }) =>
    api.call('waterHandler', 'POST', '/v1/absences', {
      body: { standInId: personId('waterHead'), from: '2026-11-24T08:00:00+08:00', to: '2026-11-26T08:00:00+08:00' },
    }),
  ),
  story('/v1/persons POST', 'people-changed', 'systemAdmin', ({ api }) =>
    api.call('systemAdmin', 'POST', '/v1/persons', { body: { name: '演示·新来的' } }),
  ),
  story('/v1/persons/:id/hand-over POST', 'handed-over', 'systemAdmin', ({ api }) =>
    api.call('systemAdmin', 'POST', `/v1/persons/${personId('waterHandler')}/hand-over`, {
      body: { successorId: personId('waterHead') },
    }),
  ),
  story('/v1/hand-overs/:id/sheet.xlsx GET', 'exported', 'waterHead', async ({ api }) => {
    const { items } = (await api.get('waterHead', '/v1/hand-overs')).body as { items: { id: string }[] };
    return api.get('waterHead', `/v1/hand-overs/${items[0]!.id}/sheet.xlsx`);
  }),
  story('/v1/county-settings PUT', 'configuration-changed', 'countyOffice', ({ api }) =>
    api.call('countyOffice', 'PUT', '/v1/county-settings', { body: { unitRankings: true } }),
  ),
  story('/v1/policies POST', 'configuration-changed', 'systemAdmin', async ({ api }) => {
    const shipped = readFileSync(`${checkout}config/policies/villager-problem.yaml`, 'utf8');
    const policy = shipped.replace('clearance: 5wd', 'clearance: 6wd');
    return api.call('systemAdmin', 'POST', '/v1/policies', { body: { policy } });
  }),
  story('/v1/demo/clock POST', 'configuration-changed', 'supervisor', ({ api }) =>
    api.call('supervisor', 'POST', '/v1/demo/clock', { body: { advance: '1min' } }),
  ),
  story('/v1/audit GET', 'audit-read', 'auditAdmin', ({ api }) => api.call('auditAdmin', 'GET', '/v1/audit')),
];

/** Kinds whose story is told at length elsewhere: that file names the kind. */
const toldElsewhere: Readonly<Record<string, string>> = {
  'locked-out': 'integration/signing-in',
  'access-refused': 'integration/second-factor',
  'attachment-infected': 'integration/attachments-scanned',
  'key-rotated': 'faults/key-rotation-killed',
  'personal-data-anonymised': 'integration/retention',
  'export-decided': 'integration/exports',
  'regions-changed': 'integration/region-editions',
  'log-sealed-elsewhere': 'integration/verify-audit-by-command',
};

/** Routes that change something and have no story here: the kind that they leave by the same use case as one that has, or is told elsewhere. */
const sameMechanism: Readonly<Record<string, string>> = {
  '/v1/case-types POST': 'configuration-changed',
  '/v1/case-types/:code/migrations POST': 'configuration-changed',
  '/v1/case-types/:code/versions/:id/activation POST': 'configuration-changed',
  '/v1/case-types/:code/versions/:id/activation DELETE': 'configuration-changed',
  '/v1/policies/:code/versions/:id/activation POST': 'configuration-changed',
  '/v1/policies/:code/versions/:id/activation DELETE': 'configuration-changed',
  '/v1/calendars/:code/versions/:id/activation POST': 'configuration-changed',
  '/v1/calendars/:code/versions/:id/activation DELETE': 'configuration-changed',
  '/v1/absences/:id/end POST': 'people-changed',
  '/v1/accounts POST': 'account-changed',
  '/v1/accounts/:id/enable POST': 'account-changed',
  '/v1/accounts/:id/password-reset POST': 'account-changed',
  '/v1/accounts/:id/unlock POST': 'account-changed',
  '/v1/accounts/:id/tokens/:token DELETE': 'token-revoked',
  '/v1/me/recovery-codes POST': 'second-factor-changed',
  '/v1/me/second-factor DELETE': 'second-factor-changed',
  '/v1/me/sessions DELETE': 'signed-out',
  '/v1/me/sessions/:id DELETE': 'signed-out',
  '/v1/exports/:id/decision POST': 'export-decided',
  '/v1/region-editions POST': 'regions-changed',
  '/v1/exports/:id/file GET': 'exported',
  '/v1/persons/:id PATCH': 'people-changed',
  ...Object.fromEntries(
    ['organisations', 'postings', 'links', 'duty-roster'].flatMap((register) => [
      [`/v1/${register} POST`, 'people-changed'],
      [`/v1/${register}/:id PATCH`, 'people-changed'],
      [`/v1/${register}/:id/end POST`, 'people-changed'],
    ]),
  ),
};

/** Routes that are no reading and yet change nothing that must be answered for. */
const nothingToAnswerFor: Readonly<Record<string, string>> = {
  '/v1/deadlines POST': 'computes and forgets',
  '/v1/cases/similar POST':
    'a question: what is written so far stands in its body, because it is no word for an address',
  '/v1/inbox/:id/read POST': 'one’s own mark on one’s own message: recording it would be keeping watch',
  ...Object.fromEntries(
    ['/v1/saved-views POST', '/v1/saved-views/:id PUT', '/v1/saved-views/:id DELETE'].map((route) => [
      route,
      'a question under a name, one’s own; whom it is shared with sees no more cases than before',
    ]),
  ),
  '/v1/me/second-factor POST': 'a secret that counts only once it is confirmed',
};

describe('everything that must be answered for is in the audit', () => {
  let hero: Heroes;
  beforeAll(async () => {
    const api = await startApi();
    await givePassword(api, 'clerk');
    await api.dataSource.query(`UPDATE posting SET role = 'security-admin' WHERE person_id = $1`, [
      personId('secondOfOffice'),
    ]);
    hero = { api, visitor: await visit(api, 'clerk'), known: new Map() };
  });
  afterAll(() => hero.api.stop());

  /** What was added to both tables behind these ids. */
  const added = async (behind: { log: string; events: string }) =>
    (await hero.api.dataSource.query(
      `SELECT kind, person_id AS "by", account_id AS account, county_code AS county FROM audit_log WHERE id > $1
        UNION ALL SELECT $3, actor_person_id, NULL, county_code FROM case_event WHERE id > $2 AND actor_kind = 'person'`,
      [behind.log, behind.events, anEvent],
    )) as { kind: string; by: string | null; account: string | null; county: string | null }[];
  const lastIds = async () => {
    const [ids] = (await hero.api.dataSource.query(
      'SELECT (SELECT COALESCE(max(id), 0) FROM audit_log) AS log, (SELECT COALESCE(max(id), 0) FROM case_event) AS events',
    )) as [{ log: string; events: string }];
    return ids;
  };

  it.each(stories.map((one) => [one.route, one.leaves, one] as const))(
    '%s leaves: %s',
    async (_route, _leaves, one) => {
      const before = await lastIds();
      const { status, body } = await one.tell(hero);
      if (one.status === undefined) expect([body, status < 300]).toEqual([body, true]);
      else expect(status).toBe(one.status);
      const found = (await added(before)).filter(({ kind }) => kind === one.leaves);
      expect(found.length).toBeGreaterThan(0);
      if (one.by === null) return;
      // what is done beside cases names the account too; their own events, and ledgers that a worker may finish, the human
      const namesThePerson = one.leaves === anEvent || one.route === '/v1/ledger-imports POST';
      const account = namesThePerson ? null : accountId(one.by);
      expect(found[0]).toMatchObject({ by: personId(one.by), account, county });
    },
  );

  it('leaves nothing of what was refused to somebody who may not', async () => {
    const before = await lastIds();
    const { api } = hero;
    expect((await api.call('clerk', 'POST', '/v1/persons', { body: { name: '演示·某人' } })).status).toBe(403);
    expect((await api.call('systemAdmin', 'POST', '/v1/organisations', { body: { name: '' } })).status).toBe(422);
    expect((await api.call('clerk', 'PUT', '/v1/county-settings', { body: { unitRankings: false } })).status).toBe(403);
    expect((await added(before)).filter(({ kind }) => /changed|imported|exported/.test(kind))).toEqual([]);
  });

  it('knows of every route that changes something what it leaves, or why it leaves nothing', () => {
    const told = new Set(stories.map(({ route }) => route));
    const changing = routesOf(ApiModule).filter(({ method }) => method !== 'GET').map(keyOf); // prettier-ignore
    const answered = [...told, ...Object.keys(sameMechanism), ...Object.keys(nothingToAnswerFor)];
    expect(changing.filter((route) => !answered.includes(route))).toEqual([]);
    const all = routesOf(ApiModule).map(keyOf);
    expect(answered.filter((route) => !all.includes(route))).toEqual([]);
  });

  it('knows of every reading whether it shows somebody whole or hands out a file, and then what it leaves', () => {
    const silent = Object.values(readWithoutTrace).flat().map((path) => `${path} GET`); // prettier-ignore
    const told = [...stories.map(({ route }) => route), ...Object.keys(sameMechanism)];
    const readings = routesOf(ApiModule).filter(({ method }) => method === 'GET').map(keyOf); // prettier-ignore
    expect(readings.filter((route) => !told.includes(route) && !silent.includes(route))).toEqual([]);
    expect(silent.filter((route) => !readings.includes(route) || told.includes(route))).toEqual([]);
    // a template is empty; every other file leaves an entry
    const files = readings.filter((route) => /\.xlsx |\/file /.test(route) && !route.includes('-templates'));
    expect(files.length).toBeGreaterThan(4);
    expect(files.filter((route) => silent.includes(route))).toEqual([]);
  });

  it('has seen every kind of entry, here or where its subject is told', () => {
    const source = readFileSync(`${checkout}libs/engine/src/ports/audit-log.ts`, 'utf8');
    const kinds = [...source.matchAll(/^ {2}\| '([\w-]+)'/gm)].map(([, kind]) => kind!);
    expect(kinds.length).toBeGreaterThan(20);
    const seen = stories.map(({ leaves }) => leaves);
    expect(kinds.filter((kind) => !seen.includes(kind) && !(kind in toldElsewhere))).toEqual([]);
    for (const kind of Object.values(sameMechanism)) expect([...kinds]).toContain(kind);
    for (const [kind, place] of Object.entries(toldElsewhere)) {
      const file = `${checkout}test/${place}.spec.ts`;
      expect([place, existsSync(file) && readFileSync(file, 'utf8').includes(kind)]).toEqual([place, true]);
    }
  });
});

/** `status`: the answer that is expected; without one, a success. */
function story(route: string, leaves: Trace, by: PersonName | null, tell: Story['tell'], status?: number): Story {
  return { route, leaves, by, tell, status };
}
