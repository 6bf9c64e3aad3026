import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RotateKey } from '#engine';
import { Argon2Passwords } from '#identity';
import { Temporal } from 'temporal-polyfill';
import { personId, startApi, type TestApi } from '../support/api/api.js';
import { accountId, accountName, audited, codeOf, enrol, givePassword, password, signIn, visit } from '../support/sign-in/sign-in.js'; // prettier-ignore

const rightly = (name: Parameters<typeof accountName>[0], code?: string) => ({
  name: accountName(name),
  password,
  code,
});

describe('a second factor', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ demonstration: false });
    for (const name of [
      'supervisor',
      'systemAdmin',
      'clerk',
      'waterHead',
      'chief',
      'roadsHead',
      'roadsHandler',
      'waterHandler',
    ] as const) {
      await givePassword(api, name);
    }
  });
  afterAll(() => api.stop());
  beforeEach(() => api.dataSource.query('DELETE FROM sign_in_delay'));

  it.each(['supervisor', 'systemAdmin'] as const)('must be enrolled by a %s before anything else', async (name) => {
    const visitor = await visit(api, name);
    expect((await visitor.call('GET', '/v1/me')).body).toMatchObject({ mustEnrol: true, hasSecondFactor: false });
    const paths = ['/v1/cases', '/v1/inbox', '/v1/villages', '/v1/accounts', '/v1/me/tokens'];
    for (const path of paths) {
      const answer = await visitor.call('GET', path);
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'second-factor-missing']);
    }
    expect((await visitor.call('POST', '/v1/deadlines', {})).body.code).toBe('second-factor-missing');

    const before = visitor.token;
    const { recoveryCodes } = await enrol(visitor);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await visitor.call('GET', '/v1/villages')).status).toBe(200);
    expect((await visitor.call('GET', '/v1/me')).body).toMatchObject({ mustEnrol: false, hasSecondFactor: true });
    // the token from before the enrolment opens nothing any more
    visitor.token = before;
    expect((await visitor.call('GET', '/v1/me')).status).toBe(401);
  });

  it('is not asked of a clerk, nor of demonstration accounts', async () => {
    const visitor = await visit(api, 'clerk');
    expect((await visitor.call('GET', '/v1/cases')).status).toBe(200);
    const demonstration = await startApi();
    try {
      expect((await demonstration.get('supervisor', '/v1/cases')).status).toBe(200);
    } finally {
      await demonstration.stop();
    }
  });

  it('must be enrolled by whoever becomes a supervisor during a session', async () => {
    const visitor = await visit(api, 'roadsHead');
    expect((await visitor.call('GET', '/v1/cases')).status).toBe(200);
    await api.dataSource.query(
      `INSERT INTO posting (id, county_code, person_id, organisation_id, role, region_code, from_at)
       SELECT gen_random_uuid(), county_code, person_id, organisation_id, 'supervisor', region_code, from_at FROM posting WHERE person_id = $1`,
      [personId('roadsHead')],
    );
    expect((await visitor.call('GET', '/v1/cases')).body.code).toBe('second-factor-missing');
  });

  it('is asked for at every sign-in, and each code is taken once', async () => {
    const visitor = await visit(api, 'chief');
    const { secret } = await enrol(visitor);
    const without = await signIn(api, rightly('chief'));
    expect([without.status, without.body.code]).toEqual([403, 'code-needed']);
    expect((await signIn(api, { ...rightly('chief'), password: 'wrong but long', code: codeOf(secret) })).status).toBe(
      401,
    );

    const code = codeOf(secret);
    expect((await signIn(api, rightly('chief', code))).status).toBe(201);
    expect((await signIn(api, rightly('chief', code))).status).toBe(401);
    // nor the one of the step before, which would still be in its window
    expect((await signIn(api, rightly('chief', codeOf(secret, -1)))).status).toBe(401);
    expect((await signIn(api, rightly('chief', codeOf(secret, 1)))).status).toBe(201);
    expect((await signIn(api, rightly('chief', '000000'))).status).toBe(401);
    // the same code sent at once by two: one comes in
    await api.dataSource.query('UPDATE second_factor SET last_step = last_step - 5');
    const both = await Promise.all([1, 2].map(() => signIn(api, rightly('chief', codeOf(secret)))));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);
  });

  it('slows the guessing of codes down, and asking for a code gives no guesses back', async () => {
    for (let n = 0; n < 5; n++) {
      expect((await signIn(api, rightly('chief', '000000'))).status).toBe(401);
      expect([403, 429]).toContain((await signIn(api, rightly('chief'))).status);
    }
    expect((await signIn(api, rightly('chief', '000000'))).status).toBe(429);
  });

  it('has recovery codes, each of which works once, until new ones are made', async () => {
    const visitor = await visit(api, 'waterHead');
    const { secret, recoveryCodes } = await enrol(visitor);
    const [first, second, third] = recoveryCodes;
    expect((await signIn(api, rightly('waterHead', first))).status).toBe(201);
    expect((await signIn(api, rightly('waterHead', first))).status).toBe(401);
    expect((await signIn(api, rightly('waterHead', second!.toLowerCase().replaceAll('-', '')))).status).toBe(201);
    expect((await visitor.call('GET', '/v1/me/second-factor')).body).toMatchObject({
      isOn: true,
      recoveryCodesLeft: 8,
    });

    expect((await visitor.call('POST', '/v1/me/recovery-codes', { code: '000000' })).body.code).toBe('wrong-code');
    const renewed = await visitor.call('POST', '/v1/me/recovery-codes', { code: codeOf(secret) });
    expect(renewed.status).toBe(201);
    expect((await signIn(api, rightly('waterHead', third))).status).toBe(401);
    expect((await signIn(api, rightly('waterHead', renewed.body.recoveryCodes[0] as string))).status).toBe(201);
  });

  it('can be replaced by who knows the password; the old one counts until the new one is confirmed', async () => {
    await api.dataSource.query('UPDATE second_factor SET last_step = last_step - 5');
    const { rows } = { rows: (await audited(api, 'second-factor-changed')).length };
    const visitor = await visit(api, 'clerk');
    const old = await enrol(visitor);
    expect((await visitor.call('POST', '/v1/me/second-factor', { password: 'not the password' })).body.code).toBe('wrong-password'); // prettier-ignore
    const begun = await visitor.call('POST', '/v1/me/second-factor', { password });
    expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\//);
    expect((await signIn(api, rightly('clerk', codeOf(begun.body.secret as string)))).status).toBe(401);
    expect((await signIn(api, rightly('clerk', codeOf(old.secret)))).status).toBe(201);
    expect((await visitor.call('POST', '/v1/me/second-factor/confirmation', { code: '123' })).body.code).toBe(
      'wrong-code',
    );
    const code = codeOf(begun.body.secret as string, -1);
    const confirmed = await visitor.call('POST', '/v1/me/second-factor/confirmation', { code });
    expect(confirmed.status).toBe(200);
    visitor.token = confirmed.body.token as string;
    expect((await signIn(api, rightly('clerk', codeOf(old.secret, 1)))).status).toBe(401);
    expect((await visitor.call('POST', '/v1/me/second-factor/confirmation', { code })).body.code).toBe('no-enrolment');

    const removed = await visitor.call('DELETE', '/v1/me/second-factor', { code: codeOf(begun.body.secret as string) });
    expect(removed.status).toBe(204);
    expect((await signIn(api, rightly('clerk'))).status).toBe(201);
    expect((await audited(api, 'second-factor-changed')).length).toBe(rows + 3);
  });

  it('is confirmed within a quarter of an hour, or begun again', async () => {
    const visitor = await visit(api, 'waterHandler');
    const { body } = await visitor.call('POST', '/v1/me/second-factor', { password });
    const code = codeOf(body.secret as string);
    const began = (minutes: number) =>
      api.dataSource.query(`UPDATE second_factor SET begun_at = now() - $1 * interval '1 min' WHERE confirmed_at IS NULL`, [minutes]); // prettier-ignore
    await began(16);
    expect((await visitor.call('POST', '/v1/me/second-factor/confirmation', { code })).body.code).toBe('no-enrolment');
    await began(14);
    expect((await visitor.call('POST', '/v1/me/second-factor/confirmation', { code })).status).toBe(200);
  });

  it('is confirmed by guessing no faster than it is signed in with, and costs no slow hash', async () => {
    const visitor = await visit(api, 'roadsHandler');
    await visitor.call('POST', '/v1/me/second-factor', { password });
    const hashed = jest.spyOn(api.app.get(Argon2Passwords), 'hash');
    const codes = [];
    for (let n = 0; n < 6; n++) {
      codes.push(
        (await visitor.call('POST', '/v1/me/second-factor/confirmation', { code: '000' })).body.code as string,
      );
    }
    expect(codes).toEqual([...Array<string>(5).fill('wrong-code'), 'sign-in-later']);
    expect(hashed).not.toHaveBeenCalled();
    hashed.mockRestore();
  });

  it('is sealed in the database, and of its codes hashes are kept', async () => {
    const visitor = await visit(api, 'clerk');
    const { secret, recoveryCodes } = await enrol(visitor);
    const [row] = (await api.dataSource.query('SELECT secret, key_id FROM second_factor WHERE account_id = $1', [
      accountId('clerk'),
    ])) as [{ secret: Buffer; key_id: string }];
    expect(row.secret.includes(Buffer.from(secret))).toBe(false);
    const codes = (await api.dataSource.query('SELECT hash FROM recovery_code')) as { hash: Buffer }[];
    for (const { hash } of codes) expect(hash).toHaveLength(32);
    const log = JSON.stringify(await audited(api, 'second-factor-changed', 'signed-in', 'access-refused'));
    for (const secretWord of [secret, ...recoveryCodes]) expect(log).not.toContain(secretWord);
  });
});

describe('a second factor under another key', () => {
  let folder: string;
  let api: TestApi;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guacun-factor-'));
    const keyFile = join(folder, 'key');
    await writeFile(keyFile, randomBytes(32), { mode: 0o600 });
    api = await startApi({ keyFile });
    await givePassword(api, 'clerk');
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  it('still signs its owner in, by code and by recovery code', async () => {
    const { secret, recoveryCodes } = await enrol(await visit(api, 'clerk'));
    const keyIds = async () => (await api.dataSource.query('SELECT key_id FROM second_factor')) as object[];
    const before = await keyIds();
    const result = await api.app.get(RotateKey).execute(Temporal.Now.instant());
    expect(result).toMatchObject({ kind: 'sealed-anew', counts: { second_factor: 1 } });
    expect(await keyIds()).not.toEqual(before);
    expect((await signIn(api, rightly('clerk', codeOf(secret)))).status).toBe(201);
    expect((await signIn(api, rightly('clerk', recoveryCodes[0]))).status).toBe(201);
  });
});
