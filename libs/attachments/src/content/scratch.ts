import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bytes } from './bytes.js';

const algorithm = 'aes-256-ctr';
const block = 16;

/**
 * Where what is received lies while it is judged: a file without a name, under a key that is in memory alone. So that nothing of it
 * is left when the process ends, however it ends.
 */
export class Scratch implements Bytes {
  private readonly key = randomBytes(32);
  private readonly sealing = createCipheriv(algorithm, this.key, Buffer.alloc(block));
  private written = 0;

  private constructor(private readonly file: FileHandle) {}

  static async open(folder: string): Promise<Scratch> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `${randomBytes(16).toString('hex')}.receiving`);
    const file = await open(path, 'wx+', 0o600);
    await unlink(path);
    return new Scratch(file);
  }

  get size(): number {
    return this.written;
  }

  async append(bytes: Uint8Array): Promise<void> {
    const sealed = this.sealing.update(bytes);
    for (let done = 0; done < sealed.length;) {
      const { bytesWritten } = await this.file.write(sealed, done, sealed.length - done, this.written + done);
      done += bytesWritten;
    }
    this.written += sealed.length;
  }

  async read(from: number, length: number): Promise<Buffer> {
    const to = Math.min(from + length, this.written);
    if (from < 0 || from >= to) return Buffer.alloc(0);
    const start = from - (from % block);
    const sealed = Buffer.alloc(to - start);
    for (let done = 0; done < sealed.length;) {
      const { bytesRead } = await this.file.read(sealed, done, sealed.length - done, start + done);
      if (bytesRead === 0) throw new Error('what was received is shorter than it was');
      done += bytesRead;
    }
    const counter = Buffer.alloc(block);
    counter.writeBigUInt64BE(BigInt(start / block), 8);
    return createDecipheriv(algorithm, this.key, counter)
      .update(sealed)
      .subarray(from - start);
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}
