import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SETTINGS, type Settings } from '../../apps/composition/src/index.js';
import { personId, startApi, type TestApi } from '../support/api/api.js';
import { county, village } from '../support/api/seed-county.js';
import { errand, errandPolicy, laterErrand, laterErrandPolicy } from '../support/definitions/errand.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('guacun case-types and guacun policies', () => {
  let api: TestApi;
  let folder: string;
  beforeAll(async () => {
    api = await startApi();
    folder = await mkdtemp(join(tmpdir(), 'guacun-versions-'));
    await writeFile(join(folder, 'key'), Buffer.from(api.app.get<Settings>(SETTINGS).key), { mode: 0o600 });
  }, 30_000);
  afterAll(() => Promise.all([api.stop(), rm(folder, { recursive: true })]));

  /** Runs the sources as the command runs the build. */
  function guacun(...words: string[]) {
    const program = ['--import', './test/support/typescript.mjs', 'apps/cli/src/main.ts'];
    const { databaseUrl } = api.app.get<Settings>(SETTINGS);
    const env = { PATH: process.env['PATH'], KEY_FILE: join(folder, 'key'), DATABASE_URL: databaseUrl, DEMO: 'true' };
    return new Promise<{ code: unknown; lines: Record<string, unknown>[]; complaints: string }>((resolve) => {
      execFile(process.execPath, [...program, ...words], { cwd: root, env }, (error, stdout, stderr) => {
        const lines = stdout.split('\n').filter(Boolean);
        resolve({
          code: error?.code ?? 0,
          lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
          complaints: stderr,
        });
      });
    });
  }

  const send = async (caseType: string, policy: string) =>
    (await api.call('systemAdmin', 'POST', '/v1/case-types', { body: { caseType, policy } })).body as { hash: string; policy: { hash: string } }; // prettier-ignore

  it('list, put in force, move cases, and write what is in force to files that say the same', async () => {
    const drafts = await send(errand, errandPolicy);
    const listed = await guacun('case-types', 'list');
    expect([listed.complaints, listed.lines]).toMatchObject(['', expect.arrayContaining([{ code: 'errand', hash: drafts.hash, state: 'draft', inForceFrom: [], openCases: 0 }])]); // prettier-ignore

    const alone = await guacun('case-types', 'activate', 'errand', drafts.hash.slice(0, 8));
    expect([alone.code, alone.lines]).toMatchObject([1, [{ result: 'refused', problems: [{ path: 'policy', code: 'missing' }] }]]); // prettier-ignore
    const words = ['--policy', drafts.policy.hash.slice(0, 8), '--person', `${county}-systemAdmin`];
    const both = await guacun('case-types', 'activate', 'errand', drafts.hash, ...words);
    expect([both.code, both.lines]).toMatchObject([0, [{ hash: drafts.hash, result: 'activated' }]]);
    const entered = await api.dataSource.query(`SELECT entered_by FROM case_type_activation WHERE code = 'errand'`);
    expect(entered).toEqual([{ entered_by: personId('systemAdmin') }]);
    // the server that runs beside sees it
    const fields = { type: 'errand', title: '跑一趟', villageCode: village };
    const opened = await api.call('clerk', 'POST', '/v1/cases', { body: fields });
    expect(opened.status).toBe(201);

    const later = await send(laterErrand, laterErrandPolicy);
    await guacun('case-types', 'activate', 'errand', later.hash, '--policy', later.policy.hash);
    const foreseen = await guacun('case-types', 'migrate', 'errand', '--dry-run');
    expect([foreseen.code, foreseen.lines]).toMatchObject([
      0,
      [
        {
          ...{ number: opened.body.number, from: drafts.hash, to: later.hash, moves: true },
          clocks: [{ clock: 'confirming', why: 'starts', from: null }],
        },
        { dryRun: true, result: 'done', cases: 1, moved: 1, stayed: 0 },
      ],
    ]);
    const moved = await guacun('case-types', 'migrate', 'errand', '--to', later.hash.slice(0, 10), '--batch', '1');
    expect(moved.lines.at(-1)).toMatchObject({ dryRun: false, goneOn: false, moved: 1 });
    expect((await guacun('case-types', 'migrate', 'errand')).lines).toMatchObject([{ cases: 0, moved: 0 }]);

    expect((await guacun('case-types', 'export', folder)).code).toBe(0);
    expect((await guacun('policies', 'export', folder)).code).toBe(0);
    const file = (path: string) => readFile(join(folder, path), 'utf8');
    const again = await send(await file('case-types/errand.yaml'), await file('policies/errand.yaml'));
    expect([again.hash, again.policy.hash]).toEqual([later.hash, later.policy.hash]);
    const shipped = await send(await file('case-types/villager-problem.yaml'), await file('policies/villager-problem.yaml')); // prettier-ignore
    const known = await api.dataSource.query(`SELECT hash FROM case_type_version WHERE code = 'villager-problem'`);
    expect(known).toEqual([{ hash: shipped.hash }]);
  }, 120_000);

  it('tell what is not there', async () => {
    expect((await guacun('case-types', 'activate', 'errand', 'ffffffff')).code).toBe(2);
    expect((await guacun('case-types', 'list', '--county', '999999')).code).toBe(2);
    expect((await guacun('policies', 'list', '--person', 'nobody')).code).toBe(2);
    expect((await guacun('case-types', 'migrate', 'nothing')).lines).toMatchObject([{ result: 'not-found' }]);
    expect((await guacun('policies', 'activate', 'errand', 'ffffff', '--from', 'tomorrow')).code).toBe(2);
  }, 60_000);
});
