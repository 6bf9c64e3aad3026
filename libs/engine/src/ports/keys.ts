import { type Temporal } from 'temporal-polyfill';
import { type Tx } from './transactions.js';

/** The keys as files in their folder. */
export interface KeyFolder {
  /** The current key, then the older ones. */
  all(): readonly Uint8Array[];
  /** Whether an interrupted rotation left its new key there, not yet sealing. */
  hasNext(): Promise<boolean>;
  /** The key that is to seal next: the one left there, or a new one. */
  prepareNext(): Promise<Uint8Array>;
  /** It seals from now on. */
  promote(): Promise<void>;
  /** Takes an older key out of the ring. */
  retire(key: Uint8Array): Promise<void>;
}

/** Everything in the database that hangs on a key. */
export interface SealedData {
  /** The kinds of sealed things, in the order in which they are to be sealed anew. */
  readonly kinds: readonly string[];
  /**
   * Seals the next few things of a kind with the current key that another key sealed, behind `after`. Returns how many,
   * and where to go on; null where there are no more.
   */
  sealAnew(
    tx: Tx,
    kind: string,
    after: string | null,
  ): Promise<{ readonly count: number; readonly after: string | null }>;
  /** The next few fingerprints of ledger rows under the current key; `lost` are those that no key of the ring explains. */
  fingerprintAnew(
    tx: Tx,
    after: string | null,
  ): Promise<{ readonly count: number; readonly lost: number; readonly after: string | null }>;
  /** Things that another key than the current one sealed. With `locked` nothing can be sealed until the transaction ends. */
  remaining(tx: Tx, locked: boolean): Promise<number>;
}

/** Which keys this database is sealed with. */
export interface KeyRegister {
  /** Enters a key before it seals anything. Entering it again changes nothing. */
  enter(tx: Tx, id: string, checkValue: Uint8Array, at: Temporal.Instant): Promise<void>;
  retire(tx: Tx, ids: readonly string[], at: Temporal.Instant): Promise<void>;
  /** When a key was entered; null of one that never was. */
  enteredAt(tx: Tx, id: string): Promise<Temporal.Instant | null>;
  /** One rotation at a time: until `release`, which a killed process leaves to the database. False: another is at work. */
  claim(): Promise<boolean>;
  release(): Promise<void>;
}
