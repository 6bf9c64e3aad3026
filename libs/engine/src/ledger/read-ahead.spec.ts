import { describe, expect, it } from '@jest/globals';
import { inChunks } from './in-chunks.js';
import { readAhead } from './read-ahead.js';

describe('reading a stream', () => {
  const log: string[] = [];
  async function* numbers(count: number, failAt = Infinity): AsyncGenerator<number> {
    try {
      for (let i = 1; i <= count; i++) {
        if (i === failAt) throw new Error(`no ${i}`);
        log.push(`read ${i}`);
        yield i;
      }
    } finally {
      log.push('closed');
    }
  }
  const taken = async (stream: AsyncIterable<unknown>, until = Infinity) => {
    const values: unknown[] = [];
    log.length = 0;
    for await (const value of stream) {
      values.push(value);
      log.push(`took ${JSON.stringify(value)}`);
      if (values.length === until) break;
    }
    return values;
  };

  it('in chunks gives every value once, the last chunk being shorter', async () => {
    expect(await taken(inChunks(numbers(5), 2))).toEqual([[1, 2], [3, 4], [5]]);
    expect(await taken(inChunks(numbers(4), 2))).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(await taken(inChunks(numbers(0), 2))).toEqual([]);
  });

  it('ahead reads the next value before the last is done with, and no further', async () => {
    expect(await taken(readAhead(numbers(3)))).toEqual([1, 2, 3]);
    expect(log).toEqual(['read 1', 'read 2', 'took 1', 'read 3', 'took 2', 'closed', 'took 3']);
  });

  it('ahead closes its source when nobody wants more', async () => {
    expect(await taken(readAhead(numbers(9)), 1)).toEqual([1]);
    expect(log.at(-1)).toBe('closed');
  });

  it('ahead fails where its source fails, after the values before', async () => {
    const stream = readAhead(numbers(9, 3));
    const seen: number[] = [];
    const reading = (async () => {
      for await (const value of stream) seen.push(value);
    })();
    await expect(reading).rejects.toThrow('no 3');
    expect(seen).toEqual([1, 2]);
  });
});
