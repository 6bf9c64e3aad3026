import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { ledgerFile, type WrittenRow } from '../support/ledgers/ledger-file.js';
import { sendLedger } from '../support/ledgers/send-ledger.js';

/** Synthetic rows, as all of this file's. */
const leak: WrittenRow = {
  registered: '2026-11-02',
  township: '中房镇',
  village: '下湖村',
  requester: '林某',
  phone: '19900000001',
  title: '水渠漏水',
  text: '村口水渠漏水,秧田进不了水',
  category: '水利',
  urgency: '一般',
};

describe('a ledger over HTTP', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ from: '2026-11-23T09:00:00+08:00' });
  });
  afterAll(() => api.stop());

  const count = async (table: string, where = 'true', ...parameters: unknown[]) => {
    const rows = await api.dataSource.query(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`, parameters);
    return (rows as { n: number }[])[0]!.n;
  };
  const send = async (rows: WrittenRow[], sending = {}) => sendLedger(api, await ledgerFile(rows), sending);
  const caseOf = async (row: { caseId: string }) => (await api.get('countyOffice', `/v1/cases/${row.caseId}`)).body;
  /** Sends one row and reads its case. */
  const caseFrom = async (row: WrittenRow) => {
    const { body } = await send([row]);
    expect(body.counts).toMatchObject({ rows: 1, accepted: 1 });
    return caseOf(body.rows[0]);
  };

  describe('looked at only', () => {
    it('tells the mapping, the counts and every problem, and writes nothing of cases', async () => {
      const tables = [
        'cases',
        'case_event',
        'case_text',
        'clock',
        'timer',
        'requester',
        'notification',
        'ledger_statement',
      ];
      const before = await Promise.all(tables.map((table) => count(table)));
      const rows = [
        { ...leak, title: '只看一看' },
        { ...leak, title: '村名不对', village: '下胡村' },
        { ...leak, title: '没有这一天', registered: '2026-02-30' },
        { ...leak, title: '只看一看' },
      ];
      const { status, body } = await send(rows, { dryRun: true, language: 'zh' });
      expect(status).toBe(200);
      expect(body).toMatchObject({ dryRun: true, state: 'done', sheet: '问题台账' });
      expect(body.counts).toEqual({ rows: 4, accepted: 1, rejected: 2, duplicates: 1, skipped: 0 });
      expect(body.mapping).toContainEqual({ column: 'C', heading: '行政村', field: 'village', by: 'heading' });
      expect(body.rows.map(({ line, status }: { line: number; status: string }) => [line, status])).toEqual([
        [2, 'accepted'],
        [3, 'rejected'],
        [4, 'rejected'],
        [5, 'duplicate'],
      ]);
      expect(body.rows[0]).toMatchObject({
        villageCode: '350123103201',
        registeredOn: '2026-11-02',
        completedOn: null,
        urgency: 'normal',
        urgencyLabel: '一般',
        category: 'farmland-irrigation',
        categoryLabel: '农田水利',
        problems: [],
      });
      const [village] = body.rows[1].problems;
      expect(village).toMatchObject({ column: '行政村', cell: 'C3', value: '下胡村', reason: '没有找到这个行政村' });
      expect(village.suggestion).toContain('下湖村');
      expect(body.rows[3].duplicateOf).toBe(2);
      expect(await Promise.all(tables.map((table) => count(table)))).toEqual(before);
    });
  });

  describe('an open row', () => {
    it('with a recognised unit is being handled since its registration, with the deadline it would have had', async () => {
      const read = await caseFrom({ ...leak, title: '交水利局', unit: '县水利局', tier: 'A' });
      expect(read).toMatchObject({
        state: 'handling',
        tier: 'A',
        lead: { organisation: { id: unitId('water') } },
        leader: { id: personId('leader') },
        openedAt: '2026-11-02T08:30:00+08:00',
        dueClock: 'handling',
        dueAt: '2026-11-16T17:30:00+08:00',
        overdue: true,
        requester: { phone: '199****0001' },
      });
      expect(read.events.map(({ kind, at, actor }: never) => [kind, at, (actor as { kind: string }).kind])).toEqual([
        ['take-over', '2026-11-02T08:30:00+08:00', 'import'],
      ]);
      expect(read.events[0].actor.personId).toBe(personId('countyOffice'));
    });

    it('records the steps that lie behind it as skipped, and fires the ones to come', async () => {
      const { id } = await caseFrom({ ...leak, title: '台阶', unit: '县水利局', progress: '已现场查看' });
      const timers = (await api.dataSource.query(
        "SELECT step, decision FROM timer WHERE case_id = $1 AND clock = 'handling' ORDER BY fire_at",
        [id],
      )) as { step: string; decision: string | null }[];
      expect(timers.map(({ step, decision }) => `${step} ${decision ?? 'to come'}`)).toEqual([
        '-2wd skipped: imported',
        '-1wd skipped: imported',
        'due skipped: imported',
        '+2wd skipped: imported',
        '+5wd to come',
        '+10wd to come',
        '+20wd to come',
      ]);
      expect(await count('supervision_order', 'case_id = $1', id)).toBe(0);
    });

    it('still owes the contact unless the ledger tells what was done', async () => {
      const contact = (read: { clocks: { clock: string; status: string }[] }) =>
        read.clocks.find(({ clock }) => clock === 'contact')?.status;
      expect(contact(await caseFrom({ ...leak, title: '没有动静', unit: '县水利局' }))).toBe('running');
      expect(contact(await caseFrom({ ...leak, title: '有动静', unit: '县水利局', progress: '已电话联系' }))).toBe(
        'stopped',
      );
    });

    it('without a unit, or with one that nobody knows, waits to be dispatched', async () => {
      for (const unit of [undefined, '县某某局']) {
        const read = await caseFrom({ ...leak, title: `待派 ${unit}`, unit });
        expect(read).toMatchObject({ state: 'accepted', tier: 'B', lead: null, dueClock: 'dispatch', overdue: true });
        expect(read.events[0].data.ledger).toEqual(unit ? { leadUnit: unit } : {});
      }
    });

    it('can be handled on like any other case', async () => {
      const { id } = await caseFrom({ ...leak, title: '接着办', unit: '县水利局' });
      const answer = await api.act('waterHandler', id, 'report', { outcome: 'solved', text: '已修好' });
      expect(answer.body.state).toBe('reviewing');
    });

    it('registered this morning before the office opens is registered now, not later', async () => {
      const early = await startApi({ from: '2026-11-23T07:00:00+08:00' });
      try {
        const { body } = await sendLedger(early, await ledgerFile([{ ...leak, registered: '2026-11-23' }]));
        const { body: read } = await early.get('countyOffice', `/v1/cases/${body.rows[0].caseId}`);
        expect(read.openedAt).toBe('2026-11-23T07:00:00+08:00');
      } finally {
        await early.stop();
      }
    });
  });

  it('archives a completed row at its date, without any clock, timer or order', async () => {
    const row = { ...leak, title: '早已办好', unit: '县水利局', completed: '2026-11-10', result: '已解决' };
    const read = await caseFrom(row);
    expect(read).toMatchObject({
      state: 'archived',
      lamp: 'grey',
      overdue: false,
      dueAt: null,
      clocks: [],
      timers: [],
    });
    expect(read.openedAt).toBe('2026-11-02T08:30:00+08:00');
    expect(read.events).toHaveLength(1);
    expect(read.events[0]).toMatchObject({ kind: 'take-over-completed', at: '2026-11-10T08:30:00+08:00' });
    expect(await count('timer', 'case_id = $1', read.id)).toBe(0);
  });

  it('tells each lead once an import, however many cases it brings, and asks for no order', async () => {
    const rows = Array.from({ length: 5 }, (_, i) => ({ ...leak, title: `一次告知 ${i}`, unit: '县交通运输局' }));
    const { body } = await send([...rows, { ...leak, title: '一次告知 待派' }]);
    const told = await api.dataSource.query(
      'SELECT person_id, cases, because FROM notification WHERE import_id = $1 ORDER BY cases DESC',
      [body.id],
    );
    expect(told).toEqual([
      { person_id: personId('roadsHandler'), cases: 5, because: 'handler' },
      // the importer is of the county office too, and is not told of what it did itself
      { person_id: personId('secondOfOffice'), cases: 1, because: 'county-office' },
    ]);
    const inbox = await api.get('roadsHandler', '/v1/inbox');
    expect(inbox.body.items[0]).toMatchObject({ kind: 'import', case: null, cases: 5 });
    expect(inbox.body.items[0].text).toContain('5 cases wait for you');
    expect(await count('supervision_order')).toBe(0);
  });

  describe('sent again', () => {
    it('creates nothing twice, in whatever order and under whatever name', async () => {
      const rows = ['甲', '乙', '丙'].map((title) => ({ ...leak, title: `重报${title}`, unit: '县水利局' }));
      await send(rows);
      const before = await Promise.all([count('cases'), count('case_event'), count('case_text'), count('requester')]);
      const again = await send([...rows].reverse(), { name: '十一月台账.xlsx' });
      expect(again.body.counts).toMatchObject({ rows: 3, accepted: 0, duplicates: 3 });
      expect(again.body.rows.every(({ changes, caseId }: never) => changes === undefined && caseId)).toBe(true);
      expect(await Promise.all([count('cases'), count('case_event'), count('case_text'), count('requester')])).toEqual(
        before,
      );
    });

    it('with a new completion brings the lead’s report, dated by the ledger, to review', async () => {
      const row = { ...leak, title: '本月办好', unit: '县水利局', tier: 'A' };
      const { id } = await caseFrom(row);
      const completed = { ...row, completed: '2026-11-13', result: '部分解决' };
      const looked = await send([completed], { dryRun: true });
      expect(looked.body.rows[0]).toMatchObject({
        status: 'duplicate',
        caseId: id,
        applied: 'report',
        changes: [
          { field: 'completedOn', from: null, to: '2026-11-13' },
          { field: 'result', from: null, to: '部分解决' },
        ],
      });
      expect((await caseOf({ caseId: id })).state).toBe('handling');

      const { body } = await send([completed]);
      expect(body.rows[0]).toMatchObject({ status: 'duplicate', applied: 'report' });
      const read = await caseOf({ caseId: id });
      expect(read).toMatchObject({ state: 'reviewing', outcome: 'partly' });
      const report = read.events.at(-1);
      expect(report).toMatchObject({
        kind: 'report',
        at: '2026-11-13T08:30:00+08:00',
        actor: { kind: 'import', personId: personId('countyOffice') },
        data: { text: '部分解决', inNameOf: unitId('water') },
      });
      const clock = (name: string) => read.clocks.find((one: { clock: string }) => one.clock === name);
      // timeliness is judged at the ledger's date; the review begins when the office hears of it
      expect(clock('handling')).toMatchObject({ status: 'paused', pauses: [['2026-11-13T08:30:00+08:00', null]] });
      expect(clock('review')).toMatchObject({
        startedAt: '2026-11-23T09:00:00+08:00',
        dueAt: '2026-11-25T17:30:00+08:00',
      });
      expect(read.overdue).toBe(false);
    });

    it('with other news brings a note, and the third time brings nothing', async () => {
      const row = { ...leak, title: '进展', unit: '县水利局', progress: '已受理' };
      const { id } = await caseFrom(row);
      const moved = { ...row, progress: '正在施工', urgency: '紧急' };
      const { body } = await send([moved]);
      expect(body.rows[0]).toMatchObject({
        status: 'duplicate',
        applied: 'note',
        changes: [
          { field: 'progress', from: '已受理', to: '正在施工' },
          { field: 'urgency', from: 'normal', to: 'urgent' },
        ],
      });
      const read = await caseOf({ caseId: id });
      expect(read).toMatchObject({ state: 'handling', urgency: 'normal' });
      expect(read.events.at(-1)).toMatchObject({
        kind: 'note',
        at: '2026-11-23T09:00:00+08:00',
        data: { urgency: 'urgent', fields: ['progress', 'urgency'], ledger: { progress: '正在施工' } },
      });
      const third = await send([moved]);
      expect(third.body.rows[0].changes).toBeUndefined();
      expect((await caseOf({ caseId: id })).events).toHaveLength(2);
    });

    it('takes nothing back where a cell is blank this month', async () => {
      const row = { ...leak, title: '空格', unit: '县水利局', progress: '已受理', urgency: '紧急' };
      await caseFrom(row);
      const { body } = await send([{ ...leak, title: '空格', urgency: undefined, category: undefined }]);
      expect(body.rows[0]).toMatchObject({ status: 'duplicate' });
      expect(body.rows[0].changes).toBeUndefined();
    });

    it('lists what is new of a case that is over, and leaves the case as it is', async () => {
      const row = { ...leak, title: '归档后', completed: '2026-11-10', result: '已解决' };
      const { id } = await caseFrom(row);
      const { body } = await send([{ ...row, result: '又有说法' }]);
      expect(body.rows[0]).toMatchObject({
        changes: [{ field: 'result', from: '已解决', to: '又有说法' }],
        applied: null,
      });
      expect((await caseOf({ caseId: id })).events).toHaveLength(1);
    });

    it('after the case went its own way here compares with the last ledger, not with the case', async () => {
      const row = { ...leak, title: '已转办', unit: '县水利局' };
      const { id } = await caseFrom(row);
      const transferred = await api.act('countyOffice', id, 'transfer', { lead: unitId('roads'), reason: '归交通局' });
      expect(transferred.status).toBe(200);
      const { body } = await send([row]);
      expect(body.rows[0].changes).toBeUndefined();
      // received in the new unit's name, then reported
      const done = await send([{ ...row, completed: '2026-11-20', result: '已解决' }]);
      expect(done.body.rows[0].applied).toBe('report');
      const read = await caseOf({ caseId: id });
      expect(read.state).toBe('reviewing');
      expect(read.events.map(({ kind }: { kind: string }) => kind)).toEqual([
        'take-over',
        'transfer',
        'receive',
        'report',
      ]);
    });

    it('of two rows about one matter in one file the later brings its news to the earlier', async () => {
      const row = { ...leak, title: '同表两行', unit: '县水利局' };
      const { body } = await send([row, { ...row, completed: '2026-11-20', result: '已解决' }]);
      expect(body.counts).toMatchObject({ rows: 2, accepted: 1, duplicates: 1 });
      expect(body.rows[1]).toMatchObject({ status: 'duplicate', duplicateOf: 2, applied: 'report' });
      expect(body.rows[1].caseId).toBe(body.rows[0].caseId);
      expect((await caseOf(body.rows[0])).state).toBe('reviewing');
    });
  });

  it('sent again by who keeps out of its case meanwhile says that it is known, and nothing else', async () => {
    const by = 'townshipOffice' as const;
    const complaint = { ...leak, title: '投诉镇里拖延', result: '已答复,正在办' };
    const [{ caseId }] = (await send([complaint], { by })).body.rows as [{ caseId: string }];
    const again = { ...complaint, completed: '2026-11-20', result: '已解决' };
    const news = { changes: expect.arrayContaining([expect.objectContaining({ field: 'result' })]) };
    const before = (await send([again], { by, dryRun: true })).body.rows[0];
    expect(before).toMatchObject({ caseId, status: 'duplicate', applied: 'note', ...news });

    await api.dataSource.query('UPDATE cases SET accused_organisation_id = $2 WHERE id = $1', [
      caseId,
      unitId('township'),
    ]);
    expect((await api.get(by, `/v1/cases/${caseId}`)).status).toBe(404);
    const events = await count('case_event', 'case_id = $1', caseId);
    for (const dryRun of [true, false]) {
      const { body } = await send([again], { by, dryRun });
      expect([dryRun, body.counts]).toEqual([dryRun, expect.objectContaining({ accepted: 0, duplicates: 1 })]);
      for (const word of ['caseId', 'changes', 'applied', '正在办'])
        expect(JSON.stringify(body.rows)).not.toContain(word);
    }
    expect(await count('case_event', 'case_id = $1', caseId)).toBe(events);
    expect((await send([again])).body.rows[0]).toMatchObject({ caseId, applied: 'note', ...news });
  });

  describe('who may', () => {
    it('a township brings in its own villages; the rows of others are refused with the reason', async () => {
      const rows = [
        { ...leak, title: '本镇' },
        { ...leak, title: '外乡', township: '白塔乡', village: '350123200201' },
      ];
      const { body } = await send(rows, { by: 'townshipOffice' });
      expect(body.counts).toMatchObject({ accepted: 1, rejected: 1 });
      expect(body.rows[1].problems[0]).toMatchObject({
        code: 'village-outside-your-region',
        reason: 'This village lies outside the region of your unit',
      });
      expect(await count('cases', "village_code = '350123200201'")).toBe(0);
    });

    it('nobody else may, nor look at what others brought in', async () => {
      const file = await ledgerFile([{ ...leak, title: '不许' }]);
      for (const by of ['systemAdmin', 'supervisor', 'leader', 'waterHandler', 'clerk'] as const) {
        expect((await sendLedger(api, file, { by })).status).toBe(403);
      }
      expect((await api.call(null, 'POST', '/v1/ledger-imports')).status).toBe(401);
      const { body } = await send([{ ...leak, title: '各看各的' }], { by: 'townshipOffice' });
      const path = `/v1/ledger-imports/${body.id}`;
      for (const page of [path, `${path}/rows`, `${path}/rejected.xlsx`]) {
        expect((await api.get('townshipElsewhere', page)).status).toBe(404);
        expect((await api.get('townshipOffice', page)).status).toBe(200);
        // the cells of refused rows are the importer's own; the county office sees how the import went
        expect((await api.get('countyOffice', page)).status).toBe(page.endsWith('.xlsx') ? 404 : 200);
      }
    });
  });

  describe('a request that cannot be taken', () => {
    const isRefused = async (file: Uint8Array, status: number, code: string, detail: RegExp, language: 'zh' | 'en') => {
      const imports = await count('ledger_import');
      const answer = await sendLedger(api, file, { language });
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.body.detail).toMatch(detail);
      expect(await count('ledger_import')).toBe(imports);
    };

    it('is no workbook: told what it looks like, in the reader’s language', async () => {
      const text = Buffer.from('登记日期,行政村,标题\n2026-11-02,下湖村,水渠');
      await isRefused(text, 422, 'bad-ledger', /不是 Excel 工作簿.*另存为/, 'zh');
      await isRefused(text, 422, 'bad-ledger', /not an Excel workbook/, 'en');
      await isRefused(Buffer.alloc(0), 422, 'bad-ledger', /empty/, 'en');
    });

    it('lacks a needed column: told which, and which were seen', async () => {
      const { bytesOf, writeWorkbook } = await import('#ledgers');
      const rows = [{ cells: ['序号', '姓名'] }, { cells: [1, '林某'] }];
      const file = await bytesOf(writeWorkbook([{ name: '名单', rows }]));
      await isRefused(file, 422, 'bad-ledger', /名单/, 'zh');
    });

    it('is too large', async () => {
      await isRefused(Buffer.alloc(21 * 1024 * 1024, 1), 413, 'too-large', /20 MB/, 'en');
    });

    it('has no file, an unclear dry run, or is no form at all', async () => {
      const form = new FormData();
      form.set('dryRun', 'true');
      const missing = await api.call('countyOffice', 'POST', '/v1/ledger-imports', { body: form });
      expect([missing.status, missing.body.code]).toEqual([422, 'file-missing']);
      const unclear = new FormData();
      unclear.set('dryRun', 'perhaps');
      unclear.set('file', new Blob(['x']), 'x.xlsx');
      const refused = await api.call('countyOffice', 'POST', '/v1/ledger-imports', { body: unclear });
      expect([refused.status, refused.body.errors[0].field]).toEqual([422, 'dryRun']);
      const json = await api.call('countyOffice', 'POST', '/v1/ledger-imports', { body: { file: 'x' } });
      expect(json.status).toBe(415);
    });
  });

  it('keeps what cells quote sealed: no name, phone or title in the tables of imports', async () => {
    const { body } = await send([
      { ...leak, title: '机密标题', requester: '游某某', phone: '123456', village: '查无此村' },
    ]);
    expect(body.counts.rejected).toBe(1);
    const stored = JSON.stringify([
      await api.dataSource.query('SELECT * FROM ledger_import WHERE id = $1', [body.id]),
      await api.dataSource.query('SELECT * FROM ledger_import_row WHERE import_id = $1', [body.id]),
    ]);
    for (const word of ['机密标题', '游某某', '123456', '查无此村']) {
      expect(stored.includes(word)).toBe(false);
      expect(stored.includes(Buffer.from(word).toJSON().data.join(','))).toBe(false);
    }
  });
});
