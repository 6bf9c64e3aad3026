import { type Tx } from './transactions.js';

/** A secret that waits for its first code; `at` in epoch milliseconds. */
export interface BegunEnrolment {
  readonly id: string;
  readonly secret: string;
  readonly at: number;
}

/** Second factors of accounts: the secret of an authenticator application, sealed, and recovery codes, hashed. */
export interface SecondFactors {
  /** The secret that is in force; null where there is none. */
  secret(tx: Tx, accountId: string): Promise<string | null>;
  /** The secret that waits for its first code, where it was begun after `since`. */
  pendingSecret(tx: Tx, accountId: string, since: number): Promise<string | null>;
  /** Keeps a new secret until a code confirms it; what is in force stays so until then. */
  begin(tx: Tx, accountId: string, begun: BegunEnrolment): Promise<void>;
  /** The pending secret takes the place of the one in force; `step` has been used. False: none is pending. */
  confirm(tx: Tx, accountId: string, at: number, step: number): Promise<boolean>;
  /** Marks a time step as used. False: it, or a later one, has been used before. */
  useStep(tx: Tx, accountId: string, step: number): Promise<boolean>;
  /** Removes secrets and recovery codes. False: there were none. */
  remove(tx: Tx, accountId: string): Promise<boolean>;
  replaceRecoveryCodes(tx: Tx, accountId: string, hashes: readonly Uint8Array[]): Promise<void>;
  /** Uses a recovery code up. False: there is none with this hash, or it has been used. */
  useRecoveryCode(tx: Tx, accountId: string, hash: Uint8Array): Promise<boolean>;
  countRecoveryCodes(tx: Tx, accountId: string): Promise<number>;
}
