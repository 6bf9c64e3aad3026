import { type Readable } from 'node:stream';

/** All bytes of a stream: for small workbooks, and where a buffer is needed. */
export async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
