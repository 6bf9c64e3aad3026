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

/** A recovery code: `AB-CDEFG-HJKMN`. Its first part names it; the rest (49 bits) is kept as a slow hash. */
export function newRecoveryCode(): { code: string; selector: string } {
  const selector = drawn(2);
  return { code: `${selector}-${drawn(5)}-${drawn(5)}`, selector };
}

/** A recovery code as somebody typed it: in small letters, without hyphens or with spaces; null for what is none. */
export function readRecoveryCode(typed: string): { code: string; selector: string } | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '');
  if (!new RegExp(`^[${letters}]{12}$`).test(plain)) return null;
  const selector = plain.slice(0, 2);
  return { code: `${selector}-${plain.slice(2, 7)}-${plain.slice(7)}`, selector };
}
