import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { AesCipher } from './aes-cipher.js';
import { hashPassword, isPassword } from './password.js';
import { hashToken, newToken } from './token.js';

describe('passwords', () => {
  it('are kept as argon2id and recognised', async () => {
    const stored = await hashPassword('山高水长-42');
    expect(stored).toMatch(/^\$argon2id\$/);
    expect(await isPassword('山高水长-42', stored)).toBe(true);
    expect(await isPassword('山高水长-43', stored)).toBe(false);
  });

  it('never match where there is no account, not even the decoy', async () => {
    expect(await isPassword('nobody has this password', null)).toBe(false);
  });
});

describe('session tokens', () => {
  it('are known to the database by their hash only', () => {
    const { token, hash } = newToken();
    expect(hashToken(token)).toEqual(hash);
    expect(hash.toString('base64url')).not.toBe(token);
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
