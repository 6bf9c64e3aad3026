import { type Attempts } from '#domain';
import { type Tx } from './transactions.js';

/** Failed attempts by key, shared by all processes. A key is a keyed hash: nobody can read from it what was typed. */
export interface SignInDelays {
  /** What is known of a key; nobody else reads or writes it until the transaction ends. */
  lock(tx: Tx, key: Uint8Array, now: number): Promise<Attempts>;
  save(tx: Tx, key: Uint8Array, attempts: Attempts): Promise<void>;
  /** Takes back one failure. */
  takeBack(tx: Tx, key: Uint8Array): Promise<void>;
  forget(tx: Tx, key: Uint8Array): Promise<void>;
  /** Forgets every key that nobody tried since `before`. */
  forgetOld(tx: Tx, before: number): Promise<void>;
}
