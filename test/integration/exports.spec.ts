import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import readXlsx from 'read-excel-file/node';
import { BuildExport, rowsWithoutApproval } from '#engine';
import { PgBusinessClock, PgExports, PgTransactions } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { type Answer, personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { type PersonName, village, villageElsewhere } from '../support/api/seed-county.js';
import { unzipped } from '../support/ledgers/unzipped.js';

const problem = { type: 'villager-problem', text: '说明', category: 'roads', urgency: 'normal' };

describe('lists that leave the house', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ workers: true });
    for (const [title, villageCode] of [
      ['=HYPERLINK("http://example.org","看")', village],
      ['请打19900001234', village],
      ['别处的事', villageElsewhere],
    ] as const) {
      const by = villageCode === village ? 'clerk' : 'clerkElsewhere';
      const { status } = await api.call(by, 'POST', '/v1/cases', { body: { ...problem, title, villageCode } });
      expect(status).toBe(201);
    }
  }, 60_000);
  afterAll(() => api.stop());

  const ask = (by: PersonName | null, body: object = { format: 'xlsx' }) =>
    api.call(by, 'POST', '/v1/exports', { body });
  const done = async (by: PersonName, id: string): Promise<Answer> => {
    for (;;) {
      const answer = await api.get(by, `/v1/exports/${id}`);
      if (answer.body.state !== 'waiting') return answer;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const fetchFile = async (by: PersonName, id: string) =>
    fetch(`${api.url}/api/v1/exports/${id}/file`, {
      headers: { authorization: `Bearer ${await api.tokenOf(by)}` },
    });
  const audited = async (id: string) =>
    (await api.dataSource.query(
      `SELECT kind, data->>'step' AS step FROM audit_log WHERE subject_kind = 'export' AND subject_id = $1 ORDER BY id`,
      [id],
    )) as { kind: string; step: string | null }[];

  it('are made as Excel: masked, marked above, below and inside, without formulas, cut to the owner’s scope', async () => {
    const asked = await ask('townshipOffice');
    expect([asked.status, asked.body.rowsExpected]).toEqual([202, 2]);
    expect(await done('townshipOffice', asked.body.id)).toMatchObject({ body: { state: 'done', rows: 2 } });
    const response = await fetchFile('townshipOffice', asked.body.id);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const bytes = Buffer.from(await response.arrayBuffer());
    const [sheet] = await readXlsx(bytes);
    const rows = sheet!.data as (string | null)[][];
    const mark = rows[0]![0]!;
    expect(mark).toMatch(/^合成数据 · Exported by 演示·townshipOffice at 2026-11-23 09:00/);
    expect(rows.at(-1)![0]).toBe(mark);
    expect(rows[1]).toEqual(expect.arrayContaining(['Number', 'Title', 'Due']));
    const titles = rows.slice(2, -1).map((cells) => cells[2]);
    expect(titles.sort()).toEqual(['=HYPERLINK("http://example.org","看")', '请打199****1234']);
    const parts = await unzipped(bytes);
    expect(parts['xl/worksheets/sheet1.xml']).not.toContain('<f>');
    expect(parts['xl/worksheets/sheet1.xml']).toContain('<oddFooter>&amp;C合成数据');
    expect(parts['docProps/core.xml']).toContain('<dc:creator>演示·townshipOffice</dc:creator>');
    expect((await audited(asked.body.id)).map(({ kind, step }) => `${kind} ${step}`)).toEqual([
      'exported asked',
      'exported fetched',
    ]);
  });

  it('keep the words that they search for sealed, and find by them', async () => {
    const [word] = problem.text.match(/[一-龥]{2}/)!;
    const asked = await ask('countyOffice', { format: 'csv', columns: ['title'], filter: { q: word } });
    expect(asked.body.rowsExpected).toBe(3);
    expect(await done('countyOffice', asked.body.id)).toMatchObject({ body: { state: 'done', rows: 3 } });
    const [kept] = (await api.dataSource.query('SELECT filter, words FROM export WHERE id = $1', [asked.body.id])) as [{ filter: object; words: Buffer }]; // prettier-ignore
    expect(JSON.stringify(kept.filter)).not.toContain(word);
    expect(kept.words.toString()).not.toContain(word);
  });

  it('are made as CSV that no spreadsheet calculates with', async () => {
    const asked = await ask('countyOffice', { format: 'csv', columns: ['title', 'village'], filter: { village } });
    await done('countyOffice', asked.body.id);
    const text = await (await fetchFile('countyOffice', asked.body.id)).text();
    const lines = text.replace('\uFEFF', '').trimEnd().split('\r\n');
    expect(lines[1]).toBe('Title,Village');
    expect(
      lines
        .slice(2, -1)
        .map((line) => line.split(',').slice(0, -1).join(','))
        .sort(),
    ).toEqual([`"'=HYPERLINK(""http://example.org"",""看"")"`, '请打199****1234']);
    expect(lines.at(-1)).toBe(lines[0]);
    expect(lines[0]).toContain('合成数据');
  });

  it('are their owner’s alone, sealed in the database', async () => {
    const asked = await ask('townshipOffice');
    await done('townshipOffice', asked.body.id);
    for (const by of ['countyOffice', 'supervisor', 'townshipElsewhere'] as const) {
      expect([by, (await fetchFile(by, asked.body.id)).status]).toEqual([by, 404]);
      expect([by, (await api.get(by, `/v1/exports/${asked.body.id}`)).status]).toEqual([by, 404]);
    }
    const [{ file }] = (await api.dataSource.query('SELECT file FROM export WHERE id = $1', [asked.body.id])) as [
      { file: Buffer },
    ];
    expect(file.subarray(0, 2).toString()).toBe('G1');
    expect(file.includes('PK')).toBe(false);
    expect(await audited(asked.body.id)).toHaveLength(1);
  });

  it('show what the owner may see when they are made, not when they were asked for', async () => {
    const request = {
      ...{ id: '0199aaaa-0000-7000-8000-00000000000a', countyCode: '350123', personId: personId('roadsHead') },
      ...{ filter: {}, format: 'csv' as const, columns: ['title'], language: 'zh' as const },
    };
    const exports = api.app.get(PgExports);
    await api.app.get(PgTransactions).run((tx) => exports.create(tx, request, 'waiting', 3));
    expect(await api.app.get(BuildExport).execute(request.id)).toBe('done');
    expect(await api.app.get(BuildExport).execute(request.id)).toBe('nothing-to-do');
    const [row] = (await api.dataSource.query('SELECT rows FROM export WHERE id = $1', [request.id])) as {
      rows: number;
    }[];
    expect(row!.rows).toBe(0);
  });

  it('end at as many rows as were asked for, and say so where there are more', async () => {
    const request = {
      ...{ id: '0199aaaa-0000-7000-8000-00000000000b', countyCode: '350123', personId: personId('countyOffice') },
      ...{ filter: {}, format: 'csv' as const, columns: ['number'], language: 'zh' as const },
    };
    const [transactions, exports] = [api.app.get(PgTransactions), api.app.get(PgExports)];
    await transactions.run((tx) => exports.create(tx, request, 'waiting', 2));
    expect(await api.app.get(BuildExport).execute(request.id)).toBe('done');
    const file = await transactions.run((tx) => exports.file(tx, request.id));
    const lines = Buffer.from(file!).toString('utf8').trimEnd().split('\r\n');
    expect(lines).toHaveLength(6);
    expect(lines.at(-2)).toContain('只列出申请时的 2 行,之后增加的没有列出');
    expect((await api.get('countyOffice', `/v1/exports/${request.id}`)).body.rows).toBe(2);
  });

  it.each([
    [null, 401],
    ['clerk', 403],
    ['waterHandler', 403],
    ['systemAdmin', 403],
  ] as const)('are not for %s: %i', async (by, status) => {
    expect((await ask(by)).status).toBe(status);
  });

  it.each([
    [{ format: 'pdf' }, 'format'],
    [{ format: 'csv', columns: ['requester'] }, 'columns'],
    [{ format: 'csv', columns: [] }, 'columns'],
    [{ format: 'csv', filter: { dueWithin: 'soon' } }, 'dueWithin'],
  ])('refuse %j by its field', async (body, field) => {
    const answer = await ask('countyOffice', body);
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, field]);
  });

  describe('and are long', () => {
    let id: string;
    beforeAll(async () => {
      // copies of one case, enough that a second person has to agree
      await api.dataSource.query(
        `WITH one AS (SELECT * FROM cases WHERE village_code = $2 LIMIT 1)
         INSERT INTO cases (id, county_code, number, type_code, type_version_id, version, state, open, village_code, category, urgency, opened_at, due_at, facts)
         SELECT gen_random_uuid(), county_code, 'x' || n, type_code, type_version_id, 1, state, true, village_code, category, urgency,
                opened_at, due_at, facts FROM one, generate_series(1, $1) n`,
        [rowsWithoutApproval, villageElsewhere],
      );
    });

    it('wait for a second person, who is told how much it is and not what', async () => {
      const asked = await ask('supervisor', { format: 'csv' });
      id = asked.body.id;
      expect(asked.body).toMatchObject({ state: 'to-decide', rowsExpected: rowsWithoutApproval + 3 });
      expect((await fetchFile('supervisor', id)).status).toBe(409);
      const waiting = await api.get('supervisor', '/v1/exports/to-decide');
      expect(waiting.body.items).toMatchObject([{ id, askedBy: { id: personId('supervisor') } }]);
      expect(Object.keys(waiting.body.items[0])).not.toContain('filter');
    });

    it('are decided by nobody for themselves, and by no office', async () => {
      const decide = (by: PersonName) => api.call(by, 'POST', `/v1/exports/${id}/decision`, { body: { agree: true } });
      expect((await decide('supervisor')).body.code).toBe('not-your-own');
      expect((await decide('countyOffice')).status).toBe(403);
    });

    it('are decided by nobody in the name of who asked', async () => {
      await api.dataSource.query(
        `INSERT INTO absence (id, county_code, person_id, stand_in_id, from_at, to_at, entered_by)
         VALUES (gen_random_uuid(), '350123', $1, $2, '2026-11-23T08:00:00+08:00', '2026-11-24T08:00:00+08:00', $1)`,
        [personId('supervisor'), personId('waterHead')],
      );
      const decided = await api.call('waterHead', 'POST', `/v1/exports/${id}/decision`, { body: { agree: true } });
      expect([decided.status, decided.body.code]).toEqual([403, 'not-your-own']);
      expect((await api.get('waterHead', '/v1/exports/to-decide')).body.items).toMatchObject([{ id }]);
      await api.dataSource.query('DELETE FROM absence');
    });

    it('nor by those in whose name it was asked', async () => {
      // the head of a unit stands in for the supervisor, asks, and the supervisor is back
      await api.dataSource.query(
        `INSERT INTO absence (id, county_code, person_id, stand_in_id, from_at, to_at, entered_by)
         VALUES (gen_random_uuid(), '350123', $1, $2, '2026-11-23T08:00:00+08:00', '2026-11-24T08:00:00+08:00', $1)`,
        [personId('supervisor'), personId('waterHead')],
      );
      const asked = await ask('waterHead', { format: 'csv' });
      expect(asked.body.state).toBe('to-decide');
      const path = `/v1/exports/${asked.body.id}/decision`;
      const decided = await api.call('supervisor', 'POST', path, { body: { agree: true } });
      expect([decided.status, decided.body.code]).toEqual([403, 'not-your-own']);
      await api.dataSource.query('DELETE FROM absence');
    });

    it('are no less long in slices: a day’s files of one person count together', async () => {
      await api.dataSource.query(
        `UPDATE cases SET category = 'other' WHERE number LIKE 'x%' AND (substr(number, 2))::int % 2 = 0`,
      );
      const slice = (category: string) => ask('secondOfOffice', { format: 'csv', filter: { category } });
      const [first, second] = [await slice('other'), await slice('roads')];
      expect([first.body.state, first.body.rowsExpected]).toEqual(['waiting', rowsWithoutApproval / 2]);
      expect([second.body.state, second.body.rowsExpected]).toEqual(['to-decide', rowsWithoutApproval / 2 + 3]);
      await done('secondOfOffice', first.body.id);
      await api.dataSource.query(`UPDATE export SET state = 'refused' WHERE id = $1`, [second.body.id]);
    });

    it('are made once the other has agreed, once', async () => {
      await api.dataSource.query(
        `INSERT INTO posting (id, county_code, person_id, organisation_id, role, region_code, from_at)
         VALUES (gen_random_uuid(), '350123', $1, $2, 'supervisor', '350123', '2020-01-01')`,
        [personId('secondOfOffice'), unitId('supervision')],
      );
      const decide = () => api.call('secondOfOffice', 'POST', `/v1/exports/${id}/decision`, { body: { agree: true } });
      expect((await decide()).status).toBe(204);
      expect((await decide()).body.code).toBe('export-decided');
      expect((await done('supervisor', id)).body).toMatchObject({ state: 'done', rows: rowsWithoutApproval + 3 });
      expect(await audited(id)).toContainEqual({ kind: 'export-decided', step: null });
    }, 60_000);

    it('are gone after a day', async () => {
      expect((await fetchFile('supervisor', id)).status).toBe(200);
      await new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from('2026-11-24T10:00:00+08:00'));
      expect((await fetchFile('supervisor', id)).status).toBe(410);
      // and so is the count of what one person took out
      expect((await ask('secondOfOffice', { format: 'csv', filter: { category: 'other' } })).body.state).toBe(
        'waiting',
      );
      await api.app.get(PgTransactions).run((tx) => api.app.get(PgExports).expire(tx));
      const [row] = (await api.dataSource.query('SELECT count(*)::int AS left FROM export WHERE file IS NOT NULL')) as {
        left: number;
      }[];
      expect(row!.left).toBe(0);
    });
  });

  it('[I-35] are asked of the queue by ids alone, like all that ever waits there', async () => {
    const jobs = (await api.dataSource.query(`SELECT topic, payload FROM outbox`)) as {
      topic: string;
      payload: object;
    }[];
    expect(jobs.length).toBeGreaterThan(3);
    const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
    for (const { payload } of jobs) {
      expect(Object.keys(payload)).toHaveLength(1);
      for (const value of Object.values(payload)) expect(value).toMatch(uuid);
    }
    // a job has a name; what has none is the queue's own record of its events
    const tables = (await api.dataSource.query(
      `SELECT table_name AS name FROM information_schema.columns
        WHERE table_schema = 'bullmq' AND column_name IN ('name', 'data') GROUP BY table_name HAVING count(*) = 2`,
    )) as { name: string }[];
    expect(tables.length).toBeGreaterThan(0);
    let seen = 0;
    for (const { name } of tables) {
      const rows = (await api.dataSource.query(`SELECT name, data::text AS data FROM bullmq.${name}`)) as {
        name: string;
        data: string | null;
      }[];
      for (const row of rows) {
        const data = unwrapped(row.data);
        seen += Object.keys(data).length;
        for (const value of Object.values(data))
          expect([row.name, value]).toEqual([row.name, expect.stringMatching(uuid)]);
      }
    }
    expect(seen).toBeGreaterThan(0);
  });
});

/** A job's data as an object, however often the queue has put it into quotes. */
function unwrapped(data: string | null): object {
  let value: unknown = data ?? {};
  while (typeof value === 'string') value = JSON.parse(value) as unknown;
  return value as object;
}
