import { type Temporal } from 'temporal-polyfill';

/** Bytes that can be read more than once, from their beginning. */
export interface Content {
  readonly bytes: number;
  read(): AsyncIterable<Uint8Array>;
}

/** Where the content of attachments lies: a folder, or a store in the net. What it gets is sealed already. */
export interface AttachmentStore {
  /** Keeps it whole, or not at all. Throws where it cannot be kept. */
  keep(id: string, content: Content): Promise<void>;
  /** Null where there is none of this id; throws where the store does not answer. */
  open(id: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Takes it away; nothing happens where there is none. */
  remove(id: string): Promise<void>;
  /** All that lies there, what was broken off too, with since when by the store's own clock. */
  all(): AsyncIterable<StoredContent>;
}

export interface StoredContent {
  readonly id: string;
  readonly since: Temporal.Instant;
}

/** Seals the content of one file with a key of its own, as it flows. */
export interface ContentCipher {
  newKey(): Uint8Array;
  seal(key: Uint8Array, content: Content): Content;
  /** Throws, before anything of the wrong part is handed on, where the bytes were changed, cut or moved. */
  open(key: Uint8Array, sealed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}
