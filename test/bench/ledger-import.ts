import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Category, type LedgerKnowledge } from '#domain';
import { SubmitLedger } from '#engine';
import { bytesOf, syntheticLedger } from '#ledgers';
import { knowledgeOfRegions, readRegions } from '#persistence';
import { DataSource } from 'typeorm';
import { configDirectory, EngineModule, readCategories, type Settings } from '../../apps/composition/src/index.js';
import { county, idOf, seedCounty } from '../support/api/seed-county.js';
import { inOwnProcess, programBeside } from './server/process.js';

/** What an import of many rows costs, as the worker's process saw it. */
export interface LedgerImportFigures {
  readonly rows: number;
  readonly fileMegabytes: number;
  /** From the worker's start to the last commit: dispatch, reading, judging and writing. */
  readonly seconds: number;
  readonly rowsPerSecond: number;
  /** Highest resident memory of the worker's process, and where it stood before the import. */
  readonly peakMegabytes: number;
  readonly restMegabytes: number;
  readonly cpuSeconds: number;
  readonly accepted: number;
}

/** The units that the synthetic ledger names: all are recognised, so that open rows go to a lead and start its clocks. */
const units = ['县住建局', '县交通运输局', '县水利局', '县民政局', '县教育局', '县卫健局', '县农业农村局'];
const today = '2026-11-23';

/** Imports a generated ledger of `rows` rows into an empty, migrated database through outbox, queue and a worker of its own. */
export async function measureLedgerImport(databaseUrl: string, rows = 100_000): Promise<LedgerImportFigures> {
  const settings: Settings = {
    ...{ databaseUrl, redisUrl: null, configDirectory, key: randomBytes(32) },
    ...{ demonstration: true, secureCookies: false, poolSize: 4 },
  };
  const file = await bytesOf(syntheticLedger(await knowledge(), rows, 7));
  const importId = await handIn(settings, file);
  const question = { settings: { ...settings, key: Buffer.from(settings.key).toString('hex') }, importId };
  const measured = await inOwnProcess<
    typeof question,
    Omit<LedgerImportFigures, 'rows' | 'fileMegabytes' | 'rowsPerSecond'>
  >(programBeside(import.meta.url, 'ledger-import-worker'), question);
  return { rows, fileMegabytes: file.length / 2 ** 20, rowsPerSecond: rows / measured.seconds, ...measured };
}

/** Hands the ledger in as the API does: its answer would be 202. */
async function handIn(settings: Settings, file: Buffer): Promise<string> {
  class Root {}
  Module({ imports: [EngineModule.with(settings)] })(Root);
  const app = await NestFactory.createApplicationContext(Root, { logger: false });
  try {
    const dataSource = app.get(DataSource);
    await seedCounty(dataSource);
    await dataSource.query('INSERT INTO business_clock (standing_at) VALUES ($1)', [`${today}T01:00:00Z`]);
    await dataSource.query(
      `INSERT INTO organisation (id, county_code, name, kind, region_code)
       SELECT id, $1, name, 'department', $1 FROM unnest($2::uuid[], $3::text[]) AS t (id, name) ON CONFLICT DO NOTHING`,
      [county, units.map((name) => idOf(name)), units],
    );
    const submitted = await app.get(SubmitLedger).execute({
      ...{ file, fileName: 'synthetic.xlsx', dryRun: false, runBy: 'worker' as const },
      ...{ countyCode: county, personId: idOf(`${county}/countyOffice`), regions: [county] },
    });
    if (submitted.kind !== 'to-run') throw new Error(`not to be run: ${JSON.stringify(submitted)}`);
    return submitted.importId;
  } finally {
    await app.close();
  }
}

async function knowledge(): Promise<LedgerKnowledge> {
  const regions = readRegions(await readFile(join(configDirectory, 'regions', `${county}.csv`), 'utf8'));
  if (!regions.ok) throw new Error(JSON.stringify(regions.problems));
  const categories = (await readCategories(configDirectory)) as unknown as readonly Category[];
  return { ...knowledgeOfRegions(county, regions.rows, today), categories, organisations: [], today };
}
