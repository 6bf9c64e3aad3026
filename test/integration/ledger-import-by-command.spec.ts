import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SETTINGS, type Settings } from '../../apps/composition/src/index.js';
import { startApi, type TestApi } from '../support/api/api.js';
import { county } from '../support/api/seed-county.js';
import { ledgerFile, type WrittenRow } from '../support/ledgers/ledger-file.js';
import { sendLedger } from '../support/ledgers/send-ledger.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const row: WrittenRow = {
  registered: '2026-11-02',
  township: '中房镇',
  village: '下湖村',
  requester: '林某',
  title: '水渠漏水',
  category: '水利',
  urgency: '一般',
  unit: '水利局',
};

describe('guacun import', () => {
  let api: TestApi;
  let folder: string;
  beforeAll(async () => {
    api = await startApi({ demonstration: false });
    folder = await mkdtemp(join(tmpdir(), 'guacun-import-'));
    await writeFile(join(folder, 'key'), Buffer.from(api.app.get<Settings>(SETTINGS).key), { mode: 0o600 });
  }, 20_000);
  afterAll(() => Promise.all([api.stop(), rm(folder, { recursive: true })]));

  async function ledger(name: string, rows: Iterable<WrittenRow>): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, await ledgerFile(rows));
    return path;
  }

  /** Runs the sources as the command runs the build. */
  function guacun(words: string[], database = true) {
    const program = ['--import', './test/support/typescript.mjs', 'apps/cli/src/main.ts'];
    const { databaseUrl } = api.app.get<Settings>(SETTINGS);
    const env = {
      PATH: process.env['PATH'],
      KEY_FILE: join(folder, 'key'),
      ...(database && { DATABASE_URL: databaseUrl }),
    };
    return new Promise<{ code: unknown; lines: never[]; complaints: string }>((resolve) => {
      execFile(process.execPath, [...program, ...words], { cwd: root, env }, (error, stdout, stderr) => {
        const lines = stdout.split('\n').filter(Boolean);
        resolve({
          code: error?.code ?? 0,
          lines: lines.map((line) => JSON.parse(line) as never),
          complaints: stderr,
        });
      });
    });
  }

  const casesIn = async () =>
    ((await api.dataSource.query('SELECT count(*)::int AS n FROM cases')) as { n: number }[])[0]!.n;

  it('looks at a ledger without any database, by the configured divisions and categories', async () => {
    const path = await ledger('look.xlsx', [row, { ...row, village: '查无此村' }]);
    const { code, lines } = await guacun(['import', path, '--dry-run', '--county', county, '--language', 'en'], false);
    expect(code).toBe(0);
    expect(lines).toMatchObject([
      { line: 2, status: 'accepted', villageCode: '350123103201', category: 'farmland-irrigation' },
      { line: 3, status: 'rejected', problems: [{ reason: 'No such village was found' }] },
      { dryRun: true, counts: { rows: 2, accepted: 1, rejected: 1, duplicates: 0, skipped: 0 } },
    ]);
    expect((await guacun(['import', path], false)).code).toBe(2);
  }, 60_000);

  it('looks against the database: what is known already shows, and nothing is written', async () => {
    const known = { ...row, title: '已知', progress: '已受理' };
    const sent = await sendLedger(api, await ledgerFile([known]));
    const path = await ledger('known.xlsx', [
      { ...known, progress: '已完工' },
      { ...row, title: '未知' },
    ]);
    const before = await casesIn();
    const { lines } = await guacun(['import', path, '--dry-run', '--county', county]);
    expect(lines).toMatchObject([
      {
        line: 2,
        status: 'duplicate',
        caseId: sent.body.rows[0].caseId,
        changes: [{ field: 'progress', from: '已受理', to: '已完工' }],
      },
      { line: 3, status: 'accepted' },
      { counts: { rows: 2, accepted: 1, duplicates: 1 } },
    ]);
    expect(await casesIn()).toBe(before);
  }, 60_000);

  it('imports in the name of an account, also what over HTTP would take a worker', async () => {
    const before = await casesIn();
    const path = await ledger(
      'large.xlsx',
      Array.from({ length: 2_001 }, (_, i) => ({ ...row, title: `第 ${i} 件` })),
    );
    const { code, lines, complaints } = await guacun(['import', path, '--person', `${county}-countyOffice`]);
    expect([code, lines.length]).toEqual([0, 2_002]);
    expect(lines.at(-1)).toMatchObject({ dryRun: false, state: 'done', counts: { rows: 2_001, accepted: 2_001 } });
    expect(complaints).toContain('… 1001');
    expect(await casesIn()).toBe(before + 2_001);
    const again = await guacun(['import', path, '--person', `${county}-countyOffice`]);
    expect(again.lines.at(-1)).toMatchObject({ counts: { accepted: 0, duplicates: 2_001 } });
  }, 120_000);

  it('wants an account that may import, and a file that is a ledger', async () => {
    const path = await ledger('who.xlsx', [row]);
    for (const person of [[], ['--person', 'nobody'], ['--person', `${county}-supervisor`]]) {
      expect((await guacun(['import', path, ...person])).code).toBe(2);
    }
    await writeFile(join(folder, 'text.xlsx'), 'no workbook');
    const refused = await guacun(['import', join(folder, 'text.xlsx'), '--person', `${county}-countyOffice`]);
    expect([refused.code, refused.lines]).toEqual([1, []]);
    expect(refused.complaints).toContain('不是 Excel 工作簿');
  }, 120_000);
});
