import { wholeCounty } from '#engine';
import { newToken } from '#identity';
import { type CaseFilter } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { rm } from 'node:fs/promises';
import { type Client } from 'pg';
import { departmentId } from '../county/bench-county.js';
import { type Answered, type Call, type Requests } from '../http/client.js';
import { type Bench } from '../part.js';
import { type Figure } from '../report/figure.js';
import { load } from '../report/machine.js';
import { percentile } from '../report/spread.js';
import { inOwnProcess, programIn } from '../server/process.js';
import { withClient } from '../server/with-client.js';
import { InstalledProcess } from '../start/installation.js';
import { dataFolder } from '../start/system.js';
import { explainPage, type Plan } from './explain.js';
import { counties, loadOpenCases, supervisorAccount } from './load.js';
import { present } from './open-cases.js';
import { queriesOf } from './pages.js';

/** The supervisor's overdue page on many open cases in ten counties, over the API, filtered and sorted. */
export async function overduePart({ postgres, scale, say }: Bench): Promise<Figure[]> {
  say(`loading ${scale.openCases} open cases`);
  const url = await postgres.database('review');
  await loadOpenCases(url, postgres.adminUrl('review'), scale.openCases);
  await postgres.settle();
  const { plans, queries, tokens } = await withClient(url, async (client) => ({
    plans: await explained(client),
    queries: queriesOf(scale.requests, counties, await townships(client)),
    tokens: await signIn(client),
  }));
  assertOnIndexes(plans);

  say(`asking for ${queries.length} pages`);
  const calls = queries.map(({ code, query }): Call => ({ method: 'GET', path: `/api/v1/cases?${query}`, token: tokens.get(code)! })); // prettier-ignore
  const answered = await ask(url, calls);
  assertAnswers(answered);
  await postgres.drop('review');

  const byPage = groupedTimes(queries, answered);
  const spreads = Object.fromEntries(
    [...byPage].map(([page, times]) => [page, { p50: percentile(times, 0.5), p95: percentile(times, 0.95) }]),
  );
  const [slowest, { p95 }] = Object.entries(spreads).sort(([, a], [, b]) => b.p95 - a.p95)[0]!;
  const common = { part: 'overdue', unit: 'ms', load: load() };
  const what = `a page of ${scale.openCases} open cases`;
  return [
    { ...common, what: `${what}, p50`, measured: percentile(answered.milliseconds, 0.5), target: null, details: { spreads, plans } }, // prettier-ignore
    { ...common, what: `${what}, p95 of all filters`, measured: percentile(answered.milliseconds, 0.95), target: { atMost: 30 } }, // prettier-ignore
    { ...common, what: `${what}, p95 of the slowest (${slowest})`, measured: p95, target: { atMost: 30 } },
  ];
}

async function ask(url: string, calls: readonly Call[]): Promise<Answered> {
  const folder = await dataFolder();
  const api = await InstalledProcess.start('api', url, folder);
  try {
    // one after the other: what one supervisor waits for
    const requests: Requests = { url: api.url, concurrency: 1, calls: [...calls.slice(0, warmUp), ...calls], warmUp, status: 200 }; // prettier-ignore
    return await inOwnProcess<Requests, Answered>(programIn('http/client'), requests);
  } finally {
    await api.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Pages that are not counted: connections, plans and compiled code grow warm. */
const warmUp = 100;

async function signIn(client: Client): Promise<Map<string, string>> {
  const tokens = new Map<string, string>();
  for (const code of counties) {
    const { token, hash } = newToken();
    await client.query('INSERT INTO session (token_hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)', [
      hash,
      supervisorAccount(code),
      new Date(),
      new Date(Date.now() + 3_600_000),
    ]);
    tokens.set(code, token);
  }
  return tokens;
}

/** The last three digits of the townships, the same in each county. */
async function townships(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ digits: string }>(
    'SELECT substr(code, 7) AS digits FROM region WHERE county_code = $1 AND length(code) = 9 AND valid_to IS NULL ORDER BY code',
    [counties[0]],
  );
  return rows.map(({ digits }) => digits);
}

/** What the product asks the database for some of the pages, and how that is answered. */
async function explained(client: Client): Promise<Record<string, Plan[]>> {
  const code = counties[1]!;
  const filters: Record<string, CaseFilter> = {
    overdue: { overdue: true },
    'overdue, of a township': { overdue: true, village: `${code}103` },
    'overdue, of a department': { overdue: true, department: departmentId(3, code) },
    'overdue, with words': { overdue: true, q: '反光镜' },
    'due soon': { dueUntil: present.add({ hours: 72 }) },
  };
  const plans: Record<string, Plan[]> = {};
  for (const [name, filter] of Object.entries(filters)) {
    plans[name] = await explainPage(client, wholeCounty(code), present, { filter, sort: 'dueAt', limit: 50 });
  }
  return plans;
}

/** Overdue is a query, and its cost is that of what is overdue, not of what is open (I-36). */
function assertOnIndexes(plans: Readonly<Record<string, readonly Plan[]>>): void {
  for (const [name, statements] of Object.entries(plans)) {
    for (const { scanned, indexes, statement } of statements) {
      if (!statement.includes('FROM cases c')) continue; // the names of places, for the words of a search
      if (scanned.includes('cases') || !indexes.some((index) => index.startsWith('cases_')))
        throw new Error(`"${name}" reads all cases: ${scanned.join()} ${indexes.join()}`);
    }
  }
}

function assertAnswers({ bodies }: Answered): void {
  for (const body of bodies) {
    const { items, count } = JSON.parse(body) as { items: { dueAt: string; overdue: boolean }[]; count: number };
    const late = items.some(({ dueAt, overdue }) => overdue !== Temporal.Instant.compare(dueAt, present) <= 0);
    if (late || (items.length > 0 && count < items.length)) throw new Error(`a wrong page: ${body.slice(0, 300)}`);
  }
  if (!bodies.some((body) => (JSON.parse(body) as { items: unknown[] }).items.length === 50))
    throw new Error('no page was full');
}

function groupedTimes(queries: readonly { page: string }[], { milliseconds }: Answered): Map<string, number[]> {
  const grouped = new Map<string, number[]>();
  queries.forEach(({ page }, i) => grouped.set(page, [...(grouped.get(page) ?? []), milliseconds[i]!]));
  return grouped;
}
