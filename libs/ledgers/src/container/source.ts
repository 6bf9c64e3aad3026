import { open, type FileHandle } from 'node:fs/promises';
import { sniffLength } from './looks-like.js';

/** Where a ledger's bytes are: in memory (an upload), or in a file, which is then never loaded whole. */
export type LedgerSource = Uint8Array | { readonly path: string };

/** Size and first bytes of a source, and a search through it. */
export interface Glance {
  readonly size: number;
  readonly start: Buffer;
  contains(needle: Buffer): Promise<boolean>;
}

/** Looks at a source without reading it whole. Fails as the file system does when the path cannot be read. */
export async function glanceAt(source: LedgerSource): Promise<Glance> {
  if (source instanceof Uint8Array) {
    const bytes = bufferOf(source);
    return {
      size: bytes.length,
      start: bytes.subarray(0, sniffLength),
      contains: async (needle) => bytes.includes(needle),
    };
  }
  const { path } = source;
  return withFile(path, async (file) => {
    const { size } = await file.stat();
    return {
      size,
      start: await read(file, 0, sniffLength),
      contains: (needle) => withFile(path, (it) => search(it, needle)),
    };
  });
}

/** A view of the same memory, not a copy. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function search(file: FileHandle, needle: Buffer): Promise<boolean> {
  const step = 1024 * 1024;
  for (let position = 0; ; position += step) {
    // Windows overlap, so that a needle across two of them is found.
    const window = await read(file, position, step + needle.length);
    if (window.includes(needle)) return true;
    if (window.length < step) return false;
  }
}
