import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  compareEditions,
  type Division,
  endedWithoutHeir,
  inForceOn,
  kindOfCode,
  movesOf,
  shortNameOf,
  wholeEdition,
} from '#domain';
import { PgRegionEditions, PgTransactions, readEdition } from '#persistence';
import { startApi, type TestApi } from '../support/api/api.js';
import { county } from '../support/api/seed-county.js';

const folder = process.env['ACCEPTANCE_DATA'];
const file = (name: string) => readFile(join(folder!, 'divisions', name), 'utf8');

async function divisionsIn(name: string, code = county): Promise<Division[]> {
  const read = readEdition(await file(name), code, '2026-01-01');
  if (!read.ok) throw new Error(JSON.stringify(read.problems.slice(0, 3)));
  return wholeEdition([], read.divisions);
}

/** Names stay in the folder: what is expected here are codes and counts. */
(folder ? describe : describe.skip)('the real editions of 2022 and 2023', () => {
  it('have the same codes; of three the name is another, one of which another code bore before', async () => {
    const [before, after] = [await divisionsIn('luoyuan-villages-2022.csv'), await divisionsIn('luoyuan-villages.csv')];
    const comparison = compareEditions(before, after);
    expect(comparison.fates).toHaveLength(203 + 12);
    expect([comparison.born, movesOf(comparison).size, endedWithoutHeir(comparison)]).toEqual([[], 0, []]);
    const renamed = comparison.fates.filter(({ fate }) => fate.kind === 'renamed');
    expect(renamed.map(({ before: { code } }) => code)).toEqual(['350123202206', '350123202214', '350123203221']);
    // the list of 2022 has no short names: of one unit the official name does not tell it
    const others = comparison.fates.filter(({ fate }) => fate.kind !== 'unchanged' && fate.kind !== 'renamed');
    expect(others.map(({ before: { code }, fate }) => `${code} ${fate.kind}`)).toEqual(['350123500498 amended']);
    // the name moved from one code to the other: no village is taken for its namesake
    expect(renamed[0]!.after!.name === renamed[1]!.before.name).toBe(true);
  });

  it('go back again: the inverse of an edition names the same codes', async () => {
    const [before, after] = [await divisionsIn('luoyuan-villages.csv'), await divisionsIn('luoyuan-villages-2022.csv')];
    const renamed = compareEditions(before, after).fates.filter(({ fate }) => fate.kind === 'renamed');
    expect(renamed.map(({ before: { code } }) => code)).toEqual(['350123202206', '350123202214', '350123203221']);
  });

  it('are what the product ships: entering either changes names alone, or nothing', async () => {
    const api: TestApi = await startApi();
    try {
      const rows = await api.app.get(PgTransactions).read((tx) => api.app.get(PgRegionEditions).rows(tx, county));
      for (const [day, name] of [
        ['2022-12-01', 'luoyuan-villages-2022.csv'],
        ['2026-11-23', 'luoyuan-villages.csv'],
      ] as const) {
        const read = readEdition(await file(name), county, day);
        const before = inForceOn(rows, day);
        const { fates, born } = compareEditions(before, wholeEdition(before, read.ok ? read.divisions : []));
        expect([
          read.ok,
          born,
          fates.filter(({ fate }) => fate.kind !== 'unchanged').map(({ before: { code } }) => code),
        ]).toEqual([true, [], []]);
      }
    } finally {
      await api.stop();
    }
  }, 30_000);
});

(folder ? describe : describe.skip)('the real edition over HTTP', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  }, 30_000);
  afterAll(() => api.stop());

  it('of the year before, taken as a new one, renames three villages; cases and links stay where they are', async () => {
    const links = await api.dataSource.query('SELECT * FROM link ORDER BY id');
    for (const [dryRun, status] of [
      ['true', 200],
      ['false', 201],
    ] as const) {
      const body = new FormData();
      body.set('dryRun', dryRun);
      body.set('validFrom', '2026-11-23');
      body.set('file', new Blob([await file('luoyuan-villages-2022.csv')]), 'edition.csv');
      const answer = await api.call('systemAdmin', 'POST', '/v1/region-editions', { body });
      expect(answer.status).toBe(status);
      const changes = answer.body.changes as { code: string; kind: string }[];
      expect(changes.map(({ code, kind }) => `${code} ${kind}`)).toEqual(
        ['350123202206', '350123202214', '350123203221'].map((code) => `${code} renamed`),
      );
    }
    expect(await api.dataSource.query('SELECT * FROM link ORDER BY id')).toEqual(links);
    const [{ n }] = (await api.dataSource.query(
      `SELECT count(*)::int AS n FROM region WHERE county_code = $1 AND valid_to IS NULL`,
      [county],
    )) as [{ n: number }];
    expect(n).toBe(203 + 12 + 1);
  });
});

(folder ? describe : describe.skip)('the code lists of the city and the province', () => {
  it('give a county its own villages only, and as CSV and JSON the same', async () => {
    const own = await divisionsIn('luoyuan-villages.csv');
    for (const name of ['fuzhou-villages.csv', 'fujian-villages.csv']) {
      const listed = await divisionsIn(name);
      const codes = listed.filter(({ code }) => code.length > 6).map(({ code }) => code);
      expect(codes).toEqual(own.map(({ code }) => code));
    }
    const [head = '', ...lines] = (await file('fuzhou-villages.csv'))
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/);
    const columns = head.split(',');
    const objects = lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [columns[i]!, cell])));
    const json = readEdition(JSON.stringify(objects), county, '2026-01-01');
    const same = JSON.stringify(json.ok && wholeEdition([], json.divisions));
    expect(same === JSON.stringify(await divisionsIn('fuzhou-villages.csv'))).toBe(true);
  });

  it('name kinds as the codes tell them', async () => {
    const csv = (await file('fujian-villages.csv')).replace(/^\uFEFF/, '');
    const counties = new Set(
      csv
        .split('\n')
        .slice(1)
        .flatMap((line) => line.split(',')[2] || []),
    );
    expect(counties.size).toBeGreaterThan(80);
    let [villages, differ] = [0, 0];
    for (const code of counties) {
      const read = readEdition(csv, code, '2026-01-01');
      expect([code, read.ok]).toEqual([code, true]);
      for (const division of read.ok ? read.divisions : []) {
        if (division.code.length !== 12) continue;
        villages++;
        if (kindOfCode(division.code, division.name) !== division.kind) differ++;
      }
    }
    expect(villages).toBe(17_498);
    expect(differ / villages).toBeLessThan(0.001);
  }, 60_000);

  it('and the short names follow from the official ones', async () => {
    const lines = (await file('luoyuan-villages.csv'))
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','));
    const differ = lines.filter(([, , , name, short]) => shortNameOf(name!) !== short).map(([, , code]) => code);
    expect(differ.length).toBeLessThanOrEqual(1);
  });
});
