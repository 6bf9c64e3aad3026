import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf, openLedger, type RowToWrite, writeWorkbook } from '#ledgers';
import { type Answer, startApi, type TestApi } from '../support/api/api.js';
import { sendLedger } from '../support/ledgers/send-ledger.js';

const folder = process.env['ACCEPTANCE_DATA'];

interface Told {
  line: number;
  duplicateLine: number | null;
  defect: 'date' | 'village' | null;
  villageCode: string | null;
  registeredOn: string | null;
  completedOn: string | null;
  urgency: string;
  category: string;
}

interface Row extends Omit<Told, 'duplicateLine' | 'defect'> {
  status: string;
  caseId?: string;
  changes?: unknown;
  problems: { code: string; severity: string; column: string; reason: string; suggestion: string }[];
}

/** The rows hold real messages: failures must name lines and codes, never cells. */
(folder ? describe : describe.skip)('real ledgers through the API', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ from: '2026-11-23T09:00:00+08:00' });
  }, 30_000);
  afterAll(() => api.stop());

  const ledger = (name: string) => readFile(join(folder!, 'ledgers', name));
  const number = async (sql: string) => ((await api.dataSource.query(sql)) as { n: number }[])[0]!.n;
  const casesIn = () => number('SELECT count(*)::int AS n FROM cases');
  const send = async (file: Uint8Array, dryRun = false): Promise<Answer> => {
    const answer = await sendLedger(api, file, { dryRun });
    expect(answer.status).toBe(200);
    return answer;
  };

  it('judges every row of the messy ledger as its answers say, looked at and for good', async () => {
    const text = await readFile(join(folder!, 'ledgers/ledger-messy.answers.json'), 'utf8');
    const expected = (JSON.parse(text) as { rows: Told[] }).rows.flatMap(asTold).sort((a, b) => a.line - b.line);
    const messy = await ledger('ledger-messy.xlsx');
    for (const dryRun of [true, false]) {
      const before = await casesIn();
      const { body } = await send(messy, dryRun);
      expect(body.counts).toEqual({ rows: 122, accepted: 115, rejected: 5, duplicates: 2, skipped: 3 });
      expect((body.rows as Row[]).map(asJudged)).toEqual(expected);
      expect((await casesIn()) - before).toBe(dryRun ? 0 : 115);
      const refused = (body.rows as Row[]).filter(({ status }) => status === 'rejected');
      expect(refused.every(({ problems }) => problems.some(({ reason, suggestion }) => reason && suggestion))).toBe(
        true,
      );
    }
  });

  it('takes every row of the tidy ledger in: completed ones archived, open ones on their way with the clock they have', async () => {
    const before = await casesIn();
    const { body } = await send(await ledger('ledger-clean.xlsx'));
    expect(body.counts).toEqual({ rows: 180, accepted: 180, rejected: 0, duplicates: 0, skipped: 0 });
    expect((await casesIn()) - before).toBe(180);
    const states = await api.dataSource.query(
      `SELECT c.state, (r.completed_on IS NOT NULL) AS completed, count(*)::int AS n, bool_and(c.running) AS running
         FROM ledger_import_row r JOIN cases c ON c.id = r.case_id WHERE r.import_id = $1 GROUP BY 1, 2`,
      [body.id],
    );
    for (const { state, completed, running } of states as { state: string; completed: boolean; running: boolean }[]) {
      expect([completed, ['handling', 'accepted'].includes(state), running]).toEqual([
        completed,
        !completed,
        !completed,
      ]);
    }
    expect(states.reduce((sum: number, { n }: { n: number }) => sum + n, 0)).toBe(180);
  });

  it('creates nothing twice when the same files come again', async () => {
    const before = [await casesIn(), await number('SELECT count(*)::int AS n FROM case_event')];
    for (const [name, rows] of [
      ['ledger-messy.xlsx', 117],
      ['ledger-clean.xlsx', 180],
    ] as const) {
      const { body } = await send(await ledger(name));
      expect([name, body.counts.accepted, body.counts.duplicates]).toEqual([name, 0, rows]);
      expect((body.rows as Row[]).filter(({ changes }) => changes).map(({ line }) => line)).toEqual([]);
    }
    expect([await casesIn(), await number('SELECT count(*)::int AS n FROM case_event')]).toEqual(before);
  });

  it('brings the completions of a ledger that is sent again a month later', async () => {
    const month = await startApi({ from: '2026-11-23T09:00:00+08:00' });
    try {
      const now = await ledger('ledger-clean.xlsx');
      const { body: looked } = await sendLedger(month, now, { dryRun: true });
      const before = await withoutColumns(now, columnsOf(looked, ['completedOn', 'result']));
      const first = await sendLedger(month, before);
      expect(first.body.counts).toMatchObject({ rows: 180, accepted: 180 });
      const { body } = await sendLedger(month, now);
      expect(body.counts).toMatchObject({ rows: 180, accepted: 0, duplicates: 180 });
      const completed = (rows: Row[]) => rows.filter(({ completedOn }) => completedOn).map(({ line }) => line);
      const news = (body.rows as Row[]).filter(({ changes }) => JSON.stringify(changes ?? []).includes('completedOn'));
      expect(completed(body.rows).length).toBeGreaterThan(0);
      expect(news.map(({ line }) => line)).toEqual(completed(body.rows));
      const states = (await month.dataSource.query(
        `SELECT DISTINCT r.applied, c.state FROM ledger_import_row r JOIN cases c ON c.id = r.case_id
          WHERE r.import_id = $1 AND r.completed_on IS NOT NULL ORDER BY 1`,
        [body.id],
      )) as { applied: string; state: string }[];
      // a case without a lead cannot be reported by one: its completion is noted for the office that has to dispatch it
      const expected: Record<string, string> = { note: 'accepted', report: 'reviewing' };
      expect(states.every(({ applied, state }) => expected[applied] === state)).toBe(true);
    } finally {
      await month.stop();
    }
  });

  it('keeps every invariant of what it brought in', async () => {
    // an open case has a running clock with an unfired timer; a terminal one has neither
    const without = await number(`
      SELECT count(*)::int AS n FROM cases c WHERE c.open AND NOT EXISTS (
        SELECT FROM clock k JOIN timer t ON t.case_id = k.case_id AND t.clock = k.name AND t.decision IS NULL
         WHERE k.case_id = c.id AND k.status = 'running')`);
    const over = await number(`
      SELECT count(*)::int AS n FROM cases c JOIN timer t ON t.case_id = c.id WHERE NOT c.open AND t.decision IS NULL`);
    const past = await number(`
      SELECT count(*)::int AS n FROM timer WHERE fire_at < '2026-11-23T01:00:00Z' AND decision IS DISTINCT FROM 'skipped: imported'`);
    const orders = await number('SELECT count(*)::int AS n FROM supervision_order');
    expect({ without, over, past, orders }).toEqual({ without: 0, over: 0, past: 0, orders: 0 });
  });
});

/** Indexes of the columns that hold these fields. */
function columnsOf({ mapping }: { mapping: { column: string; field: string }[] }, fields: readonly string[]): number[] {
  const index = (letters: string) => [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1;
  return mapping.filter(({ field }) => fields.includes(field)).map(({ column }) => index(column));
}

/** The first sheet of a workbook again, with some columns blank below its header: what was sent a month before. */
async function withoutColumns(file: Uint8Array, columns: readonly number[]): Promise<Buffer> {
  const opened = await openLedger(file);
  if (!opened.ok) throw new Error(opened.problem.code);
  const { name } = opened.ledger.sheets[0]!;
  const rows: RowToWrite[] = [];
  for await (const batch of opened.ledger.rowsOf(name)) {
    for (const { line, cells } of batch) {
      rows.push({ line, cells: line === 1 ? cells : cells.map((cell, i) => (columns.includes(i) ? null : cell)) });
    }
  }
  opened.ledger.close();
  return bytesOf(writeWorkbook([{ name, rows }]));
}

function asTold({ duplicateLine, ...answer }: Told) {
  const own = { ...answer, status: answer.defect ? 'rejected' : 'accepted' };
  return duplicateLine ? [own, { ...answer, line: duplicateLine, status: 'duplicate' }] : [own];
}

function asJudged({ line, status, problems, villageCode, registeredOn, completedOn, ...row }: Row) {
  const error = problems.find(({ severity }) => severity === 'error');
  const { urgencyLabel, categoryLabel } = row as unknown as { urgencyLabel: string; categoryLabel: string };
  const told = { villageCode, registeredOn, completedOn, urgency: urgencyLabel, category: categoryLabel };
  return { line, defect: error ? kindOf(error.code) : null, ...told, status };
}

function kindOf(code: string): string {
  if (/date|registered/.test(code)) return 'date';
  return /village|place|township/.test(code) ? 'village' : code;
}
