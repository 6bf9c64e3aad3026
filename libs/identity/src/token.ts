import { createHash, randomBytes } from 'node:crypto';

/** A session token: 256 random bits for the client; the database keeps the hash only. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A one-time code that a person reads off a screen: ten characters without look-alikes. */
export function newOneTimeCode(): string {
  const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
  return Array.from(randomBytes(10), (byte) => letters[byte % letters.length]).join('');
}
