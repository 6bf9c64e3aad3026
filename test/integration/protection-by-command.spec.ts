import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SETTINGS, type Settings } from '../../apps/composition/src/index.js';
import { startApi, type TestApi } from '../support/api/api.js';
import { village } from '../support/api/seed-county.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('keys and retention on the command line', () => {
  let api: TestApi;
  let folder: string;
  let id: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guacun-keys-'));
    await writeFile(join(folder, 'key'), randomBytes(32), { mode: 0o600 });
    api = await startApi({ demonstration: false, keyFile: join(folder, 'key') });
    const { body } = await api.call('clerk', 'POST', '/v1/cases', {
      body: {
        ...{ type: 'villager-problem', villageCode: village, category: 'roads', urgency: 'normal' },
        ...{ title: '路灯不亮', text: '村口', requester: { name: '陈大山', phone: '19900001234' } },
      },
    });
    id = body.id as string;
  }, 30_000);
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  /** Runs the sources as the command runs the build. */
  function guacun(words: string[], more: Record<string, string> = {}) {
    const program = ['--import', './test/support/typescript.mjs', 'apps/cli/src/main.ts'];
    const { databaseUrl } = api.app.get<Settings>(SETTINGS);
    const env = { PATH: process.env['PATH'], KEY_FILE: join(folder, 'key'), DATABASE_URL: databaseUrl, ...more };
    return new Promise<{ code: unknown; lines: Record<string, unknown>[]; complaints: string }>((resolve) => {
      execFile(process.execPath, [...program, ...words], { cwd: root, env }, (error, stdout, complaints) => {
        const lines = stdout.split('\n').filter(Boolean);
        resolve({ code: error?.code ?? 0, lines: lines.map((line) => JSON.parse(line) as never), complaints });
      });
    });
  }

  it('changes the key and takes the old one out, while the API goes on reading', async () => {
    const rotated = await guacun(['rotate-key']);
    expect(rotated).toMatchObject({ code: 0, lines: [{ kind: 'sealed-anew', counts: { requester: 1 }, lost: 0 }] });
    expect(rotated.complaints).toContain('--finish');
    const again = await guacun(['rotate-key']);
    expect(again).toMatchObject({ code: 0, lines: [{ kind: 'sealed-anew', counts: { requester: 0 } }] });
    const finished = await guacun(['rotate-key', '--finish']);
    expect(finished).toMatchObject({ code: 0, lines: [{ kind: 'finished' }] });
    expect((await readdir(folder)).sort()).toEqual(['key', 'key.1.retired']);
    expect((await guacun(['rotate-key', '--finish'])).code).toBe(1);
    const { body } = await api.get('countyOffice', `/v1/cases/${id}`);
    expect(body.requester).toEqual({ name: '陈**', phone: '199****1234' });
  }, 120_000);

  it('refuses a key that others may read, or another one, in two sentences', async () => {
    const stranger = join(folder, 'stranger');
    await writeFile(stranger, randomBytes(32), { mode: 0o600 });
    const refused = await guacun(['retention', '--dry-run'], { KEY_FILE: stranger });
    expect([refused.code, refused.lines]).toEqual([1, []]);
    expect(refused.complaints).toContain('请从备份恢复原来的密钥文件');
    expect(refused.complaints).not.toContain('    at ');
  }, 60_000);

  it('tells what has been kept long enough, thing by thing, and touches nothing in a dry run', async () => {
    const { code, lines } = await guacun(['retention', '--dry-run']);
    expect(code).toBe(0);
    expect(lines.map(({ thing }) => thing)).toEqual(
      expect.arrayContaining(['requester', 'case-text', 'notification', 'audit-log', 'disclosure']),
    );
    for (const line of lines) expect(line).toMatchObject({ county: '350123', dryRun: true, count: 0 });
  }, 60_000);
});
