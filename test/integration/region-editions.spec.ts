import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { always, type CaseEvent, fold } from '#domain';
import { MoveToSuccessors, wholeCounty } from '#engine';
import { PgCaseStore, PgDefinitions, PgTransactions } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { ledgerFile } from '../support/ledgers/ledger-file.js';
import { sendLedger } from '../support/ledgers/send-ledger.js';
import { county, type PersonName, village, villageElsewhere } from '../support/api/seed-county.js';

const heading = 'code,name,short_name,kind,urban_rural_class,valid_from,valid_to,successor_code';

interface Row {
  code: string;
  name: string;
  short_name: string | null;
  kind: string;
  urban_rural_class: string | null;
}

/** The small county's divisions are those of 罗源县; editions here are invented from them. */
describe('editions of the divisions over HTTP', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  }, 30_000);
  afterAll(() => api.stop());

  const query = <T>(sql: string, values: unknown[] = []) => api.dataSource.query(sql, values) as Promise<T[]>;
  const inForce = (day: string) =>
    query<Row>(
      `SELECT code, name, short_name, kind, urban_rural_class FROM region
        WHERE county_code = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) ORDER BY code`,
      [county, day],
    );

  /** A file of what is in force, changed. */
  async function edition(day: string, change: (rows: Row[]) => Row[], asOf = day): Promise<string> {
    const rows = change(await inForce(asOf));
    const cells = rows.map((row) => [
      ...[row.code, row.name, row.short_name ?? '', row.kind, row.urban_rural_class ?? '', day, '', ''],
    ]);
    return [heading, ...cells.map((row) => row.join(','))].join('\n');
  }

  function send(
    file: string,
    fields: Record<string, string>,
    { by = 'systemAdmin', language = 'en' }: { by?: PersonName; language?: string } = {},
  ) {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set('file', new Blob([file]), 'edition.csv');
    return api.call(by, 'POST', '/v1/region-editions', { body, headers: { 'accept-language': language } });
  }

  async function open(villageCode: string, title: string, by: PersonName = 'clerk'): Promise<string> {
    const fields = { type: 'villager-problem', villageCode, title, text: title, category: 'roads', urgency: 'normal' };
    const answer = await api.call(by, 'POST', '/v1/cases', { body: fields });
    expect([answer.status, answer.body.code]).toEqual([201, undefined]);
    return answer.body.id as string;
  }

  /** The facts that the log of a case folds to, and those of its row. */
  async function foldedAndStored(id: string) {
    return api.app.get(PgTransactions).read(async (tx) => {
      const record = (await api.app.get(PgCaseStore).read(tx, id, wholeCounty(county)))!;
      const { type } = await api.app.get(PgDefinitions).ofVersion(tx, county, record.typeVersionId);
      const rows = await query<Record<string, unknown>>('SELECT * FROM case_event WHERE case_id = $1 ORDER BY id', [
        id,
      ]);
      const events = rows.map((row): CaseEvent => ({
        kind: String(row.kind),
        at: Temporal.Instant.fromEpochMilliseconds((row.at as Date).getTime()),
        actor: {
          kind: row.actor_kind as 'person',
          personId: row.actor_person_id as string | null,
          postingId: row.actor_posting_id as string | null,
        },
        from: row.from_state as string | null,
        to: String(row.to_state),
        data: row.data as Record<string, unknown>,
      }));
      return { folded: JSON.stringify(fold(type, events)), stored: JSON.stringify(record.facts), record };
    });
  }

  const moved = '350123103301';
  const recode = (rows: Row[]) => rows.map((row) => (row.code === village ? { ...row, code: moved } : row));

  it('are for the system administrator alone', async () => {
    const file = await edition('2026-11-23', (rows) => rows);
    expect((await send(file, { validFrom: '2026-11-23' }, { by: 'countyOffice' })).status).toBe(403);
    expect((await send(file, { validFrom: '2026-11-23' }, { by: 'supervisor' })).status).toBe(403);
    expect((await api.get('clerk', '/v1/region-editions')).status).toBe(403);
    expect((await api.get('countyOffice', '/v1/region-editions')).status).toBe(200);
  });

  it('begin with rows that are open to the past', async () => {
    expect(
      await query('SELECT count(*)::int AS n FROM region WHERE county_code = $1 AND valid_from > $2', [
        county,
        '2023-06-30',
      ]),
    ).toEqual([{ n: 0 }]);
    const [first] = await query<{ valid_from: string }>('SELECT valid_from FROM region WHERE code = $1', [village]);
    expect(first!.valid_from).toBe(always);
    expect((await inForce('1999-01-01')).length).toBe((await inForce('2023-06-29')).length);
  });

  it('tell every problem of a file, in both languages, and of the fields beside it', async () => {
    const broken = `${heading}\n350123,罗源县,,county,,2026-11-23,,\n3501231,甲,,hamlet,,2026-11-23,,`;
    const zh = await send(broken, { validFrom: '2026-11-23' }, { language: 'zh' });
    expect([zh.status, zh.body.code, zh.body.title]).toEqual([422, 'bad-edition', '这个区划文件不能读取']);
    expect(zh.body.problems).toEqual([
      { line: 3, column: 'code', code: 'bad-code', value: '3501231', reason: '代码应为 6、9 或 12 位数字' },
      { line: 3, column: 'kind', code: 'unknown-kind', value: 'hamlet', reason: '不认识这种类型' },
    ]);
    expect((await send('nonsense', { validFrom: '2026-11-23' })).body.code).toBe('bad-edition');
    expect((await send('[1, 2]', { validFrom: '2026-11-23' })).body.code).toBe('bad-edition');
    const file = await edition('2026-11-23', (rows) => rows);
    for (const [fields, rule] of [
      [{}, 'required'],
      [{ validFrom: '2026-02-30' }, 'bad-date'],
      [{ validFrom: '2026-11-23', decisions: '[1]' }, 'not-decisions'],
      [{ validFrom: '2026-11-23', decisions: '{"1":{"successors":1}}' }, 'not-decisions'],
      [{ validFrom: '2026-11-23', dryRun: 'maybe' }, 'enum'],
    ] as const) {
      const answer = await send(file, fields);
      expect([answer.status, answer.body.errors[0].code]).toEqual([422, rule]);
    }
  });

  it('that change nothing say so, and write nothing', async () => {
    const answer = await send(await edition('2026-11-23', (rows) => rows), { validFrom: '2026-11-23' });
    expect([answer.status, answer.body.state, answer.body.changes]).toEqual([200, 'unchanged', []]);
    expect(await query('SELECT * FROM region_edition')).toEqual([]);
  });

  it('look before they leap: a dry run tells what hangs on each code, and changes nothing', async () => {
    await open(village, '路灯不亮了');
    const before = await query('SELECT * FROM region ORDER BY code, valid_from');
    const answer = await send(await edition('2026-11-23', recode), { validFrom: '2026-11-23', dryRun: 'true' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      dryRun: true,
      counts: { recoded: 1, new: 1 },
      needsDecision: [],
      changes: [
        {
          ...{ code: village, kind: 'recoded', successor: moved, by: 'name', label: 'recoded' },
          hanging: { cases: 1, links: 2, postings: 2, duties: 0, organisations: 0 },
        },
        { code: moved, kind: 'new' },
      ],
    });
    expect(await query('SELECT * FROM region ORDER BY code, valid_from')).toEqual(before);
  });

  it('carry open cases, links and postings of a recoded village to its new code, and keep what was', async () => {
    const id = await open(village, '水渠又漏水');
    const archived = await open(village, '桥面有破损');
    await query(`UPDATE cases SET open = false WHERE id = $1`, [archived]);
    const before = await foldedAndStored(id);
    const answer = await send(await edition('2026-11-23', recode), { validFrom: '2026-11-23' });
    expect([answer.status, answer.body.state, answer.body.casesMoved]).toEqual([201, 'done', 2]);
    expect(answer.headers.get('location')).toBe(`/api/v1/region-editions/${answer.body.id}`);

    const after = await foldedAndStored(id);
    expect(after.record.facts.villageCode).toBe(moved);
    expect(JSON.parse(after.folded)).toEqual(JSON.parse(after.stored));
    expect(JSON.stringify(after.record.clocks)).toBe(JSON.stringify(before.record.clocks));
    expect(await query('SELECT village_code FROM cases WHERE id = ANY($1) ORDER BY 1', [[id, archived]])).toEqual([
      { village_code: village },
      { village_code: moved },
    ]);
    expect(await query('SELECT code, valid_to, successor_code FROM region WHERE code = $1', [village])).toEqual([
      { code: village, valid_to: '2026-11-23', successor_code: moved },
    ]);

    // the leader is linked there now, was linked here until now, and the clerk still sees the case
    const links = await query<{ village_code: string; principal: boolean; open: boolean }>(
      `SELECT village_code, principal, to_at = 'infinity' AS open FROM link WHERE person_id = $1 ORDER BY from_at`,
      [personId('leader')],
    );
    expect(links).toEqual([
      { village_code: village, principal: true, open: false },
      { village_code: moved, principal: true, open: true },
    ]);
    expect((await api.get('clerk', `/v1/cases/${id}`)).status).toBe(200);
    expect((await api.get('clerk', '/v1/me')).body.postings).toMatchObject([
      { role: 'village-clerk', regionCode: moved },
    ]);
    const told = (await api.get('countyOffice', `/v1/cases/${id}`)).body.events.at(-1);
    expect(told).toMatchObject({ kind: 'village-moved', actor: { personId: personId('systemAdmin') } });

    const entries = await query(
      `SELECT person_id, subject_id, data->>'step' AS step FROM audit_log WHERE kind = 'regions-changed' ORDER BY id`,
    );
    expect(entries).toEqual(
      ['entered', 'registers-moved'].map((step) => ({
        person_id: personId('systemAdmin'),
        subject_id: answer.body.id,
        step,
      })),
    );
  });

  it('are known to ledgers: a matter of the past is found under the old code, and stands under the new one', async () => {
    const row = { township: '中房镇', village: '下湖村', category: '水利', urgency: '一般' };
    const file = await ledgerFile([
      { ...row, registered: '2026-11-02', title: '旧渠漏水要修' },
      { ...row, registered: '2026-11-03', completed: '2026-11-10', title: '旧路塌方要修' },
    ]);
    const answer = await sendLedger(api, file);
    expect(answer.body.rows).toMatchObject([
      { status: 'accepted', villageCode: village },
      { status: 'accepted', villageCode: village },
    ]);
    const ids = (answer.body.rows as { caseId: string }[]).map(({ caseId }) => caseId);
    const codes = await query('SELECT village_code, open FROM cases WHERE id = ANY($1) ORDER BY open', [ids]);
    expect(codes).toEqual([
      { village_code: village, open: false },
      { village_code: moved, open: true },
    ]);
    expect((await sendLedger(api, file)).body.counts).toMatchObject({ accepted: 0, duplicates: 2 });
    await query('UPDATE cases SET open = false WHERE id = ANY($1)', [ids]);
  });

  it('sent again, change nothing twice', async () => {
    const answer = await send(await edition('2026-11-23', (rows) => rows), { validFrom: '2026-11-23' });
    expect([answer.status, answer.body.state]).toEqual([200, 'unchanged']);
    const other = await send(await edition('2026-11-20', (rows) => rows.slice(0, -1), '2026-11-23'), {
      validFrom: '2026-11-20',
    });
    expect([other.status, other.body.code]).toEqual([409, 'later-edition']);
  });

  it('ask where they are not sure, and list the cases of a village that nobody inherits', async () => {
    const id = await open(villageElsewhere, '井盖被压坏', 'clerkElsewhere');
    const gone = await edition('2026-11-24', (rows) => rows.filter(({ code }) => code !== villageElsewhere));
    await api.call('systemAdmin', 'POST', '/v1/demo/clock', { body: { to: '2026-11-24T09:00:00+08:00' } });
    const asked = await send(gone, { validFrom: '2026-11-24' });
    expect([asked.status, asked.body.code, asked.body.needsDecision]).toEqual([
      409,
      'edition-decisions-needed',
      [villageElsewhere],
    ]);
    expect(await query(`SELECT * FROM region WHERE valid_from = '2026-11-24' OR valid_to = '2026-11-24'`)).toEqual([]);
    const wrong = await send(gone, {
      validFrom: '2026-11-24',
      decisions: JSON.stringify({ [villageElsewhere]: '350123999999' }),
    });
    expect([wrong.status, wrong.body.problems[0].code]).toEqual([422, 'unknown-successor']);

    const done = await send(gone, { validFrom: '2026-11-24', decisions: JSON.stringify({ [villageElsewhere]: [] }) });
    expect([done.status, done.body.state, done.body.casesMoved]).toEqual([201, 'done', 0]);
    // the administrator who entered it sees no cases: how many, and where
    const villages = [{ villageCode: villageElsewhere, count: 1 }];
    expect(done.body.stranded).toEqual({ count: 1, villages, items: [] });
    // and it can still be worked on: nothing of it was touched
    expect((await api.get('townshipElsewhere', `/v1/cases/${id}`)).body.state).toBe('registered');
    const read = async () => (await api.get('countyOffice', `/v1/region-editions/${done.body.id}`)).body.stranded;
    expect(await read()).toMatchObject({ count: 1, villages, items: [{ id, villageCode: villageElsewhere }] });
    await query('UPDATE cases SET accused_organisation_id = $2 WHERE id = $1', [id, unitId('office')]);
    expect(await read()).toEqual({ count: 1, villages, items: [] });
    await query('UPDATE cases SET accused_organisation_id = NULL WHERE id = $1', [id]);
  });

  it('merge villages: an incumbent principal leader stays, who comes is a plain one', async () => {
    await api.call('systemAdmin', 'POST', '/v1/demo/clock', { body: { to: '2026-11-25T09:00:00+08:00' } });
    const heir = '350123103202';
    const since = '2026-01-01T00:00:00Z';
    for (const [number, person, at, principal] of [
      [1, 'otherLeader', heir, true],
      [2, 'leader', heir, false],
    ] as const) {
      await query(
        `INSERT INTO link (id, county_code, person_id, village_code, role, principal, from_at)
         VALUES ('00000000-0000-7000-8000-00000000000${number}', $1, $2, $3, 'leader', $4, $5)`,
        [county, personId(person), at, principal, since],
      );
    }
    const file = await edition('2026-11-25', (rows) => rows.filter(({ code }) => code !== moved));
    const answer = await send(file, { validFrom: '2026-11-25', decisions: JSON.stringify({ [moved]: heir }) });
    expect([answer.status, answer.body.casesMoved]).toEqual([201, 2]);
    const now = await query(
      `SELECT person_id, principal FROM link WHERE village_code = $1 AND role = 'leader' AND to_at = 'infinity' ORDER BY principal`,
      [heir],
    );
    // the leader held both villages: one link is left of the two
    expect(now).toEqual([
      { person_id: personId('leader'), principal: false },
      { person_id: personId('otherLeader'), principal: true },
    ]);
    expect(
      await query('SELECT count(*)::int AS n FROM posting WHERE region_code = $1 AND to_at = $2', [heir, 'infinity']),
    ).toEqual([{ n: 2 }]);
  });

  it('of a day to come change the register now, and move the cases when the day is there', async () => {
    const heir = '350123103202';
    const [next] = [`350123103302`];
    const change = (rows: Row[]) => rows.map((row) => (row.code === heir ? { ...row, code: next } : row));
    const answer = await send(await edition('2026-12-01', change), { validFrom: '2026-12-01' });
    expect([answer.status, answer.body.state, answer.body.casesMoved]).toEqual([201, 'waiting', 0]);
    expect((await inForce('2026-11-30')).some(({ code }) => code === heir)).toBe(true);
    expect((await inForce('2026-12-01')).some(({ code }) => code === next)).toBe(true);
    expect(await query('SELECT count(*)::int AS n FROM cases WHERE village_code = $1 AND open', [heir])).toEqual([
      { n: 2 },
    ]);
    await api.call('systemAdmin', 'POST', '/v1/demo/clock', { body: { to: '2026-12-01T00:05:00+08:00' } });
    expect(await api.app.get(MoveToSuccessors).untilNoneWaits()).toBe(2);
    expect(await api.app.get(MoveToSuccessors).untilNoneWaits()).toBe(0);
    expect((await api.get('systemAdmin', `/v1/region-editions/${answer.body.id}`)).body).toMatchObject({
      state: 'done',
      casesMoved: 2,
    });
    expect(await query('SELECT count(*)::int AS n FROM cases WHERE village_code = $1 AND open', [next])).toEqual([
      { n: 2 },
    ]);
  });

  it('go on where a run was broken off', async () => {
    const [from, to] = ['350123103302', '350123103303'];
    await api.call('systemAdmin', 'POST', '/v1/demo/clock', { body: { to: '2026-12-02T09:00:00+08:00' } });
    const store = api.app.get(PgCaseStore);
    const save = store.save.bind(store);
    store.save = () => Promise.reject(new Error('the power is gone'));
    const file = await edition('2026-12-02', (rows) =>
      rows.map((row) => (row.code === from ? { ...row, code: to } : row)),
    );
    const broken = await send(file, { validFrom: '2026-12-02' });
    store.save = save;
    expect(broken.status).toBe(500);
    expect(await query('SELECT state FROM region_edition WHERE valid_from = $1', ['2026-12-02'])).toEqual([
      { state: 'waiting' },
    ]);
    expect(
      await query('SELECT count(*)::int AS n FROM link WHERE village_code = $1 AND to_at = $2', [to, 'infinity']),
    ).not.toEqual([{ n: 0 }]);
    expect(await api.app.get(MoveToSuccessors).untilNoneWaits()).toBe(2);
    expect(
      await query('SELECT count(*)::int AS n FROM link WHERE village_code = $1 AND to_at = $2 AND principal', [
        to,
        'infinity',
      ]),
    ).toEqual([{ n: 1 }]);
  });

  it('of a township that became a town take its villages and its posts along', async () => {
    const [was, now] = ['350123200', '350123106'];
    await api.call('systemAdmin', 'POST', '/v1/demo/clock', { body: { to: '2026-12-03T09:00:00+08:00' } });
    const file = await edition('2026-12-03', (rows) =>
      rows.map((row) =>
        row.code === was
          ? { ...row, code: now, name: '白塔镇', kind: 'town' }
          : row.code.startsWith(was)
            ? { ...row, code: now + row.code.slice(9) }
            : row,
      ),
    );
    const dry = await send(file, { validFrom: '2026-12-03', dryRun: 'true' });
    expect([dry.body.needsDecision, dry.body.counts.recoded, dry.body.counts.new]).toEqual([[], 15, 15]);
    const answer = await send(file, { validFrom: '2026-12-03' });
    expect([answer.status, answer.body.state]).toEqual([201, 'done']);
    expect((await api.get('townshipElsewhere', '/v1/me')).body.postings).toMatchObject([{ regionCode: now }]);
    const told = await query<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit_log WHERE kind = 'people-changed' AND data->>'edition' = $1`,
      [answer.body.id],
    );
    expect(told).toEqual([{ n: 2 }]);
  });
});
