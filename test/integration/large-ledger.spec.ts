import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ledgerVocabulary } from '#domain';
import { judgeLedger, openLedger } from '#ledgers';
import { startApi, type TestApi } from '../support/api/api.js';
import { county } from '../support/api/seed-county.js';
import { sampleCounty } from '../support/ledgers/sample-county.js';
import { ledgerFile, type WrittenRow } from '../support/ledgers/ledger-file.js';
import { finished, sendLedger } from '../support/ledgers/send-ledger.js';

/** Every hundredth row names a village that does not exist. */
function* rows(count: number): Generator<WrittenRow> {
  for (let number = 1; number <= count; number++) {
    yield {
      registered: '2026-11-02',
      township: '中房镇',
      village: number % 100 === 0 ? '查无此村' : '下湖村',
      requester: '林某',
      title: `第 ${number} 件`,
      unit: number % 2 ? '县水利局' : undefined,
    };
  }
}

describe('a large ledger', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ from: '2026-11-23T09:00:00+08:00', workers: true });
  }, 20_000);
  afterAll(() => api.stop());

  const casesIn = async () =>
    ((await api.dataSource.query('SELECT count(*)::int AS n FROM cases')) as { n: number }[])[0]!.n;

  it('of 2,000 rows is answered at once, of one more by a worker', async () => {
    const atOnce = await sendLedger(api, await ledgerFile(rows(2_000)), { dryRun: true });
    expect([atOnce.status, atOnce.body.rows.length]).toEqual([200, 2_000]);
    const later = await sendLedger(api, await ledgerFile(rows(2_001)), { dryRun: true });
    expect([later.status, later.body.state, later.body.rows]).toEqual([202, 'waiting', undefined]);
    const { body } = await finished(api, later.body.id);
    expect(body.counts).toEqual({ rows: 2_001, accepted: 1_981, rejected: 20, duplicates: 0, skipped: 0 });
    expect(await casesIn()).toBe(0);
  }, 30_000);

  it('goes in chunk by chunk with progress; then its rows can be read in pages and its file is gone', async () => {
    const file = await ledgerFile(rows(3_500));
    const sent = await sendLedger(api, file);
    expect(sent.status).toBe(202);
    expect(sent.headers.get('location')).toBe(`/api/v1/ledger-imports/${sent.body.id}`);
    const { body } = await finished(api, sent.body.id);
    expect(body).toMatchObject({
      state: 'done',
      counts: { rows: 3_500, accepted: 3_465, rejected: 35, duplicates: 0 },
    });
    expect(body.progress).toEqual({ done: 3_500, of: 3_500 });
    expect(await casesIn()).toBe(3_465);
    const [stored] = await api.dataSource.query('SELECT file FROM ledger_import WHERE id = $1', [sent.body.id]);
    expect(stored.file).toBeNull();

    const lines: number[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path = `/v1/ledger-imports/${sent.body.id}/rows?limit=1000${cursor && `&cursor=${cursor}`}`;
      const page = await api.get('countyOffice', path);
      expect(page.status).toBe(200);
      lines.push(...page.body.items.map(({ line }: { line: number }) => line));
      cursor = page.body.nextCursor;
    }
    expect(lines).toEqual(Array.from({ length: 3_500 }, (_, i) => i + 2));
    const rejected = await api.get('countyOffice', `/v1/ledger-imports/${sent.body.id}/rows?status=rejected`);
    expect(rejected.body.items.map(({ line }: { line: number }) => line)).toEqual(
      Array.from({ length: 35 }, (_, i) => (i + 1) * 100 + 1),
    );

    const told = await api.dataSource.query('SELECT cases FROM notification WHERE import_id = $1', [sent.body.id]);
    expect(told.map(({ cases }: { cases: number }) => cases).sort()).toEqual([1_715, 1_750]);

    const again = await sendLedger(api, file);
    expect((await finished(api, again.body.id)).body.counts).toMatchObject({ accepted: 0, duplicates: 3_465 });
    expect(await casesIn()).toBe(3_465);
  }, 60_000);

  it('hands its refused rows back as Excel: mended, they go in', async () => {
    const sent = await sendLedger(api, await ledgerFile(rows(200)), { dryRun: true });
    const [{ id }] = [sent.body];
    const answer = await fetch(`${api.url}/api/v1/ledger-imports/${id}/rejected.xlsx`, {
      headers: { authorization: `Bearer ${await api.tokenOf('countyOffice', county)}` },
    });
    expect(answer.headers.get('content-type')).toContain('spreadsheetml');
    const workbook = Buffer.from(await answer.arrayBuffer());
    const opened = await openLedger(workbook);
    if (!opened.ok) throw new Error(opened.problem.code);
    const head = opened.ledger.sheets[0]!.head;
    expect(head.map(({ cells }) => cells[2])).toEqual(['行政村', '查无此村', '查无此村']);
    expect(head[1]!.cells.slice(-3)).toEqual([101, expect.stringContaining('没有找到这个行政村'), expect.any(String)]);
    expect(judgeLedger(opened.ledger, ledgerVocabulary(await sampleCounty())).ok).toBe(true);
    opened.ledger.close();
    const back = await sendLedger(api, workbook, { dryRun: true });
    expect(back.body.counts).toMatchObject({ rows: 2, rejected: 2 });
  });

  it('refuses a page that no one can ask for', async () => {
    const { body } = await sendLedger(api, await ledgerFile(rows(1)), { dryRun: true });
    for (const query of ['status=wrong', 'cursor=abc', 'limit=0', 'limit=5000', 'other=1']) {
      const page = await api.get('countyOffice', `/v1/ledger-imports/${body.id}/rows?${query}`);
      expect([query, page.status]).toEqual([query, 422]);
    }
    expect((await api.get('countyOffice', '/v1/ledger-imports/no-id')).status).toBe(404);
  });
});
