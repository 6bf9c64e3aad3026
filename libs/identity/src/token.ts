import { createHash, randomBytes, randomInt } from 'node:crypto';

/** By what a tool's token is told from a session's, and found by scanners of secrets. */
export const apiTokenPrefix = 'guacun_';

/** A session token: 256 random bits for the client; the database keeps the hash only. */
export function newToken(): { token: string; hash: Buffer } {
  return hashed(randomBytes(32).toString('base64url'));
}

/** An API token: as strong, and recognisable. */
export function newApiToken(): { token: string; hash: Buffer } {
  return hashed(apiTokenPrefix + randomBytes(32).toString('base64url'));
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

const hashed = (token: string) => ({ token, hash: hashToken(token) });

/** Without look-alikes: a code is read off a screen or a sheet of paper. */
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

const drawn = (length: number): string => Array.from({ length }, () => letters[randomInt(letters.length)]).join('');

/** A one-time code that a person reads off a screen: ten characters without look-alikes (49 bits). */
export function newOneTimeCode(): string {
  return drawn(10);
}

/** Letters of a recovery code: 88 bits, so that trying them all is no way in and a quick hash keeps them (ASVS 2.6.2). */
const recoveryLetters = 18;

/** A recovery code of an account, `ABCDEF-GHJKMN-PQRSTV`, and what is kept of it. */
export function newRecoveryCode(accountId: string): { code: string; hash: Buffer } {
  const plain = drawn(recoveryLetters);
  return { code: plain.match(/.{6}/g)!.join('-'), hash: saltedHash(accountId, plain) };
}

/** The hash of a recovery code as somebody typed it: in small letters, without hyphens or with spaces; null for what is none. */
export function recoveryCodeHash(accountId: string, typed: string): Buffer | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '');
  return new RegExp(`^[${letters}]{${recoveryLetters}}$`).test(plain) ? saltedHash(accountId, plain) : null;
}

/** Salted by the account, so that one attempt is at one account's codes. */
const saltedHash = (accountId: string, code: string) => hashToken(`${accountId} ${code}`);
