import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { assertPortFree, freePort } from './ports.js';

describe('a port', () => {
  let squatter: Server;
  let taken: number;
  beforeEach(async () => {
    squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    taken = (squatter.address() as AddressInfo).port;
  });
  afterEach(() => new Promise((resolve) => squatter.close(resolve)));

  it('that is busy is named, with the way out', async () => {
    await expect(assertPortFree(taken)).rejects.toMatchObject({
      code: 'port-busy',
      zh: expect.stringContaining(`${taken}`),
      en: expect.stringContaining(`PORT=${taken + 1} npm start`),
    });
  });

  it('is free again when the other program has gone', async () => {
    await new Promise((resolve) => squatter.close(resolve));
    await assertPortFree(taken);
    await new Promise<void>((resolve) => squatter.listen(taken, '127.0.0.1', resolve));
  });

  it('is kept when it is free and replaced when it is not', async () => {
    const free = await freePort();
    expect(await freePort(free)).toBe(free);
    expect(await freePort(taken)).not.toBe(taken);
  });
});
