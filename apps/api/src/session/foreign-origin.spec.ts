import { describe, expect, it } from '@jest/globals';
import { type FastifyRequest } from 'fastify';
import { ownHeader, refuseForeign } from './foreign-origin.js';

const asked = (method: string, headers: Record<string, string>) =>
  ({ method, headers: { host: 'guacun.example.cn', ...headers } }) as unknown as FastifyRequest;
const refusalOf = (method: string, headers: Record<string, string>, byCookie = true) => {
  try {
    refuseForeign(asked(method, headers), 'https://guacun.example.cn', byCookie);
    return null;
  } catch (problem) {
    return (problem as { code: string }).code;
  }
};
const own = { [ownHeader]: '1' };

describe('a change that a browser sends with its cookie', () => {
  it.each([
    ['from a page of another site', { origin: 'https://evil.example' }],
    ['from a page without an origin of its own', { origin: 'null' }],
    ['from a sibling host', { origin: 'https://other.example.cn', 'sec-fetch-site': 'same-site' }],
    ['marked as cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['from the same host on another port', { origin: 'https://guacun.example.cn:8443' }],
  ])('%s is refused', (_what, headers) => {
    expect(refusalOf('POST', { ...headers, ...own })).toBe('foreign-origin');
  });

  it('from our own page is let in', () => {
    const headers = { origin: 'https://guacun.example.cn', 'sec-fetch-site': 'same-origin', ...own };
    expect(refusalOf('POST', headers)).toBeNull();
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('by %s needs the header that no form can send', (method) => {
    expect(refusalOf(method, {})).toBe('own-header-missing');
    expect(refusalOf(method, own)).toBeNull();
  });

  it('may read without', () => {
    expect(refusalOf('GET', { origin: 'https://evil.example' })).toBeNull();
  });
});

describe('a change that a program sends with its token', () => {
  it('needs no header', () => {
    expect(refusalOf('POST', {}, false)).toBeNull();
  });

  it('is refused all the same where a browser sends it for another site', () => {
    expect(refusalOf('POST', { origin: 'https://evil.example' }, false)).toBe('foreign-origin');
  });
});
