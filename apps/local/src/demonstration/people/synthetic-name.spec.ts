import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readDemonstrationFiles } from '../files.js';
import { isSyntheticName, syntheticName } from './synthetic-name.js';

describe('synthetic names', () => {
  it('are a surname with a pair of the sexagenary cycle', () => {
    expect([0, 1, 60].map((index) => syntheticName(index, ['陈', '林']))).toEqual(['陈甲子', '林乙丑', '陈甲子']);
  });

  it('are never given twice in the demonstration county', async () => {
    const config = fileURLToPath(new URL('../../../../../config', import.meta.url));
    const { surnames } = (await readDemonstrationFiles(config)).people;
    const names = Array.from({ length: surnames.length * 60 }, (_, index) => syntheticName(index, surnames));
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => isSyntheticName(name, surnames))).toBe(true);
  });

  it('are told from names that people bear', () => {
    // 甲丑 is no pair of the cycle: ten stems and twelve branches go together by parity
    for (const name of ['陈建国', '陈甲', '甲子', '王甲丑', '欧甲子'])
      expect(isSyntheticName(name, ['陈', '王'])).toBe(false);
  });
});
