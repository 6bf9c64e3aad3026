import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { type DataSource } from 'typeorm';
import { foundCounty } from '../../apps/composition/src/index.js';
import { alternativesOf } from '#domain';
import { createDataSource, HistoryTransaction, loadDefinitions, loadRegions, PgDefinitions } from '#persistence';
import { freshDatabase, type TestDatabase } from '../support/database.js';

const shipped = fileURLToPath(new URL('../../config', import.meta.url));
const from = Temporal.Instant.from('2026-11-23T08:00:00+08:00');
const code = '350123';

describe('founding a county', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let config: string;
  beforeEach(async () => {
    database = await freshDatabase();
    dataSource = await createDataSource(database.url, 2).initialize();
    config = await mkdtemp(join(tmpdir(), 'guacun-config-'));
    await cp(shipped, config, { recursive: true });
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
    await rm(config, { recursive: true });
  });

  const found = (county = code) =>
    dataSource.transaction((manager) =>
      foundCounty(manager, { code: county, demonstration: false, configDirectory: config, from }),
    );
  const load = async () => {
    const result = await loadDefinitions(dataSource.manager, code, config, from.add({ hours: 1 }));
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return Object.fromEntries(result.loaded.map(({ kind, outcome }) => [kind, outcome]));
  };
  const rewrite = async (file: string, change: (text: string) => string) =>
    writeFile(join(config, file), change(await readFile(join(config, file), 'utf8')));

  it('takes the shipped definitions in force at once, and knows them the next time', async () => {
    await found();
    const definitions = new PgDefinitions();
    const active = await new HistoryTransaction(dataSource.manager, from).run((tx) =>
      definitions.active(tx, code, 'villager-problem'),
    );
    expect(active?.type.code).toBe('villager-problem');
    expect(active?.policy.calendar).toBe('default');
    expect(await load()).toEqual({ calendar: 'known', 'case-type': 'known', policy: 'known' });
  });

  it('keeps alternatives in the order of the file, where the first that applies holds', async () => {
    await found();
    const active = await new HistoryTransaction(dataSource.manager, from).run((tx) =>
      new PgDefinitions().active(tx, code, 'villager-problem'),
    );
    const waitsOn = active!.type.states.get('returned')!.waitsOn;
    expect(alternativesOf(waitsOn).map(({ path }) => path.join('/'))).toEqual(['third-return', 'tier-c', 'otherwise']);
  });

  it('lets a changed file wait as a draft, which changes nothing until a person activates it', async () => {
    await found();
    await rewrite('policies/villager-problem.yaml', (text) => text.replace('clearance: 5wd', 'clearance: 3wd'));
    expect(await load()).toEqual({ calendar: 'known', 'case-type': 'known', policy: 'draft' });
    expect(await load()).toMatchObject({ policy: 'known' });
    const active = await new HistoryTransaction(dataSource.manager, from).run((tx) =>
      new PgDefinitions().active(tx, code, 'villager-problem'),
    );
    expect(active?.policy.spanOf('clearance', new Set(['normal']))).toEqual({ unit: 'wd', amount: 5 });
  });

  it('takes a file whose remarks and layout changed for the same, and one whose order changed for another', async () => {
    await found();
    await rewrite('policies/villager-problem.yaml', (text) => `# a remark\n\n${text}`);
    expect(await load()).toMatchObject({ policy: 'known' });
    await rewrite('case-types/villager-problem.yaml', (text) =>
      text.replace(
        '      third-return: [county-supervisor, leader-above]\n      tier-c: [township-office, county-supervisor]\n',
        '      tier-c: [township-office, county-supervisor]\n      third-return: [county-supervisor, leader-above]\n',
      ),
    );
    expect(await load()).toMatchObject({ 'case-type': 'draft' });
  });

  it('is refused as a whole where a file is broken, naming it', async () => {
    await rewrite('policies/villager-problem.yaml', (text) => text.replace('clearance: 5wd', 'clearance: soon'));
    await expect(found()).rejects.toMatchObject({
      code: 'config-invalid',
      zh: expect.stringContaining('policies/villager-problem.yaml: spans.clearance'),
    });
    expect(await dataSource.query('SELECT code FROM county')).toEqual([]);
  });

  it('is refused for a county whose divisions are not there, saying which file to make', async () => {
    await expect(found('350122')).rejects.toMatchObject({
      code: 'config-invalid',
      zh: expect.stringContaining('350122.csv'),
    });
  });

  it('takes corrected divisions over, and never loses one', async () => {
    const regions = await found();
    const [village] = regions.filter(({ code: one }) => one === '350123200201');
    await loadRegions(dataSource.manager, [{ ...village!, shortName: '凤坂' }]);
    expect(await dataSource.query(`SELECT short_name FROM region WHERE code = '350123200201'`)).toEqual([
      { short_name: '凤坂' },
    ]);
    expect(await dataSource.query('SELECT count(*)::int AS n FROM region')).toEqual([{ n: regions.length }]);
  });
});
