import { type Tx } from './transactions.js';

/** A session as its owner sees it; instants in epoch milliseconds. No address, no fingerprint, no history. */
export interface OwnSession {
  readonly id: string;
  readonly beganAt: number;
  readonly lastUsedAt: number;
  readonly client: string;
}

export interface NewSession {
  readonly accountId: string;
  readonly tokenHash: Uint8Array;
  readonly client: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** How long sessions last (OWASP ASVS 3.3.2), and whether a person may have several. */
export interface SessionRules {
  readonly idleMinutes: number;
  readonly hours: number;
  readonly oneAtATime: boolean;
}

export interface SessionStore {
  /** Opens a session, and sweeps away the account's that are over. */
  open(tx: Tx, session: NewSession): Promise<void>;
  /** Gives a session another token: the one before opens nothing any more. */
  rotate(tx: Tx, id: string, tokenHash: Uint8Array): Promise<void>;
  /** The sessions of an account that have not ended by `now`, the newest first. */
  list(tx: Tx, accountId: string, now: number, idleMinutes: number): Promise<readonly OwnSession[]>;
  /** Ends one session of an account. False: there is none with this id. */
  end(tx: Tx, accountId: string, id: string): Promise<boolean>;
  /** Ends all sessions of an account, but for `except`. Returns how many. */
  endAll(tx: Tx, accountId: string, except: string | null): Promise<number>;
}
