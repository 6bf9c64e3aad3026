import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunLedgerImport } from '#engine';
import { SETTINGS, type Settings } from '../../apps/composition/src/index.js';
import { startApi, type TestApi } from '../support/api/api.js';
import { kill, startProgram } from '../support/killable.js';
import { ledgerFile, type WrittenRow } from '../support/ledgers/ledger-file.js';
import { finished, sendLedger } from '../support/ledgers/send-ledger.js';

const count = 3_400;

/** Every matter is told twice in the file: the second row has the completion. */
function* rows(): Generator<WrittenRow> {
  for (let number = 1; number <= count; number++) {
    yield {
      registered: '2026-11-02',
      township: '中房镇',
      village: '下湖村',
      requester: '林某',
      title: `第 ${Math.ceil(number / 2)} 件`,
      unit: '县水利局',
      ...(number % 2 === 0 && { completed: '2026-11-20', result: '已解决' }),
    };
  }
}

/** What an import leaves behind, told so that two runs can be held against each other. */
const traces = `
  SELECT (SELECT jsonb_object_agg(state, n) FROM (SELECT state, count(*) AS n FROM cases GROUP BY state) s) AS states,
         (SELECT jsonb_object_agg(kind, n) FROM (SELECT kind, count(*) AS n FROM case_event GROUP BY kind) k) AS events,
         (SELECT jsonb_agg(cases ORDER BY cases) FROM notification WHERE import_id IS NOT NULL) AS told,
         (SELECT count(*)::int FROM case_text) AS texts, (SELECT count(*)::int FROM timer) AS timers,
         (SELECT count(*)::int FROM requester) AS requesters, (SELECT count(*)::int FROM ledger_import_row) AS rows`;

describe('an import whose process is killed', () => {
  let api: TestApi;
  let untouched: TestApi;
  let file: Buffer;
  beforeAll(async () => {
    // no workers beside the API: the processes of the test do the work
    [api, untouched, file] = await Promise.all([startApi(), startApi({ workers: true }), ledgerFile(rows())]);
  }, 30_000);
  afterAll(() => Promise.all([api.stop(), untouched.stop()]));

  const settings = () => api.app.get<Settings>(SETTINGS);
  const markOf = async (id: string) => {
    const [row] = await api.dataSource.query('SELECT done_line FROM ledger_import WHERE id = $1', [id]);
    return (row as { done_line: number }).done_line;
  };

  it('goes on where it was: nothing is lost, nothing is in twice, no row is half', async () => {
    const { body } = await sendLedger(api, file);
    const killedAfterChunk = async (thenWait: number) => {
      const child = startProgram('ledgers/run-import.ts', settings(), body.id);
      for await (const line of createInterface({ input: child.stdout! })) if (line.includes('doneLine')) break;
      await new Promise((resolve) => setTimeout(resolve, thenWait));
      await kill(child);
      return markOf(body.id);
    };
    // just behind a commit, then wherever it happens to be in a chunk
    const first = await killedAfterChunk(0);
    const second = await killedAfterChunk(120);
    expect([first > 0, second > first, second < count + 1]).toEqual([true, true, true]);

    expect(await api.app.get(RunLedgerImport).execute(body.id)).toBe('done');
    expect(await api.app.get(RunLedgerImport).execute(body.id)).toBe('nothing-to-do');

    const whole = await sendLedger(untouched, file);
    const { counts } = (await finished(untouched, whole.body.id)).body;
    expect((await finished(api, body.id)).body.counts).toEqual(counts);
    expect(counts).toMatchObject({ rows: count, accepted: count / 2, duplicates: count / 2 });
    expect(await api.dataSource.query(traces)).toEqual(await untouched.dataSource.query(traces));
  }, 180_000);

  it('is taken up by another worker', async () => {
    const { body } = await sendLedger(api, file, { dryRun: true });
    const victim = startProgram('worker-process.ts', settings());
    while ((await markOf(body.id)) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await kill(victim);
    const mark = await markOf(body.id);
    const heir = startProgram('worker-process.ts', settings());
    const { counts } = (await finished(api, body.id)).body;
    await kill(heir);
    expect(mark).toBeLessThan(count + 1);
    expect(counts).toMatchObject({ rows: count, accepted: 0, duplicates: count });
  }, 180_000);

  it('leaves an import alone that another run has brought further', async () => {
    const { body } = await sendLedger(api, file, { dryRun: true });
    const importing = api.app.get(RunLedgerImport);
    const results = await Promise.all([importing.execute(body.id), importing.execute(body.id)]);
    expect(results.sort()).toEqual(['done', 'overtaken']);
    expect((await finished(api, body.id)).body.counts.rows).toBe(count);
  }, 180_000);
});
