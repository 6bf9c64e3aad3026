import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SegmentCipher } from './segment-cipher.js';

const cipher = new SegmentCipher();
const segment = 64 * 1024;

async function* inChunks(bytes: Buffer, chunk: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += chunk) yield bytes.subarray(from, from + chunk);
}
async function whole(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const seal = async (key: Uint8Array, plain: Buffer, chunk = 10_000) => {
  const sealed = cipher.seal(key, { bytes: plain.length, read: () => inChunks(plain, chunk) });
  const bytes = await whole(sealed.read());
  expect(bytes.length).toBe(sealed.bytes);
  return bytes;
};
const open = (key: Uint8Array, sealed: Buffer, chunk = 7_777) => whole(cipher.open(key, inChunks(sealed, chunk)));

describe('a file that is sealed as it flows', () => {
  it.each([0, 1, segment - 1, segment, segment + 1, 3 * segment, 200_003])('opens again: %i bytes', async (length) => {
    const [key, plain] = [cipher.newKey(), randomBytes(length)];
    const sealed = await seal(key, plain);
    expect((await open(key, sealed)).equals(plain)).toBe(true);
    expect(sealed.includes(plain.subarray(0, 16)) && length >= 16).toBe(false);
  });

  it('is the same however it is cut into chunks', async () => {
    const [key, plain] = [cipher.newKey(), randomBytes(150_000)];
    const sealed = await seal(key, plain, 1);
    for (const chunk of [13, segment, 150_000]) expect((await seal(key, plain, chunk)).equals(sealed)).toBe(true);
    for (const chunk of [1, segment + 16, 500_000]) expect((await open(key, sealed, chunk)).equals(plain)).toBe(true);
  });

  it('does not open under another key, changed, cut off, longer, or with its parts moved', async () => {
    const [key, plain] = [cipher.newKey(), randomBytes(3 * segment + 5)];
    const sealed = await seal(key, plain);
    const part = segment + 16;
    const changed = Buffer.from(sealed);
    changed[part + 3]! ^= 1;
    const moved = Buffer.concat([sealed.subarray(part, 2 * part), sealed.subarray(0, part), sealed.subarray(2 * part)]);
    const wrong = [changed, moved, sealed.subarray(0, -1), sealed.subarray(0, 2 * part), sealed.subarray(part), Buffer.alloc(0)]; // prettier-ignore
    for (const one of [...wrong, Buffer.concat([sealed, Buffer.from([0])])])
      await expect(open(key, one)).rejects.toThrow();
    await expect(open(cipher.newKey(), sealed)).rejects.toThrow();
  });

  it('hands on nothing of a part before it was checked', async () => {
    const [key, plain] = [cipher.newKey(), randomBytes(2 * segment)];
    const sealed = await seal(key, plain);
    sealed[segment + 20]! ^= 1;
    let handed = 0;
    const reading = (async () => {
      for await (const bytes of cipher.open(key, inChunks(sealed, 1_000))) handed += bytes.length;
    })();
    await expect(reading).rejects.toThrow();
    expect(handed).toBe(segment);
  });
});
