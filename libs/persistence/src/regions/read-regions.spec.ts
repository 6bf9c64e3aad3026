import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { readRegions } from './read-regions.js';

const heading = 'code,name,short_name,kind,urban_rural_class,valid_from,valid_to,successor_code';
const county = '990101,演示县,,county,,2022-10-31,,';
const town = '990101100,演示镇,,town,,2022-10-31,,';
const village = '990101100201,甲村委会,甲村,village-committee,220,2022-10-31,,';
const problemsOf = (...lines: string[]) => {
  const read = readRegions([heading, ...lines].join('\n'));
  return read.ok ? [] : read.problems.map(({ line, column, code }) => `${line} ${column} ${code}`);
};

describe('the divisions that ship with the product', () => {
  it('are those of the edition of 2023: 11 townships, one quasi township, 203 units', async () => {
    const read = readRegions(await readFile(new URL('../../../../config/regions/350123.csv', import.meta.url), 'utf8'));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const inForce = read.rows.filter(({ validTo }) => validTo === null);
    const kinds = new Map<string, number>();
    for (const { kind } of inForce) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    expect(Object.fromEntries(kinds)).toEqual({
      county: 1,
      town: 6,
      township: 4,
      'ethnic-township': 1,
      'quasi-township': 1,
      'village-committee': 189,
      'residents-committee': 13,
      'quasi-residents-committee': 1,
    });
  });

  it('tell a village from its namesake of the edition before', async () => {
    const read = readRegions(await readFile(new URL('../../../../config/regions/350123.csv', import.meta.url), 'utf8'));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const named = (name: string, day: string) =>
      read.rows
        .filter((row) => row.shortName === name && row.validFrom <= day && (row.validTo === null || day < row.validTo))
        .map(({ code }) => code);
    expect(named('墩厝村', '2023-06-29')).toEqual(['350123202214']);
    expect(named('墩厝村', '2023-06-30')).toEqual(['350123202206']);
  });
});

describe('a file of regions', () => {
  it('may carry remarks, a byte order mark and line ends of either kind', () => {
    const read = readRegions(`\uFEFF# remark\r\n${heading}\r\n${county}\r\n\r\n${town}\r\n`);
    expect(read.ok && read.rows.map(({ name, shortName }) => [name, shortName])).toEqual([
      ['演示县', null],
      ['演示镇', null],
    ]);
  });

  it('is refused without its headings, naming each', () => {
    expect(readRegions('code,name\n990101,演示县')).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([{ line: 1, column: 'kind', code: 'missing-column' }]),
    });
    expect(readRegions('').ok).toBe(false);
  });

  it('is refused with every problem of every line', () => {
    expect(
      problemsOf(county, '99010110,,,hamlet,,2022-02-30,,', '990101100,演示镇,,town,,2023-01-01,2023-01-01,', 'a,b'),
    ).toEqual([
      '3 code bad-code',
      '3 name missing',
      '3 kind unknown-kind',
      '3 valid_from bad-date',
      '4 valid_to ends-before-it-begins',
      '5  wrong-number-of-cells',
    ]);
  });

  it('is refused where a unit stands under no township, or in another county', () => {
    expect(problemsOf(county, village)).toEqual(['3 code no-parent']);
    expect(problemsOf(county, town.replace('990101', '990102'))).toEqual([
      '3 code outside-the-county',
      '3 code no-parent',
    ]);
  });

  it('is refused where a code is in force twice on one day, or its successor is unknown', () => {
    expect(problemsOf(county, town, village, village.replace('2022-10-31', '2023-06-30'))).toEqual([
      '5 valid_from in-force-twice',
    ]);
    expect(problemsOf(county, town, village.replace(/,$/, ',990101100999'))).toEqual([
      '4 successor_code unknown-successor',
    ]);
  });
});
