import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { AesCipher } from './aes-cipher.js';
import { Argon2Passwords, hashPassword } from './password.js';
import { apiTokenPrefix, hashToken, newApiToken, newRecoveryCode, newToken, recoveryCodeHash } from './token.js';
import { Totp } from './totp.js';

describe('passwords', () => {
  const cheap = new Argon2Passwords({ memoryCost: 1024, timeCost: 1, parallelism: 1 });

  it('are kept as argon2id at the cost that OWASP names, and recognised', async () => {
    const stored = await hashPassword('山高水长-42');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await new Argon2Passwords().matches('山高水长-42', stored)).toBe(true);
    expect(await new Argon2Passwords().matches('山高水长-43', stored)).toBe(false);
  });

  it('never match where there is no account, not even the decoy', async () => {
    expect(await cheap.matches('nobody has this password', null)).toBe(false);
  });

  it('are the same however a keyboard composes their letters', async () => {
    expect(await cheap.matches('pa\u0308sswo\u0308rter', await cheap.hash('p\u00e4ssw\u00f6rter'))).toBe(true);
  });

  it.each(['password123', 'woaini1314', 'luoyuan', '8888888888', 'qwertyuiop'])('%s is known as common', (password) => {
    expect(cheap.isCommon(password)).toBe(true);
  });
});

describe('session and API tokens', () => {
  it('are known to the database by their hash only', () => {
    const { token, hash } = newToken();
    expect(hashToken(token)).toEqual(hash);
    expect(hash.toString('base64url')).not.toBe(token);
  });

  it('are told apart by a prefix', () => {
    expect(newApiToken().token).toMatch(/^guacun_[\w-]{43}$/);
    expect(newToken().token.startsWith(apiTokenPrefix)).toBe(false);
  });
});

describe('recovery codes', () => {
  it('are read however they are typed', () => {
    const { code, hash } = newRecoveryCode('one account');
    expect(code).toMatch(/^[A-Z2-9]{6}-[A-Z2-9]{6}-[A-Z2-9]{6}$/);
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')}`])
      expect(recoveryCodeHash('one account', typed)).toEqual(hash);
    expect(recoveryCodeHash('another account', code)).not.toEqual(hash);
  });

  it.each(['123456', '', 'ABCDEF-GHJKMN', 'ABCDEF-GHJKMN-PQRST0', '张三'])('%p is none', (typed) => {
    expect(recoveryCodeHash('one account', typed)).toBeNull();
  });
});

describe('codes of an authenticator application', () => {
  // RFC 6238, appendix B: the secret is the ASCII text below, codes cut to six digits
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const totp = new Totp();

  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
    [2_000_000_000, '279037', 66_666_666],
  ])('are those of RFC 6238 at %d s', (seconds, code, step) => {
    expect(totp.stepOf(secret, code, seconds * 1000)).toBe(step);
  });

  it('count for the step before and after, and no further', () => {
    expect([-60, -30, 0, 30, 60].map((late) => totp.stepOf(secret, '287082', (59 + late) * 1000))).toEqual([
      null,
      1,
      1,
      1,
      null,
    ]);
  });

  it.each(['28708', '2870820', 'abcdef', '', '０８１８０４'])('%p is none', (code) => {
    expect(totp.stepOf(secret, code, 59_000)).toBeNull();
  });

  it('come from secrets of 160 bits, and an address that applications scan', () => {
    const made = totp.newSecret();
    expect(made).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(totp.uri(made, 'admin'));
    expect(uri.protocol).toBe('otpauth:');
    expect(uri.searchParams.get('secret')).toBe(made);
  });
});

describe('the cipher', () => {
  const cipher = new AesCipher(randomBytes(32));

  it('opens what it sealed, and never seals the same twice alike', () => {
    const [one, two] = [cipher.seal('张三 13800005678'), cipher.seal('张三 13800005678')];
    expect(cipher.open(one, cipher.keyId)).toBe('张三 13800005678');
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false);
  });

  it('notices a changed byte', () => {
    const sealed = Buffer.from(cipher.seal('secret'));
    sealed[sealed.length - 1]! ^= 1;
    expect(() => cipher.open(sealed, cipher.keyId)).toThrow();
  });

  it('says which key is missing', () => {
    expect(() => new AesCipher(randomBytes(32)).open(cipher.seal('x'), cipher.keyId)).toThrow(cipher.keyId);
  });

  it('gives a value the same blind index under one key, another under another', () => {
    expect(Buffer.from(cipher.blindIndex('13800005678'))).toEqual(Buffer.from(cipher.blindIndex('13800005678')));
    expect(Buffer.from(cipher.blindIndex('1'))).not.toEqual(
      Buffer.from(new AesCipher(randomBytes(32)).blindIndex('1')),
    );
  });
});
