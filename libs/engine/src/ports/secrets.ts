/** Passwords, kept as slow hashes. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** False where nothing is stored, and then as slow as for a wrong password. */
  matches(password: string, stored: string | null): Promise<boolean>;
  /** Whether it is among those that are tried first; in lower case. */
  isCommon(password: string): boolean;
}

/** A secret that its holder keeps, and what is kept of it here. */
export interface Secret {
  readonly token: string;
  readonly hash: Uint8Array;
}

/** Makes what only chance may make. */
export interface Secrets {
  sessionToken(): Secret;
  apiToken(): Secret;
  /** A code to be read off a screen and used once, to choose a password with. */
  oneTimeCode(): string;
  /** A code of an account in place of a second factor that was lost, and what is kept of it. */
  recoveryCode(accountId: string): { readonly code: string; readonly hash: Uint8Array };
  /** The hash of a recovery code as somebody typed it; null for what is none. */
  recoveryCodeHash(accountId: string, typed: string): Uint8Array | null;
  /** A random piece that marks a browser. */
  nonce(): string;
}

/** Codes that an authenticator application shows, new every thirty seconds (RFC 6238). */
export interface AuthenticatorCodes {
  newSecret(): string;
  /** What the application scans: `otpauth://totp/…`. */
  uri(secret: string, accountName: string): string;
  /** The time step that a code belongs to, of this step, the one before and the one after; null for a wrong code. */
  stepOf(secret: string, code: string, at: number): number | null;
}
