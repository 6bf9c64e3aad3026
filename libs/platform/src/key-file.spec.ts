import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKey, loadOrCreateKey } from './key-file.js';

describe('the master key', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'guacun-key-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  it('is 32 bytes, for its owner only, and the same at the next start', async () => {
    const key = await loadOrCreateKey(dataDir);
    expect(key).toHaveLength(32);
    expect((await stat(join(dataDir, 'key'))).mode & 0o777).toBe(0o600);
    expect(await loadOrCreateKey(dataDir)).toEqual(key);
  });

  it('differs from one installation to the next', async () => {
    expect(await loadOrCreateKey(dataDir)).not.toEqual(await loadOrCreateKey(join(dataDir, 'other')));
  });

  it('is one key however many processes ask for it at once', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => loadOrCreateKey(dataDir)));
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(await readdir(dataDir)).toEqual(['key']);
  });

  it.each([0o644, 0o640, 0o604])('is refused when others may read it (mode %o)', async (mode) => {
    await loadOrCreateKey(dataDir);
    await chmod(join(dataDir, 'key'), mode);
    await expect(loadOrCreateKey(dataDir)).rejects.toMatchObject({
      code: 'key-unusable',
      en: expect.stringContaining('chmod 600'),
      zh: expect.stringContaining('chmod 600'),
    });
  });

  it('is refused, and left alone, when it is damaged', async () => {
    const path = join(dataDir, 'key');
    await writeFile(path, Buffer.alloc(31), { mode: 0o600 });
    await expect(loadOrCreateKey(dataDir)).rejects.toMatchObject({ code: 'key-unusable' });
    expect((await stat(path)).size).toBe(31);
  });

  it('is not made up where a mounted one is missing', async () => {
    await expect(loadKey(join(dataDir, 'secret'))).rejects.toMatchObject({ code: 'key-unusable' });
  });
});
