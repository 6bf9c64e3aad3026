import { type Tx } from './transactions.js';

/** A way to sign in for one person. Instants are epoch milliseconds of the machine. */
export interface AccountRecord {
  readonly id: string;
  readonly countyCode: string;
  readonly personId: string;
  readonly personName: string;
  readonly name: string;
  /** Null until a one-time code has been used to choose a password. */
  readonly passwordHash: string | null;
  readonly oneTimeCodeHash: string | null;
  readonly oneTimeCodeExpiresAt: number | null;
  readonly isDisabled: boolean;
}

/** An account as administrators see it. */
export interface ListedAccount {
  readonly id: string;
  readonly name: string;
  readonly personId: string;
  readonly personName: string;
  readonly state: 'active' | 'awaiting-first-sign-in' | 'disabled';
  readonly hasSecondFactor: boolean;
}

export interface NewAccount {
  readonly id: string;
  readonly countyCode: string;
  readonly personId: string;
  readonly name: string;
}

export interface Accounts {
  named(tx: Tx, name: string): Promise<AccountRecord | null>;
  withId(tx: Tx, countyCode: string, id: string): Promise<AccountRecord | null>;
  /** The accounts of a county by name, after `after`, at most `limit`. */
  list(tx: Tx, countyCode: string, after: string | null, limit: number): Promise<readonly ListedAccount[]>;
  /**
   * Locks an account until the transaction ends. False: its password has been changed or reset since it was read, or it
   * has been disabled, so that what the password proved then counts no longer.
   */
  lockUnlessChanged(tx: Tx, account: Pick<AccountRecord, 'id' | 'passwordHash'>): Promise<boolean>;
  create(tx: Tx, account: NewAccount): Promise<'created' | 'unknown-person' | 'name-taken' | 'has-account'>;
  setPassword(tx: Tx, id: string, passwordHash: string): Promise<void>;
  /** Sets the password chosen with this one-time code and uses the code up. False: it was used or replaced meanwhile. */
  useOneTimeCode(tx: Tx, id: string, oneTimeCodeHash: string, passwordHash: string): Promise<boolean>;
  /** From now on the account's password is the one that somebody chooses with this code. */
  giveOneTimeCode(tx: Tx, id: string, oneTimeCodeHash: string, expiresAt: number): Promise<void>;
  disable(tx: Tx, id: string, at: number): Promise<void>;
  /** Opens a disabled account again. False: its person has another one meanwhile. */
  enable(tx: Tx, id: string): Promise<boolean>;
}
