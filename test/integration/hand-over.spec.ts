import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import readXlsx from 'read-excel-file/node';
import { HandOver } from '#engine';
import { PgBusinessClock } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { foldedAndStored } from '../support/api/folded.js';
import { county, idOf, type PersonName, village } from '../support/api/seed-county.js';
import { marksOf } from '../support/ledgers/unzipped.js';
import { accountId } from '../support/sign-in/sign-in.js';

const problem = {
  type: 'villager-problem',
  title: '水渠漏水',
  text: '村口水渠漏水',
  villageCode: village,
  category: 'farmland-irrigation',
  urgency: 'normal',
};
const now = '2026-11-23T09:00:00+08:00';

describe('a hand-over', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ from: now });
  });
  afterAll(() => api.stop());

  const handOver = (by: PersonName, of: PersonName, body: object, headers = {}) =>
    api.call(by, 'POST', `/v1/persons/${personId(of)}/hand-over`, { body, headers });
  const opened = async () => (await api.call('clerk', 'POST', '/v1/cases', { body: problem })).body.id as string;
  const dispatched = async (handler: PersonName = 'waterHandler') => {
    const id = await opened();
    await api.act('townshipOffice', id, 'accept', { category: 'roads', urgency: 'normal', tier: 'A' });
    await api.act('countyOffice', id, 'dispatch', { lead: unitId('water'), handler: personId(handler) });
    return id;
  };
  const caseOf = async (id: string) => (await api.get('chief', `/v1/cases/${id}`)).body;
  const query = async (sql: string, values: unknown[] = []) =>
    (await api.dataSource.query(sql, values)) as Record<string, unknown>[];
  it('is entered by an administrator, of work alone by the county office too, and by nobody else', async () => {
    const to = { successorId: personId('roadsHandler') };
    expect((await handOver('clerk', 'waterHandler', to)).status).toBe(403);
    expect((await handOver('waterHead', 'waterHandler', to)).status).toBe(403);
    const office = await handOver('countyOffice', 'waterHandler', to);
    expect([office.status, office.body.code]).toEqual([403, 'postings-need-an-administrator']);
    expect(
      (await api.call('systemAdmin', 'POST', `/v1/persons/${unitId('water')}/hand-over`, { body: to })).status,
    ).toBe(404);
    expect((await handOver('systemAdmin', 'waterHandler', { ...to, takers: { x: 1 } })).status).toBe(422);
    expect((await handOver('systemAdmin', 'waterHandler', { ...to, at: '2026-11-22T09:00:00+08:00' })).body.code).toBe(
      'hand-over-past',
    );
  });

  it('says beforehand what it would do, and changes nothing', async () => {
    const id = await dispatched();
    const foreseen = await handOver('systemAdmin', 'waterHandler', {
      successorId: personId('roadsHandler'),
      dryRun: true,
    });
    expect([foreseen.status, foreseen.body]).toEqual([
      200,
      {
        dryRun: true,
        counts: {
          handler: 1,
          leader: 0,
          decliner: 0,
          'project-leader': 0,
          applicant: 0,
          posting: 1,
          link: 0,
          duty: 0,
          cases: 1,
        },
        postings: [{ id: idOf(`${county}/posting of waterHandler`), successorId: personId('roadsHandler') }],
        links: [],
        duties: [],
      },
    ]);
    expect((await caseOf(id)).lead.person.id).toBe(personId('waterHandler'));
    expect(await query('SELECT FROM hand_over')).toEqual([]);
  });

  it('moves posting, cases and orders at one instant, tells the successor once, and writes the sheet', async () => {
    const ids = [await dispatched(), await dispatched()];
    const before = await caseOf(ids[0]!);
    const done = await handOver('systemAdmin', 'waterHandler', { successorId: personId('roadsHandler') });
    expect([done.status, done.body]).toEqual([201, { dryRun: false, id: expect.any(String), state: 'done' }]);

    const after = await caseOf(ids[0]!);
    expect(after.lead.person).toEqual({ id: personId('roadsHandler'), name: '演示·roadsHandler' });
    expect(after.dueAt).toBe(before.dueAt);
    expect(after.version).toBe(before.version + 1);
    expect(after.events.at(-1)).toMatchObject({ kind: 'hand-over', actor: { personId: personId('systemAdmin') } });
    for (const id of ids) {
      const { folded, stored } = await foldedAndStored(api, id);
      expect(folded).toEqual(stored);
    }
    // the predecessor's posting ended at the instant at which the successor's began
    const postings = await query(
      `SELECT person_id, from_at, to_at FROM posting WHERE organisation_id = $1 AND role = 'handler' ORDER BY from_at`,
      [unitId('water')],
    );
    expect(postings.map(({ person_id }) => person_id)).toEqual([personId('waterHandler'), personId('roadsHandler')]);
    expect(postings[0]!.to_at).toEqual(new Date(now));
    expect(postings[1]!.from_at).toEqual(new Date(now));
    expect((await api.get('waterHandler', `/v1/cases/${ids[0]}`)).status).toBe(403);
    expect((await api.get('roadsHandler', `/v1/cases/${ids[0]}`)).status).toBe(200);

    const { body: inbox } = await api.get('roadsHandler', '/v1/inbox');
    expect(inbox.items.filter(({ kind }: { kind: string }) => kind === 'hand-over')).toMatchObject([
      { text: 'Handed over to you: 3 cases; see the hand-over sheet', cases: 3, handOverId: done.body.id, case: null },
    ]);
    const [audit] = await query(
      `SELECT subject_id, data->'counts'->>'cases' AS cases FROM audit_log WHERE kind = 'handed-over'`,
    );
    expect(audit).toEqual({ subject_id: personId('waterHandler'), cases: '3' });

    const sheet = await api.get('countyOffice', `/v1/hand-overs/${done.body.id}`);
    expect(sheet.body).toMatchObject({
      person: { id: personId('waterHandler'), name: '演示·waterHandler' },
      enteredBy: { id: personId('systemAdmin') },
      at: now,
      state: 'done',
      counts: [
        { kind: 'handler', count: 3, successor: { id: personId('roadsHandler') } },
        { kind: 'posting', count: 1 },
      ],
    });
    const line = sheet.body.items.find((one: { case: { id: string } | null }) => one.case?.id === ids[0]);
    expect(line).toMatchObject({
      kindLabel: 'Case as handler',
      case: { number: before.number },
      stateLabel: before.stateLabel,
      dueAt: before.dueAt,
      successor: '演示·roadsHandler',
    });
    const paged = await api.get('countyOffice', `/v1/hand-overs/${done.body.id}?limit=3`);
    const rest = await api.get('countyOffice', `/v1/hand-overs/${done.body.id}?cursor=${paged.body.nextCursor}`);
    expect([...paged.body.items, ...rest.body.items]).toEqual(sheet.body.items);

    // those who gave and took may read it, others do not learn that there is one
    expect((await api.get('roadsHandler', `/v1/hand-overs/${done.body.id}`)).status).toBe(200);
    expect((await api.get('waterHead', `/v1/hand-overs/${done.body.id}`)).status).toBe(404);
    expect((await api.get('waterHead', '/v1/hand-overs')).body.items).toEqual([]);

    const response = await fetch(`${api.url}/api/v1/hand-overs/${done.body.id}/sheet.xlsx`, {
      headers: { authorization: `Bearer ${await api.tokenOf('countyOffice')}`, 'accept-language': 'zh' },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const [excel] = await readXlsx(bytes);
    const cells = excel!.data as unknown[][];
    expect(cells[0]![0]).toBe('交接单(合成数据)');
    expect(cells[1]).toEqual([
      '移交人',
      '演示·waterHandler',
      '交接时间',
      '2026-11-23 09:00',
      '登记人',
      '演示·systemAdmin',
    ]);
    const mark = `合成数据 · 演示·countyOffice 于 2026-11-23 09:00 导出,仅限工作使用,不得转发(${done.body.id.slice(-12)})`;
    expect(cells.pop()![0]).toBe(mark);
    expect(await marksOf(bytes)).toEqual({ above: mark, below: mark, title: mark, by: '演示·countyOffice' });
    expect(cells.slice(3).map(([, kind]) => kind)).toEqual(['承办的案件', '承办的案件', '承办的案件', '岗位']);
    expect(cells.slice(3).map(([, , what]) => what)).toContain(before.number);
    expect(
      await query(`SELECT person_id, account_id FROM audit_log WHERE kind = 'exported' AND subject_id = $1`, [
        done.body.id,
      ]),
    ).toEqual([{ person_id: personId('countyOffice'), account_id: accountId('countyOffice') }]);
  });

  it('says of a case that its reader does not see only that one went over', async () => {
    const [open, secret] = [await dispatched('roadsHandler'), await dispatched('roadsHandler')];
    const [{ number }] = (await query('SELECT number FROM cases WHERE id = $1', [secret])) as [{ number: string }];
    const body = { successorId: personId('waterHead'), cases: 'all', ends: [], links: [], duties: [] };
    const done = await handOver('systemAdmin', 'roadsHandler', body);
    expect(done.status).toBe(201);
    await query('UPDATE cases SET accused_organisation_id = $2, confidential = true WHERE id = $1', [secret, unitId('office')]); // prettier-ignore
    const path = `/v1/hand-overs/${done.body.id}`;
    const lines = async (by: PersonName) =>
      ((await api.get(by, path)).body.items as { kind: string; case: { id: string } | null }[]).filter(({ kind }) => kind === 'handler'); // prettier-ignore
    const cases = async (by: PersonName) => (await lines(by)).map((line) => line.case?.id ?? null);

    expect(await cases('waterHead')).toEqual(expect.arrayContaining([open, secret]));
    expect(await cases('countyOffice')).toEqual(expect.arrayContaining([open, null]));
    expect(new Set(await cases('systemAdmin'))).toEqual(new Set([null]));
    expect((await lines('countyOffice')).find((line) => line.case === null)).toEqual({
      ...{ kind: 'handler', kindLabel: 'Case as handler', successor: '演示·waterHead' },
      ...{ what: null, case: null, state: null, stateLabel: null, dueAt: null },
    });
    for (const by of ['countyOffice', 'systemAdmin'] as const) {
      const pages = [
        await api.get(by, path),
        await api.get(by, `${path}?limit=1`),
        await api.get(by, `${path}?limit=2`),
      ];
      for (const page of pages) expect(JSON.stringify(page.body)).not.toMatch(new RegExp(`${secret}|${number}`));
      const response = await fetch(`${api.url}/api${path}/sheet.xlsx`, {
        headers: { authorization: `Bearer ${await api.tokenOf(by)}`, 'accept-language': 'en' },
      });
      const [excel] = await readXlsx(Buffer.from(await response.arrayBuffer()));
      expect(JSON.stringify(excel!.data)).not.toContain(number);
      expect(JSON.stringify(excel!.data)).toContain('(not yours to see)');
    }
    await query('UPDATE cases SET accused_organisation_id = NULL, confidential = false WHERE id = $1', [secret]);
    const back = { ...body, successorId: personId('roadsHandler') };
    expect((await handOver('systemAdmin', 'waterHead', back)).status).toBe(201);
    await query('UPDATE cases SET open = false WHERE id = ANY($1)', [[open, secret]]);
  });

  it('moves a leader’s link and list; the cases of the village stay with one accountable leader', async () => {
    const id = await dispatched('waterHead');
    expect((await caseOf(id)).leader.id).toBe(personId('leader'));
    const refused = await handOver('systemAdmin', 'leader', {
      ends: [],
      successorId: personId('waterHead'),
      cases: 'all',
    });
    expect([refused.status, refused.body.problem.code]).toEqual([409, 'successor-is-no-leader']);

    const link = idOf(`${county}/link of leader`);
    const done = await handOver('countyOffice', 'leader', {
      ends: [],
      links: [link],
      successorId: personId('otherLeader'),
    });
    expect(done.status).toBe(201);
    expect((await caseOf(id)).leader.id).toBe(personId('otherLeader'));
    const links = await query(
      `SELECT person_id, principal FROM link WHERE village_code = $1 AND role = 'leader' AND to_at = 'infinity'`,
      [village],
    );
    expect(links).toEqual([{ person_id: personId('otherLeader'), principal: true }]);
    const list = await api.get('otherLeader', '/v1/priority-lists/leaders/me');
    expect(list.body.items.map((one: { id: string }) => one.id)).toContain(id);
    expect((await api.get('leader', '/v1/priority-lists/leaders/me')).body.items).toEqual([]);
  });

  it('moves what waits for a decision, and neither who applied nor who took it over decides it', async () => {
    const id = await opened();
    await api.act('townshipOffice', id, 'decline', { reason: 'unclear', channel: 'none' });
    const application = (await caseOf(id)).applications[0].id as string;
    const done = await handOver('countyOffice', 'townshipOffice', {
      ends: [],
      cases: 'all',
      successorId: personId('secondOfOffice'),
    });
    expect(done.status).toBe(201);
    for (const one of ['townshipOffice', 'secondOfOffice'] as const) {
      const own = await api.act(one, id, 'decide', { application, agree: true });
      expect([own.status, own.body.reason]).toEqual([409, 'second-person-must-differ']);
    }
    expect((await api.act('countyOffice', id, 'decide', { application, agree: true })).status).toBe(200);
    const { body } = await api.get('secondOfOffice', '/v1/inbox?limit=1');
    expect(body.items[0].because).toBe('You receive this because you are the applicant.');
    // declined in the end in the name of who took it over: the case waits there
    expect((await caseOf(id)).waitsOn).toEqual({ party: 'decliner', personIds: [personId('secondOfOffice')] });
    const { folded, stored } = await foldedAndStored(api, id);
    expect(folded).toEqual(stored);
  });

  it('passes what is left of a duty on, and what is entered for later', async () => {
    await query(
      `INSERT INTO duty_roster (id, county_code, person_id, region_code, role, from_at, to_at) VALUES
         ('00000000-0000-7000-8000-0000000000d1', $1, $2, $1, 'officer', '2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z'),
         ('00000000-0000-7000-8000-0000000000d2', $1, $2, $1, 'officer', '2026-11-26T00:00:00Z', '2026-11-27T00:00:00Z')`,
      [county, personId('roadsHead')],
    );
    const duties = ['00000000-0000-7000-8000-0000000000d1', '00000000-0000-7000-8000-0000000000d2'];
    expect(
      (await handOver('countyOffice', 'roadsHead', { ends: [], duties, successorId: personId('waterHead') })).status,
    ).toBe(201);
    const rows = await query(
      `SELECT person_id, from_at, to_at FROM duty_roster WHERE role = 'officer' ORDER BY from_at, person_id`,
    );
    const at = (text: string) => new Date(text);
    expect(rows).toEqual([
      { person_id: personId('roadsHead'), from_at: at('2026-11-23T00:00:00Z'), to_at: at(now) },
      { person_id: personId('waterHead'), from_at: at(now), to_at: at('2026-11-24T00:00:00Z') },
      { person_id: personId('waterHead'), from_at: at('2026-11-26T00:00:00Z'), to_at: at('2026-11-27T00:00:00Z') },
    ]);
  });

  it('lets the last county supervisor leave only when somebody takes over, and says so in both languages', async () => {
    const alone = await handOver('systemAdmin', 'supervisor', {}, { 'accept-language': 'zh' });
    expect([alone.status, alone.body.problem.code, alone.body.detail]).toEqual([
      409,
      'last-supervisor',
      '这是本县最后一位在岗督查,离岗前请先指定接手的人。',
    ]);
    const english = await handOver('systemAdmin', 'supervisor', {});
    expect(english.body.detail).toContain('name a successor first');
    // of two in the office one may leave; the other may not
    expect(
      (
        await handOver('systemAdmin', 'secondOfOffice', {
          ends: [idOf(`${county}/posting of secondOfOffice`)],
          successorId: personId('countyOffice'),
        })
      ).status,
    ).toBe(201);
    expect((await handOver('systemAdmin', 'countyOffice', {})).body.problem.code).toBe('last-county-office');
    expect((await handOver('systemAdmin', 'supervisor', { successorId: personId('secretary') })).status).toBe(201);
    expect((await api.get('secretary', '/v1/supervision-orders')).status).toBe(200);
  });

  it('refuses successors who could not do it', async () => {
    await new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from('2026-11-23T09:01:00+08:00'));
    const code = async (body: object, of: PersonName = 'roadsHandler') =>
      (await handOver('systemAdmin', of, body)).body.problem?.code;
    expect(await code({ successorId: personId('roadsHandler') })).toBe('hands-over-to-oneself');
    expect(await code({ successorId: personId('systemAdmin') })).toBe('administrators-stay-apart');
    expect(await code({ successorId: personId('waterHandler'), ends: [], cases: 'all' })).toBe(
      'successor-without-posting',
    );
    expect(await code({ successorId: personId('clerk'), ends: [], cases: 'all' })).toBe('successor-outside-the-unit');
    expect(await code({ ends: [unitId('nothing')] })).toBe('not-held');
    expect(await code({ ends: [] })).toBe('nothing-to-hand-over');
  });

  it('dated ahead ends the postings then, and moves the cases when the instant has come', async () => {
    const id = await dispatched('waterHead');
    const at = '2026-11-25T00:00:00+08:00';
    const planned = await handOver('systemAdmin', 'waterHead', { successorId: personId('roadsHead'), at });
    expect([planned.status, planned.body.state]).toEqual([201, 'planned']);
    expect(await api.app.get(HandOver).untilNoneAreDue()).toBe(0);
    expect((await caseOf(id)).lead.person.id).toBe(personId('waterHead'));
    await new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from('2026-11-25T00:00:03+08:00'));
    expect(await api.app.get(HandOver).untilNoneAreDue()).toBe(1);
    const [ended] = await query(`SELECT to_at FROM posting WHERE id = $1`, [idOf(`${county}/posting of waterHead`)]);
    expect(ended!.to_at).toEqual(new Date(at));
    const { body } = await api.get('secretary', `/v1/cases/${id}`);
    expect(body.lead.person.id).toBe(personId('roadsHead'));
    expect((await api.get('systemAdmin', `/v1/hand-overs/${planned.body.id}`)).body.state).toBe('done');
  });
});
