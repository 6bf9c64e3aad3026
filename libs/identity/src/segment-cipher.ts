import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
/** What is sealed at a time, each with its tag: nothing is handed on before it was checked. */
const segment = 64 * 1024;
const tagLength = 16;

interface Content {
  readonly bytes: number;
  read(): AsyncIterable<Uint8Array>;
}

/**
 * Seals files as they flow, each with a key of its own, which is kept sealed beside its row: so that changing the
 * installation's key leaves files alone, and forgetting one key makes one file noise. Segments are numbered in their nonce, and the last one
 * says that it is: none can be changed, moved, left out or cut off.
 */
export class SegmentCipher {
  newKey(): Uint8Array {
    return randomBytes(32);
  }

  seal(key: Uint8Array, { bytes, read }: Content): Content {
    const segments = Math.max(1, Math.ceil(bytes / segment));
    return { bytes: bytes + segments * tagLength, read: () => sealing(key, read()) };
  }

  /** Throws before it hands on anything that is not what was sealed. */
  async *open(key: Uint8Array, sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const { part, number, isLast } of parts(sealed, segment + tagLength)) {
      if (part.length < tagLength) throw new Error('sealed content is cut off');
      const decipher = createDecipheriv(algorithm, key, nonce(number, isLast));
      decipher.setAuthTag(part.subarray(part.length - tagLength));
      const plain = decipher.update(part.subarray(0, part.length - tagLength));
      decipher.final();
      yield plain;
    }
  }
}

async function* sealing(key: Uint8Array, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const { part, number, isLast } of parts(content, segment)) {
    const cipher = createCipheriv(algorithm, key, nonce(number, isLast));
    const sealed = cipher.update(part);
    cipher.final();
    yield Buffer.concat([sealed, cipher.getAuthTag()]);
  }
}

/** A key seals one file, so that a number is a nonce that never comes again. */
function nonce(number: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(number, 7);
  bytes[11] = isLast ? 1 : 0;
  return bytes;
}

/** Cut anew into parts of one length; the last may be shorter, and there is always one. */
async function* parts(content: AsyncIterable<Uint8Array>, length: number) {
  let held: Buffer = Buffer.alloc(0);
  let number = 0;
  for await (const chunk of content) {
    held =
      held.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : Buffer.concat([held, chunk]);
    // what could be the last is held back
    while (held.length > length) {
      yield { part: held.subarray(0, length), number: number++, isLast: false };
      held = held.subarray(length);
    }
  }
  yield { part: held, number, isLast: true };
}
