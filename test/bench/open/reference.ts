import { createDataSource } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import pg from 'pg';
import { foundBenchCounty } from '../county/bench-county.js';
import { liveModels, modelsOf } from '../county/model-cases.js';
import { percentile } from '../report/spread.js';
import { type BenchPostgres } from '../server/bench-postgres.js';
import { referenceSql } from '../server/sql-file.js';

export interface BareOpening {
  readonly p50: number;
  readonly p95: number;
  readonly perSecond: number;
}

/** Opens `count` cases by bare SQL over so many connections: prepared, one statement and one commit each. */
export async function openByBareSql(postgres: BenchPostgres, count: number, connections: number): Promise<BareOpening> {
  const url = await postgres.database('opened');
  const model = await openModel(url);
  const statement = { name: 'open-case', text: await referenceSql('open-case') };
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client(url);
      await client.connect();
      return client;
    }),
  );
  const milliseconds: number[] = [];
  const open = async (from: number, to: number) => {
    let next = from;
    await Promise.all(
      clients.map(async (client) => {
        while (next < to) {
          const sent = performance.now();
          await client.query({ ...statement, values: [model, `bare-${next++}`] });
          milliseconds.push(performance.now() - sent);
        }
      }),
    );
  };
  await open(0, count / 10);
  milliseconds.length = 0;
  const began = performance.now();
  await open(count / 10, count / 10 + count);
  const total = performance.now() - began;
  await Promise.all(clients.map((client) => client.end()));
  await postgres.drop('opened');
  return { p50: percentile(milliseconds, 0.5), p95: percentile(milliseconds, 0.95), perSecond: (1000 * count) / total };
}

/** One case that the product itself has opened; its id. */
async function openModel(url: string): Promise<string> {
  const dataSource = await createDataSource(url, 2).initialize();
  try {
    await foundBenchCounty(dataSource);
    const openedAt = '2026-11-23T09:00:00+08:00';
    const models = await modelsOf(dataSource, 1, { urgency: 'normal', openedAt, dispatchedAt: null });
    await liveModels(dataSource, models, Temporal.Instant.from(openedAt));
    const [row] = (await dataSource.query('SELECT id FROM cases')) as { id: string }[];
    return row!.id;
  } finally {
    await dataSource.destroy();
  }
}
