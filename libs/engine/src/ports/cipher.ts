/** Seals personal data with the county's key (AES-256-GCM). The key's id is stored beside what it sealed, so that keys can be rotated. */
export interface Cipher {
  readonly keyId: string;
  seal(plain: string): Uint8Array;
  /** Throws where the bytes were changed or the key is not the one that sealed them. */
  open(sealed: Uint8Array, keyId: string): string;
  /** The same for what is no text, such as a file. */
  sealBytes(plain: Uint8Array): Uint8Array;
  openBytes(sealed: Uint8Array, keyId: string): Uint8Array;
  /** The same value always gives the same index, and nothing can be read from it (keyed hash). */
  blindIndex(value: string): Uint8Array;
}
