import { rm } from 'node:fs/promises';
import { newToken } from '#identity';
import { createDataSource } from '#persistence';
import { county, idOf, seedCounty, village } from '../../support/api/seed-county.js';
import { type Answered, type Call, type Requests } from '../http/client.js';
import { type Bench } from '../part.js';
import { type Figure } from '../report/figure.js';
import { load } from '../report/machine.js';
import { percentile } from '../report/spread.js';
import { inOwnProcess, programIn } from '../server/process.js';
import { withClient } from '../server/with-client.js';
import { InstalledProcess } from '../start/installation.js';
import { dataFolder } from '../start/system.js';
import { RunningSealer } from './run-sealer.js';

const concurrency = 8;
/** Turns without and with a sealer: either comes first as often, and a slow minute falls on both. */
const turns = [false, true, true, false, false, true] as const;

/** What sealing costs those who act, turn by turn beside the same without it; and how fast a backlog is sealed and verified. */
export async function auditPart({ postgres, scale, say }: Bench): Promise<Figure[]> {
  const url = await postgres.database('audited');
  const token = await foundCounty(url);
  const openings = await openInTurns(url, token, scale.openedCases / 4, say);
  say(`sealing and verifying ${scale.auditRows} rows`);
  await writeEvents(postgres.adminUrl('audited'), scale.auditRows);
  await postgres.settle();
  const sealed = await (await RunningSealer.start({ url, task: 'once' })).done();
  const verified = await (await RunningSealer.start({ url, task: 'verify' })).done();
  if (sealed.rows < scale.auditRows || verified.rows < sealed.rows)
    throw new Error(`${sealed.rows} rows were sealed and ${verified.rows} verified, of ${scale.auditRows}`);
  await postgres.drop('audited');

  const common = { part: 'audit', load: load() };
  const beside = (share: number, what: string): Figure => ({
    ...{ ...common, what: `opening a case while a sealer runs, ${what}`, unit: 'ms' },
    measured: percentile(openings.with, share),
    reference: { what: 'without one', measured: percentile(openings.without, share) },
    // two processes more than cores take from one another; a wait would show as a multiple
    target: share === 0.5 ? { atMost: 1.15, of: 'ratio' } : null,
    details: { turns, concurrency, openings: openings.with.length, sealedMeanwhile: openings.sealed },
  });
  const perSecond = ({ rows, milliseconds }: { rows: number; milliseconds: number }) => (1000 * rows) / milliseconds;
  return [
    beside(0.5, 'p50'),
    beside(0.95, 'p95'),
    { ...common, what: 'rows of a backlog sealed', measured: perSecond(sealed), unit: '/s', target: { atLeast: 10_000 }, details: sealed }, // prettier-ignore
    { ...common, what: 'seals verified', measured: perSecond(verified), unit: '/s', target: null, details: verified },
    { ...common, what: `highest memory while verifying ${verified.rows}`, measured: verified.peakMegabytes, unit: 'MB', target: { atMost: 400 } }, // prettier-ignore
  ];
}

async function openInTurns(url: string, token: string, count: number, say: Bench['say']) {
  const folder = await dataFolder();
  const api = await InstalledProcess.start('api', url, folder);
  const times: { with: number[]; without: number[]; sealed: number } = { with: [], without: [], sealed: 0 };
  try {
    await open(api.url, token, count, -1);
    for (const [turn, isSealing] of turns.entries()) {
      const sealer = isSealing ? await RunningSealer.start({ url, task: 'tick' }) : null;
      const { milliseconds } = await open(api.url, token, count, turn);
      times[isSealing ? 'with' : 'without'].push(...milliseconds);
      times.sealed += (await sealer?.stop())?.rows ?? 0;
      say(`turn ${turn + 1} ${isSealing ? 'with' : 'without'} a sealer: p50 ${percentile(milliseconds, 0.5).toFixed(1)} ms`); // prettier-ignore
    }
    return times;
  } finally {
    await api.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function open(url: string, token: string, count: number, turn: number): Promise<Answered> {
  const calls = Array.from({ length: count }, (_, n): Call => {
    const place = `第 ${turn + 2} 轮第 ${n} 处`;
    const fields = {
      ...{ type: 'villager-problem', title: `入户路面破损(${place})`, text: `合成数据:${place}路面破损,盼尽快修补。` },
      ...{ villageCode: village, category: 'roads', urgency: 'normal' },
    };
    return { method: 'POST', path: '/api/v1/cases', token, body: JSON.stringify(fields) };
  });
  const requests: Requests = { url, concurrency, calls, warmUp: Math.min(100, count / 10), status: 201 };
  return inOwnProcess<Requests, Answered>(programIn('http/client'), requests);
}

/** The small county, and a session of its township office. */
async function foundCounty(url: string): Promise<string> {
  const dataSource = await createDataSource(url, 1).initialize();
  try {
    await seedCounty(dataSource);
    const { token, hash } = newToken();
    await dataSource.query(
      'INSERT INTO session (token_hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)',
      [hash, idOf(`${county}/account of townshipOffice`), new Date(), new Date(Date.now() + 3_600_000)],
    );
    return token;
  } finally {
    await dataSource.destroy();
  }
}

/** A backlog as an outage of the worker leaves it: the events that there are, again and again. */
async function writeEvents(adminUrl: string, count: number): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = 'case_event' AND is_identity = 'NO'`,
    );
    const names = rows.map(({ name }) => name).join(', ');
    await client.query('SET session_replication_role = replica');
    await client.query(
      `INSERT INTO case_event (${names})
       SELECT ${names} FROM (SELECT *, count(*) OVER () AS there FROM case_event) e, LATERAL generate_series(1, $1::int / there + 1) LIMIT $1`,
      [count],
    );
    await client.query('ANALYZE case_event');
  });
}
