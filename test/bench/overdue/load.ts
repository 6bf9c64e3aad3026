import { createDataSource } from '#persistence';
import { type DataSource } from 'typeorm';
import { county, idOf } from '../../support/api/seed-county.js';
import { foundBenchCounty } from '../county/bench-county.js';
import { liveModels, modelsOf } from '../county/model-cases.js';
import { withClient } from '../server/with-client.js';
import { copyRows, type Row } from './copy-rows.js';
import { caseColumns, type CountyGround, openCases, present, titleColumns } from './open-cases.js';

/** Ten counties: the one with real divisions, and nine of its shape. */
export const counties = Array.from({ length: 10 }, (_, n) => (n === 0 ? county : String(350900 + n)));

/** Cases at a time, so that rows of `cases` and their titles are loaded in turn from one drawing. */
const casesAtOnce = 10_000;

/** Fills a migrated database with `count` open cases in ten counties, by COPY, and lets its statistics be taken. */
export async function loadOpenCases(url: string, adminUrl: string, count: number): Promise<void> {
  const dataSource = await createDataSource(url, 2).initialize();
  const grounds: CountyGround[] = [];
  try {
    for (const code of counties) await foundBenchCounty(dataSource, code);
    const facts = await factsOfModel(dataSource);
    for (const code of counties) grounds.push(await groundOf(dataSource, code, facts));
  } finally {
    await dataSource.destroy();
  }
  await withClient(adminUrl, async (client) => {
    // references are whole by construction; checking two million of them would only take time
    await client.query('SET session_replication_role = replica');
    for (const [n, ground] of grounds.entries()) {
      const cases = openCases(count / counties.length, ground, 1 + n)[Symbol.iterator]();
      for (let chunk = take(cases, casesAtOnce); chunk.length > 0; chunk = take(cases, casesAtOnce)) {
        await copyRows(client, 'cases', caseColumns, chunk.map(({ row }): Row => row)); // prettier-ignore
        await copyRows(client, 'case_text', titleColumns, chunk.map(({ title }): Row => title)); // prettier-ignore
      }
    }
    await client.query('VACUUM (ANALYZE)');
    await client.query('INSERT INTO business_clock (standing_at) VALUES ($1)', [present.toString()]);
  });
}

function take<T>(from: Iterator<T>, count: number): T[] {
  const taken: T[] = [];
  while (taken.length < count) {
    const { value, done } = from.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

/** One case lived through the use cases, for the facts of the others; it does not stay. */
async function factsOfModel(dataSource: DataSource): Promise<Record<string, unknown>> {
  const dispatchedAt = '2026-11-11T10:00:00+08:00';
  const kind = { urgency: 'normal', openedAt: '2026-11-11T09:00:00+08:00', dispatchedAt } as const;
  await liveModels(dataSource, await modelsOf(dataSource, 1, kind), present);
  const [row] = (await dataSource.query('SELECT facts FROM cases')) as { facts: Record<string, unknown> }[];
  await dataSource.query('UPDATE cases SET open = false, running = false');
  return row!.facts;
}

async function groundOf(dataSource: DataSource, code: string, facts: CountyGround['facts']): Promise<CountyGround> {
  const villages = (await dataSource.query(
    'SELECT code FROM region WHERE county_code = $1 AND length(code) = 12 AND valid_to IS NULL ORDER BY code',
    [code],
  )) as { code: string }[];
  const [type] = (await dataSource.query('SELECT id FROM case_type_version WHERE county_code = $1', [code])) as {
    id: string;
  }[];
  return { code, villages: villages.map((village) => village.code), typeVersionId: type!.id, facts };
}

/** The account of a county's supervisor, as `seedCounty` made it. */
export const supervisorAccount = (code: string): string => idOf(`${code}/account of supervisor`);
