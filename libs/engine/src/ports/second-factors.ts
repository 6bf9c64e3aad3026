import { type Tx } from './transactions.js';

export interface RecoveryCodeHash {
  readonly selector: string;
  readonly hash: string;
}

/** Second factors of accounts: the secret of an authenticator application, sealed, and recovery codes, hashed. */
export interface SecondFactors {
  /** The secret that is in force, or the one that waits for its first code; null where there is none. */
  secret(tx: Tx, accountId: string, which: 'confirmed' | 'pending'): Promise<string | null>;
  /** Keeps a new secret until a code confirms it; what is in force stays so until then. */
  begin(tx: Tx, accountId: string, id: string, secret: string): Promise<void>;
  /** The pending secret takes the place of the one in force; `step` has been used. False: none is pending. */
  confirm(tx: Tx, accountId: string, at: number, step: number): Promise<boolean>;
  /** Marks a time step as used. False: it, or a later one, has been used before. */
  useStep(tx: Tx, accountId: string, step: number): Promise<boolean>;
  /** Removes secrets and recovery codes. False: there were none. */
  remove(tx: Tx, accountId: string): Promise<boolean>;
  replaceRecoveryCodes(tx: Tx, accountId: string, codes: readonly RecoveryCodeHash[]): Promise<void>;
  recoveryCode(tx: Tx, accountId: string, selector: string): Promise<string | null>;
  /** Uses a recovery code up. False: it was used meanwhile. */
  useRecoveryCode(tx: Tx, accountId: string, selector: string): Promise<boolean>;
  countRecoveryCodes(tx: Tx, accountId: string): Promise<number>;
}
