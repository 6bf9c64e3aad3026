import { type TokenScope } from '#domain';
import { type Tx } from './transactions.js';

/** An API token as its owner sees it. Instants in epoch milliseconds; of its use only the last day is known. */
export interface ApiToken extends TokenScope {
  readonly id: string;
  /** What its owner calls it. */
  readonly name: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** `2026-11-23`, or null. */
  readonly lastUsedOn: string | null;
}

export interface NewApiToken extends Omit<ApiToken, 'lastUsedOn'> {
  readonly accountId: string;
  readonly tokenHash: Uint8Array;
}

export interface ApiTokens {
  /** Adds a token, where the account has fewer than `atMost`. False: it has as many already. */
  add(tx: Tx, token: NewApiToken, atMost: number): Promise<boolean>;
  list(tx: Tx, accountId: string): Promise<readonly ApiToken[]>;
  /** False: the account has no such token. */
  revoke(tx: Tx, accountId: string, id: string): Promise<boolean>;
  /** Returns how many. */
  revokeAll(tx: Tx, accountId: string): Promise<number>;
}
