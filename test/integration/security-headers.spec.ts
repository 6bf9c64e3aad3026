import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLogger } from '#platform';
import { ApiModule, createApplication } from '../../apps/api/src/index.js';
import { configDirectory, EngineModule } from '../../apps/composition/src/index.js';
import { startApi, type TestApi } from '../support/api/api.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { send } from '../support/sign-in/sign-in.js';

describe('the answers of an installation behind https', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let url: string;
  beforeAll(async () => {
    database = await freshDatabase();
    const settings = {
      ...{ databaseUrl: database.url, redisUrl: null, configDirectory, key: randomBytes(32), demonstration: false },
      ...{ secureCookies: true, publicUrl: 'https://guacun.example.cn', poolSize: 2 },
    };
    app = await createApplication([EngineModule.with(settings), ApiModule], createLogger({ level: 'error' }), settings);
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const policyOf = async (path: string) => (await fetch(`${url}${path}`)).headers.get('content-security-policy') ?? '';

  it('tell browsers to run nothing but our own code, to frame nothing, and to come back over https', async () => {
    const { headers } = await fetch(`${url}/api/v1/me`);
    const policy = headers.get('content-security-policy')!;
    for (const directive of ["default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'"])
      expect(policy.split(';')).toContain(directive);
    for (const directive of ["base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"])
      expect(policy.split(';')).toContain(directive);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('let the page that shows the interface set styles, and no other', async () => {
    expect(await policyOf('/api/docs')).toContain("style-src 'self' 'unsafe-inline'");
    expect(await policyOf('/api/docs')).not.toMatch(/script-src[^;]*unsafe/);
    for (const path of ['/api/health/live', '/api/openapi.json', '/api/nowhere', '/'])
      expect([path, await policyOf(path)]).not.toEqual([path, expect.stringMatching(/unsafe|^$/)]);
  });

  it('give cookies that no other host can set', async () => {
    const { headers } = await send(url, 'POST', '/v1/session', { name: 'nobody', password: 'x' });
    expect(headers.getSetCookie()).toEqual([]);
    // an unprefixed cookie, which a sibling host could have set, is not read
    const cookie = 'guacun_session=planted';
    expect((await send(url, 'GET', '/v1/me', undefined, { cookie })).status).toBe(401);
  });
});

describe('the size of what is sent', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const filled = (kilobytes: number) => ({ title: 'x'.repeat(kilobytes * 1024) });

  it('is 256 KB at most for a form', async () => {
    const { status, body } = await api.call('clerk', 'POST', '/v1/cases', { body: filled(257) });
    expect([status, body.code]).toEqual([413, 'too-large']);
    expect(body.detail).toContain('256 KB');
    expect((await api.call('clerk', 'POST', '/v1/cases', { body: filled(250) })).status).toBe(422);
    expect((await api.call(null, 'POST', '/v1/session', { body: filled(257) })).status).toBe(413);
  });

  it('may be a megabyte for a list of deadlines', async () => {
    const one = { from: '2026-09-30T10:00', span: '5wd' };
    const some = Array.from({ length: 9_000 }, () => one);
    expect(JSON.stringify(some).length).toBeGreaterThan(256 * 1024);
    expect((await api.call('clerk', 'POST', '/v1/deadlines', { body: some })).status).toBe(200);
    expect((await api.call('clerk', 'POST', '/v1/deadlines', { body: filled(1025) })).status).toBe(413);
  });
});

describe('an installation without https, inside an office’s own net', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it('still gets its pages: nothing insists on https', async () => {
    const { headers } = await fetch(`${api.url}/api/health/live`);
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
  });
});
