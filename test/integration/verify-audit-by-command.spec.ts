import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SealedLog } from '../support/audit/sealed-log.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('guacun verify-audit and guacun checkpoint', () => {
  let log: SealedLog;
  let folder: string;
  beforeAll(async () => {
    log = await SealedLog.open();
    folder = await mkdtemp(join(tmpdir(), 'guacun-verify-'));
    await log.record(30);
    await log.recordEvents(30);
  });
  afterAll(() => Promise.all([log.close(), rm(folder, { recursive: true })]));

  /** Runs the sources as the command runs the build. */
  function guacun(...words: string[]) {
    const program = ['--import', './test/support/typescript.mjs', 'apps/cli/src/main.ts'];
    const env = { PATH: process.env['PATH'], DATA_DIR: folder, DATABASE_URL: log.database.url };
    return new Promise<{ code: unknown; output: string; complaints: string }>((resolve) => {
      execFile(process.execPath, [...program, ...words], { cwd: root, env }, (error, output, complaints) =>
        resolve({ code: error?.code ?? 0, output, complaints }),
      );
    });
  }
  const linesOf = (text: string) => text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
  const kept = () => join(folder, 'kept-elsewhere.ndjson');

  it('wants the key that signs before there is one', async () => {
    const { code, complaints } = await guacun('verify-audit');
    expect([code, complaints.includes('audit-key.pub')]).toEqual([2, true]);
  });

  it('seals what waits, signs what there is and says it in one line; the key is for its owner only', async () => {
    const { code, output } = await guacun('checkpoint');
    expect(code).toBe(0);
    expect(linesOf(output)).toMatchObject([{ no: 61, counts: { audit_log: 31, case_event: 30 } }]);
    expect(await readFile(join(folder, 'audit-checkpoints.ndjson'), 'utf8')).toBe(output);
    for (const file of ['audit-key', 'audit-checkpoints.ndjson'])
      expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
    await writeFile(kept(), output);
    const [last] = await log.ask<{ kind: string }>('SELECT kind FROM audit_log ORDER BY id DESC LIMIT 1');
    expect(last).toEqual({ kind: 'log-sealed-elsewhere' });
  });

  it('finds a sound audit sound', async () => {
    const { code, output } = await guacun('verify-audit', '--checkpoints', kept());
    expect(code).toBe(0);
    expect(linesOf(output)).toMatchObject([{ whole: true, end: 61, seals: 61, findings: 0, unsealed: { rows: 0 } }]);
  });

  it('tells the tail that is not sealed yet, and its age', async () => {
    await log.record(3);
    const [{ unsealed }] = linesOf((await guacun('verify-audit')).output) as [{ unsealed: Record<string, number> }];
    expect(unsealed['rows']).toBe(3);
    expect(unsealed['ageSeconds']).toBeGreaterThan(0);
  });

  it('locates what was done to it, a line each, and leaves with 1', async () => {
    await log.asSuperuser('DELETE FROM audit_log WHERE id = 5', `UPDATE case_event SET kind = 'x' WHERE id = 9`);
    const { code, output } = await guacun('verify-audit');
    expect(code).toBe(1);
    expect(linesOf(output)).toMatchObject([
      { kind: 'row-missing', no: 5, source: 'audit_log', id: '5', told: expect.stringContaining('was deleted') },
      { kind: 'row-changed', source: 'case_event', id: '9', told: expect.stringContaining('被改过') },
      { whole: false, findings: 2 },
    ]);
    expect((await guacun('verify-audit', '--since', '45')).code).toBe(0);
  });

  it('trusts the key that it is given, and no other', async () => {
    await writeFile(join(folder, 'other.pub'), `${log.signer.publicKey}\n`);
    const { code, output } = await guacun('verify-audit', '--since', '45', '--public-key', join(folder, 'other.pub'));
    expect(code).toBe(1);
    expect(linesOf(output).map(({ kind }) => kind)).toEqual(['checkpoint-forged', 'checkpoint-forged', undefined]);
  });

  it('says which line of the checkpoints is none', async () => {
    await writeFile(kept(), `{"no": 1`);
    const { code, complaints } = await guacun('verify-audit', '--since', '45', '--checkpoints', kept());
    expect([code, complaints.includes('line 1')]).toEqual([1, true]);
  });

  it('tells which file it cannot open', async () => {
    const { code, complaints } = await guacun('verify-audit', '--checkpoints', 'no-such-file');
    expect([code, complaints.includes('no-such-file')]).toEqual([2, true]);
  });
});
