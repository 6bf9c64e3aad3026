import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jpeg } from '../../../../test/support/attachments/files.js';
import { ScratchFiles } from './scratch-files.js';
import { Scratch } from './scratch.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guacun-scratch-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('what is received', () => {
  it('is read anywhere as it came, in pieces of any length', async () => {
    const whole = randomBytes(200_003);
    const scratch = await Scratch.open(folder);
    for (let from = 0; from < whole.length; from += 777) await scratch.append(whole.subarray(from, from + 777));
    expect(scratch.size).toBe(whole.length);
    for (const [from, length] of [
      [0, 16],
      [1, 1],
      [15, 2],
      [16, 65_536],
      [199_990, 100],
      [200_003, 1],
      [5, 0],
    ] as const)
      // prettier-ignore
      expect((await scratch.read(from, length)).equals(whole.subarray(from, from + length))).toBe(true);
    await scratch.close();
  });

  it('has no name on the disk while it lies there: nothing is left, however the process ends', async () => {
    const scratch = await Scratch.open(folder);
    await scratch.append(Buffer.from('张三的身份证'));
    expect(await readdir(folder)).toEqual([]);
    await scratch.close();
  });
});

describe('taking in a file', () => {
  const files = () => new ScratchFiles(folder);
  async function* sent(bytes: Buffer, chunk = 1_000): AsyncGenerator<Buffer> {
    for (let from = 0; from < bytes.length; from += chunk) yield bytes.subarray(from, from + chunk);
  }

  it('hands out what is kept of it, as often as it is asked for', async () => {
    const received = await files().receive(sent(jpeg()), 'a.jpg', 10_000);
    if (received.kind !== 'accepted') throw new Error(received.kind);
    for (let time = 0; time < 2; time++) {
      let read = 0;
      for await (const bytes of received.content.read()) read += bytes.length;
      expect(read).toBe(received.content.bytes);
    }
    await received.release();
    expect(received.is).toBe('jpeg');
  });

  it('stops at the largest size, and reads no further', async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        asked++;
        yield Buffer.alloc(1_000);
      }
    }
    expect(await files().receive(endless(), 'a.jpg', 10_000)).toEqual({ kind: 'refused', refusal: 'too-large' });
    expect(asked).toBe(11);
    const exact = jpeg();
    const fitting = await files().receive(sent(exact), 'a.jpg', exact.length);
    if (fitting.kind !== 'accepted') throw new Error(fitting.refusal);
    await fitting.release();
    expect(await files().receive(sent(exact), 'a.jpg', exact.length - 1)).toMatchObject({ kind: 'refused' });
  });

  it('ends with whatever broke it off', async () => {
    async function* cut(): AsyncGenerator<Buffer> {
      yield jpeg();
      throw new Error('the line is gone');
    }
    await expect(files().receive(cut(), 'a.jpg', 10_000)).rejects.toThrow('the line is gone');
    expect(await readdir(folder)).toEqual([]);
  });
});
