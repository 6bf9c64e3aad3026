/** Bytes of known length that can be read anywhere, wherever they lie. */
export interface Bytes {
  readonly size: number;
  /** From there on; fewer where the end comes first. */
  read(from: number, length: number): Promise<Buffer>;
}

/** Bytes in memory. */
export function bytesIn(buffer: Uint8Array): Bytes {
  const bytes = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  return { size: bytes.length, read: async (from, length) => bytes.subarray(from, from + length) };
}
