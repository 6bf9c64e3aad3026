import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AttachmentStore, type Content } from '#engine';
import { S3Stub, s3Keys } from '../../../../test/support/attachments/s3-stub.js';
import { FolderStore } from './folder-store.js';
import { S3Store } from './s3-store.js';

const contentOf = (bytes: Buffer): Content => ({
  bytes: bytes.length,
  async *read() {
    for (let from = 0; from < bytes.length; from += 60_000) yield bytes.subarray(from, from + 60_000);
  },
});
const broken = (bytes: number): Content => ({
  bytes,
  async *read() {
    yield randomBytes(10);
    throw new Error('the source is gone');
  },
});
async function read(store: AttachmentStore, id: string): Promise<Buffer | null> {
  const content = await store.open(id);
  if (!content) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const idsIn = async (store: AttachmentStore) => {
  const ids: string[] = [];
  for await (const { id } of store.all()) ids.push(id);
  return ids.sort();
};

let folder: string;
let stub: S3Stub;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guacun-store-'));
  stub = await S3Stub.start();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await stub.stop();
});

describe.each([
  ['a folder', () => new FolderStore(join(folder, 'attachments'))],
  ['an S3-compatible store', () => new S3Store({ url: stub.url, ...s3Keys })],
] as const)('content in %s', (_what, make) => {
  it('is there whole, until it is removed, and removing it again changes nothing', async () => {
    const store = make();
    const [id, bytes] = [randomUUID(), randomBytes(200_000)];
    expect(await idsIn(store)).toEqual([]);
    expect(await read(store, id)).toBeNull();
    await store.keep(id, contentOf(bytes));
    expect((await read(store, id))!.equals(bytes)).toBe(true);
    await store.remove(id);
    await store.remove(id);
    expect(await read(store, id)).toBeNull();
  });

  it('is not there at all where it broke off while it was kept', async () => {
    const store = make();
    const id = randomUUID();
    await expect(store.keep(id, broken(200))).rejects.toThrow();
    expect(await read(store, id)).toBeNull();
    expect(await idsIn(store)).toEqual([]);
  });

  it('is listed, however much there is, with since when', async () => {
    const store = make();
    const ids = Array.from({ length: 5 }, () => randomUUID()).sort();
    const before = Date.now() - 2_000;
    for (const id of ids) await store.keep(id, contentOf(Buffer.from('x')));
    expect(await idsIn(store)).toEqual(ids);
    for await (const { since } of store.all()) expect(since.epochMilliseconds).toBeGreaterThan(before);
    for (const id of ids) await store.remove(id);
  });
});

describe('a folder of content', () => {
  it('is closed to others, and so is each file, named by its id', async () => {
    const store = new FolderStore(join(folder, 'closed'));
    const id = randomUUID();
    await store.keep(id, contentOf(Buffer.from('x')));
    const [inner] = await readdir(join(folder, 'closed'));
    const modes = await Promise.all([join(folder, 'closed', inner!), join(folder, 'closed', inner!, id)].map(async (path) => (await stat(path)).mode & 0o777)); // prettier-ignore
    expect(modes).toEqual([0o700, 0o600]);
  });

  it('opens nothing by what is no id', async () => {
    const store = new FolderStore(join(folder, 'closed'));
    for (const id of ['../../etc/passwd', 'key', '', `${randomUUID()}/..`])
      await expect(store.open(id)).rejects.toThrow('no id');
  });

  it('lists what a killed process left half-written, so that it can be cleared away', async () => {
    const store = new FolderStore(join(folder, 'killed'));
    const id = randomUUID();
    await store.keep(id, contentOf(Buffer.from('x')));
    const [inner] = await readdir(join(folder, 'killed'));
    const left = join(folder, 'killed', inner!, `${id}.part`);
    await writeFile(left, 'half');
    await utimes(left, new Date('2020-01-01'), new Date('2020-01-01'));
    expect(await idsIn(store)).toEqual([id, `${id}.part`]);
    await store.remove(`${id}.part`);
    expect(await idsIn(store)).toEqual([id]);
  });
});

describe('a store in the net', () => {
  it('that refuses the signature, or is away, is an error and never an empty answer', async () => {
    const wrong = new S3Store({ url: stub.url, ...s3Keys, secretKey: 'another' });
    await expect(wrong.keep(randomUUID(), contentOf(Buffer.from('x')))).rejects.toThrow();
    await expect(wrong.open(randomUUID())).rejects.toThrow();
    expect(stub.refused.at(-1)).toBe('403 SignatureDoesNotMatch');
    stub.isAway = true;
    const store = new S3Store({ url: stub.url, ...s3Keys });
    await expect(store.open(randomUUID())).rejects.toThrow();
    await expect(store.keep(randomUUID(), contentOf(Buffer.from('x')))).rejects.toThrow();
    await expect(idsIn(store)).rejects.toThrow();
    stub.isAway = false;
    expect(stub.objects.size).toBe(0);
  });
});
