import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Cell } from '#domain';
import { bytesOf, openLedger, writeWorkbook } from '#ledgers';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, type PersonName, village, villageElsewhere } from '../support/api/seed-county.js';
import { marksOf } from '../support/ledgers/unzipped.js';

interface Told {
  line: number;
  status: string;
  problems: { code: string; column: string; cell: string | null; value: string; reason: string; suggestion: string }[];
}

describe('registers as workbooks', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  }, 30_000);
  afterAll(() => api.stop());

  const query = <T>(sql: string, values: unknown[] = []) => api.dataSource.query(sql, values) as Promise<T[]>;
  const sheet = (rows: readonly (readonly Cell[])[], name = '名册') =>
    bytesOf(writeWorkbook([{ name, rows: rows.map((cells) => ({ cells })) }]));

  function send(
    file: Uint8Array,
    fields: Record<string, string>,
    { by = 'systemAdmin', language = 'en' }: { by?: PersonName; language?: string } = {},
  ) {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set('file', new Blob([new Uint8Array(file)]), 'register.xlsx');
    return api.call(by, 'POST', '/v1/register-imports', { body, headers: { 'accept-language': language } });
  }

  async function fetched(by: PersonName, path: string) {
    const answer = await fetch(`${api.url}/api${path}`, {
      headers: { authorization: `Bearer ${await api.tokenOf(by)}` },
    });
    return { status: answer.status, headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) };
  }

  async function cellsOf(bytes: Uint8Array): Promise<Cell[][]> {
    const opened = await openLedger(bytes);
    if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
    const rows: Cell[][] = [];
    for await (const batch of opened.ledger.rowsOf(opened.ledger.sheets[0]!.name))
      rows.push(...batch.map(({ cells }) => [...cells]));
    opened.ledger.close();
    return rows;
  }

  const statuses = (rows: Told[]) =>
    rows.map(({ line, status, problems }) => [line, status, ...problems.map(({ code }) => code)]);
  const count = async (table: string) => (await query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;

  it('people: new names go in once, however often the file is sent', async () => {
    const file = await sheet([
      ['人员名册'],
      ['序号', '姓 名'],
      [1, '演示新甲'],
      [2, '演示新乙'],
      [3, '演示新甲'],
      [4, '演示·leader'],
      [null, '合计 4 人'],
    ]);
    const before = await count('person');
    const dry = await send(file, { kind: 'people', dryRun: 'true' });
    expect([dry.status, dry.body.counts]).toEqual([
      200,
      { rows: 4, accepted: 2, rejected: 0, duplicates: 2, skipped: 1 },
    ]);
    expect([await count('person'), await count(`audit_log WHERE kind = 'imported'`)]).toEqual([before, 0]);

    const real = await send(file, { kind: 'people' });
    expect(statuses(real.body.rows as Told[])).toEqual([
      [3, 'accepted'],
      [4, 'accepted'],
      [5, 'duplicate'],
      [6, 'duplicate'],
    ]);
    expect(await count('person')).toBe(before + 2);
    const again = await send(file, { kind: 'people' });
    expect([again.body.counts.accepted, again.body.counts.duplicates, await count('person')]).toEqual([
      0,
      4,
      before + 2,
    ]);
    const entries = await query<{ data: object; person_id: string }>(
      `SELECT person_id, data FROM audit_log WHERE kind = 'imported' ORDER BY id LIMIT 1`,
    );
    expect(entries).toEqual([
      { person_id: personId('systemAdmin'), data: { register: 'person', accepted: 2, rejected: 0, duplicates: 2 } },
    ]);
  });

  const postings = (...rows: Cell[][]) =>
    sheet([['姓名', '工作单位', '职务', '管辖范围', '任职时间', '离任时间'], ...rows]);

  it('postings: good rows go in, bad ones are told with their cell and what may have been meant', async () => {
    const file = await postings(
      ['演示新甲', '县水利局', '经办人', '', '2026年1月1日', ''],
      ['演示新乙', '水力局', '经办人', '', '2026.1.1', ''],
      ['演示新丁', '水利局', '科长', '中房镇', '昨天', ''],
      ['演示新甲', '水利局', '负责人', '县', '2026-03-01', '2026-02-01'],
    );
    const { status, body } = await send(file, { kind: 'postings' });
    expect(status).toBe(200);
    expect(statuses(body.rows as Told[])).toEqual([
      [2, 'accepted'],
      [3, 'rejected', 'organisation-unknown'],
      [4, 'rejected', 'person-unknown', 'role-unknown', 'date-unreadable'],
      [5, 'rejected', 'ends-before-it-begins'],
    ]);
    expect(body.mapping[1]).toEqual({ column: 'B', heading: '工作单位', field: 'organisation' });
    expect(body.rows[1].problems[0]).toEqual({
      ...{ code: 'organisation-unknown', column: '工作单位', cell: 'B3', value: '水力局' },
      reason: 'There is no such organisation',
      suggestion: 'Check the name; enter a new organisation first; perhaps 县水利局',
    });
    const [held] = await query<Record<string, unknown>>(
      `SELECT organisation_id, role, region_code, from_at FROM posting WHERE person_id = (SELECT id FROM person WHERE name = '演示新甲')`,
    );
    expect(held).toEqual({
      ...{ organisation_id: unitId('water'), role: 'handler', region_code: county },
      from_at: new Date('2026-01-01T00:00:00+08:00'),
    });
    const zh = await send(file, { kind: 'postings' }, { language: 'zh' });
    expect(statuses(zh.body.rows as Told[])[0]).toEqual([2, 'duplicate']);
    expect(zh.body.rows[2].problems.map(({ reason }: { reason: string }) => reason)).toEqual([
      '人员名册里没有这个人',
      '不认识这个岗位或身份',
      '不是可识别的时间',
    ]);
    expect(await count(`posting WHERE person_id = (SELECT id FROM person WHERE name = '演示新甲')`)).toBe(1);
  });

  it('hand refused rows back in their own sheet; mended, they go in', async () => {
    const file = await postings(
      ['演示新乙', '水力局', '经办人', '县', '2026.1.1', ''],
      ['演示新乙', '县水利局', '负责人', '县', '2026.1.1', ''],
    );
    const { body } = await send(file, { kind: 'postings' });
    const back = await fetched('systemAdmin', `/v1/register-imports/${body.id}/rejected.xlsx`);
    expect([back.status, back.headers.get('content-type')]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
    const mark = expect.stringMatching(/^合成数据 · 演示·systemAdmin 于 2026-11-23 09:00 导出/);
    expect(await marksOf(Buffer.from(back.bytes))).toMatchObject({ above: mark, below: mark, title: mark });
    const rows = await cellsOf(back.bytes);
    expect(rows[0]!.slice(-3)).toEqual(['原行号', '问题', '建议']);
    expect(rows).toHaveLength(2);
    expect(rows[1]![6]).toBe(2);
    expect(String(rows[1]![7])).toBe('工作单位：没有这个单位');
    rows[1]![1] = '县水利局';
    const mended = await send(await sheet(rows), { kind: 'postings' });
    expect(mended.body.counts).toMatchObject({ rows: 1, accepted: 1 });
    // another's import is nobody else's to read
    expect((await fetched('countyOffice', `/v1/register-imports/${body.id}/rejected.xlsx`)).status).toBe(404);
    expect((await api.get('systemAdmin', `/v1/register-imports/${body.id}`)).body.counts).toEqual(body.counts);
  });

  it('links: by the county office, one principal leader a village at a time', async () => {
    const heading = ['姓名', '乡镇', '挂钩村', '挂村身份', '主挂', '挂村时间'];
    const file = await sheet([
      heading,
      ['演示·otherLeader', '', village, '挂村领导', '是', '2026-11-01'],
      ['演示·otherLeader', '', '350123103202', '挂村领导', '是', '2026-11-01'],
      ['演示·leader', '', '350123103202', '挂村领导', '是', '2026-11-02'],
      ['演示·leader', '中房镇', '下湖', '挂村干部', '', '2026-11-02'],
    ]);
    const { body } = await send(file, { kind: 'links' }, { by: 'countyOffice' });
    expect(statuses(body.rows as Told[])).toEqual([
      [2, 'rejected', 'another-principal'],
      [3, 'accepted'],
      [4, 'rejected', 'another-principal'],
      [5, 'accepted'],
    ]);
    expect(body.rows[0].problems[0]).toMatchObject({ column: '主挂', cell: 'E2' });
    const byAdmin = await send(file, { kind: 'links', dryRun: 'true' });
    expect(new Set(statuses(byAdmin.body.rows as Told[]).map((row) => row[2]))).toEqual(
      new Set(['not-allowed', undefined]),
    );
  });

  it('duties: a township enters its own and nobody else’s', async () => {
    const file = await sheet([
      ['日期', '值班人', '值班职务', '级别', '开始时间', '结束时间'],
      ['2026-12-01', '演示·townshipOffice', '带班领导', '中房镇', '08:00', '20:00'],
      ['2026-12-01', '演示·townshipOffice', '带班领导', '白塔乡', '08:00', '20:00'],
    ]);
    const { body } = await send(file, { kind: 'duty' }, { by: 'townshipOffice' });
    expect(statuses(body.rows as Told[])).toEqual([
      [2, 'accepted'],
      [3, 'rejected', 'not-allowed'],
    ]);
    const [duty] = await query('SELECT region_code, from_at, to_at FROM duty_roster WHERE person_id = $1', [
      personId('townshipOffice'),
    ]);
    expect(duty).toEqual({
      region_code: '350123103',
      from_at: new Date('2026-12-01T08:00:00+08:00'),
      to_at: new Date('2026-12-01T20:00:00+08:00'),
    });
  });

  it.each(['people', 'postings', 'links', 'duty'])(
    '%s: what is exported and sent back changes nothing',
    async (kind) => {
      const by = kind === 'people' || kind === 'postings' ? 'systemAdmin' : 'countyOffice';
      const exported = await fetched(by, `/v1/register-exports/${kind}.xlsx`);
      expect([exported.status, exported.headers.get('cache-control')]).toEqual([200, 'no-store']);
      const rows = await cellsOf(exported.bytes);
      const mark = `合成数据 · 演示·${by} 于 2026-11-23 09:00 导出,仅限工作使用,不得转发(${kind})`;
      expect(rows[1]![0]).toBe(mark);
      expect(await marksOf(Buffer.from(exported.bytes))).toEqual({
        ...{ above: mark, below: mark, title: mark, by: `演示·${by}` },
      });
      const { body } = await send(exported.bytes, { kind }, { by });
      expect(body.counts).toEqual({
        rows: rows.length - 3,
        accepted: 0,
        rejected: 0,
        duplicates: rows.length - 3,
        skipped: 0,
      });
      expect(rows.length).toBeGreaterThan(4);
      const [entry] = await query(
        `SELECT person_id, subject_id, data FROM audit_log WHERE kind = 'exported' ORDER BY id DESC LIMIT 1`,
      );
      expect(entry).toEqual({ person_id: personId(by), subject_id: kind, data: { rows: rows.length - 3 } });
    },
  );

  it('what looks like a formula leaves as text', async () => {
    await query('UPDATE organisation SET name = $1 WHERE id = $2', ['=HYPERLINK("http://x")', unitId('roads')]);
    const { bytes } = await fetched('systemAdmin', '/v1/register-exports/postings.xlsx');
    const rows = await cellsOf(bytes);
    expect(rows.some((cells) => cells.includes('=HYPERLINK("http://x")'))).toBe(true);
    await query('UPDATE organisation SET name = $1 WHERE id = $2', ['县交通运输局', unitId('roads')]);
  });

  it('the name of somebody without office leaves masked, and comes back by its number', async () => {
    await query(
      `INSERT INTO posting (id, county_code, person_id, organisation_id, role, region_code, from_at)
       VALUES ('00000000-0000-7000-8000-0000000000aa', $1, (SELECT id FROM person WHERE name = '演示新乙'), $2, 'volunteer', $1, '2026-01-01T00:00:00+08:00')`,
      [county, unitId('water')],
    );
    const { bytes } = await fetched('countyOffice', '/v1/register-exports/postings.xlsx');
    const volunteers = (await cellsOf(bytes)).filter((cells) => cells[3] === '志愿者');
    expect(volunteers.map(([name]) => name)).toEqual(['演**']);
    expect((await send(bytes, { kind: 'postings' })).body.counts).toMatchObject({ accepted: 0, rejected: 0 });
  });

  it.each(['people', 'postings', 'links', 'duty'])(
    '%s: a template comes with an example that is no row',
    async (kind) => {
      const { status, bytes } = await fetched('townshipOffice', `/v1/register-templates/${kind}.xlsx`);
      expect(status).toBe(200);
      const [heading, example] = await cellsOf(bytes);
      expect([heading![0], example![0]]).toEqual(['姓名', '示例·张三']);
      const { body } = await send(bytes, { kind });
      expect(body.counts).toEqual({ rows: 0, accepted: 0, rejected: 0, duplicates: 0, skipped: 1 });
    },
  );

  it('keeps the wrong people, kinds and files out', async () => {
    const file = await postings();
    expect((await send(file, { kind: 'postings' }, { by: 'clerk' })).status).toBe(403);
    expect((await fetched('townshipOffice', '/v1/register-exports/people.xlsx')).status).toBe(403);
    expect((await fetched('systemAdmin', '/v1/register-exports/cases.xlsx')).status).toBe(404);
    for (const kind of ['cases', '']) {
      const answer = await send(file, { kind });
      expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'kind']);
    }
    const wrong = await send(
      await sheet([
        ['姓名', '电话'],
        ['演示新甲', '1'],
      ]),
      { kind: 'links' },
      { language: 'zh' },
    );
    expect([wrong.status, wrong.body.code]).toEqual([422, 'bad-ledger']);
    expect(wrong.body.detail).toContain('没有找到表头');
    expect((await send(new TextEncoder().encode('text'), { kind: 'links' })).body.code).toBe('bad-ledger');
    expect(
      (
        await send(
          await sheet([
            ['姓名', '挂村', '身份', '挂村时间'],
            ['演示·leader', villageElsewhere, '领导', '2026-02-30'],
          ]),
          { kind: 'links', dryRun: 'perhaps' },
        )
      ).status,
    ).toBe(422);
  });
});
