import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SETTINGS, type Settings } from '../../apps/composition/src/index.js';
import { startApi, type TestApi } from '../support/api/api.js';
import { accountId, accountName, audited, codeOf, enrol, givePassword, makeToken, password, signIn, visit } from '../support/sign-in/sign-in.js'; // prettier-ignore

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('guacun restore-account', () => {
  let folder: string;
  let api: TestApi;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guacun-restore-'));
    await writeFile(join(folder, 'key'), randomBytes(32), { mode: 0o600 });
    api = await startApi({ keyFile: join(folder, 'key') });
    await givePassword(api, 'systemAdmin');
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  /** Runs the sources as the command runs the build. */
  function guacun(...words: string[]) {
    const program = ['--import', './test/support/typescript.mjs', 'apps/cli/src/main.ts'];
    const { databaseUrl } = api.app.get<Settings>(SETTINGS);
    const env = { PATH: process.env['PATH'], DATA_DIR: folder, DATABASE_URL: databaseUrl };
    return new Promise<{ code: unknown; output: string; complaints: string }>((resolve) => {
      execFile(process.execPath, [...program, ...words], { cwd: root, env }, (error, output, complaints) =>
        resolve({ code: error?.code ?? 0, output, complaints }),
      );
    });
  }

  it('lets the only administrator in again who lost phone and recovery codes, and the audit says so', async () => {
    const visitor = await visit(api, 'systemAdmin');
    const { secret } = await enrol(visitor);
    const { tool } = await makeToken(api, visitor, { code: codeOf(secret) });
    const name = accountName('systemAdmin');
    expect((await signIn(api, { name, password })).body.code).toBe('code-needed');

    const { code, output } = await guacun('restore-account', name);
    expect(code).toBe(0);
    const { oneTimeCode } = JSON.parse(output) as { oneTimeCode: string };
    expect((await visitor.call('GET', '/v1/me')).status).toBe(401);
    expect((await signIn(api, { name, password: '又一句好记的很长的口令', code: oneTimeCode })).status).toBe(201);
    expect((await tool.call('GET', '/v1/me')).status).toBe(401);
    expect((await audited(api, 'account-changed')).at(-1)).toMatchObject({ personId: null, subjectId: accountId('systemAdmin'), data: { change: 'restored' } }); // prettier-ignore
  });

  it('knows no account that is not there, and wants a name', async () => {
    expect(await guacun('restore-account', 'nobody')).toMatchObject({ code: 1, output: '' });
    expect((await guacun('restore-account')).code).toBe(2);
  });
});
