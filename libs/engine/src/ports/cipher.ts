/**
 * Seals personal data (AES-256-GCM). Of several keys one seals and all open; what is sealed names its key itself, so that
 * keys can be changed while everybody goes on reading. The stored key id is for what was sealed before it did.
 */
export interface Cipher {
  /** Id of the key that seals now. */
  readonly keyId: string;
  seal(plain: string): Uint8Array;
  /** Throws where the bytes were changed or the key that sealed them is not among the keys. */
  open(sealed: Uint8Array, keyId: string): string;
  /** The same for what is no text, such as a file. */
  sealBytes(plain: Uint8Array): Uint8Array;
  openBytes(sealed: Uint8Array, keyId: string): Uint8Array;
  /** The same value always gives the same index, and nothing can be read from it (keyed hash). */
  blindIndex(value: string): Uint8Array;
  /** Under each key, the current one first: what is looked up while keys are being changed. */
  blindIndexes(value: string): readonly Uint8Array[];
}

/** The cipher as those see it who change its keys. */
export interface RotatingCipher extends Cipher {
  /** Ids of all keys that open, the current one first. */
  readonly keyIds: readonly string[];
  /** The beginning of everything that the current key seals. */
  readonly header: Uint8Array;
}
