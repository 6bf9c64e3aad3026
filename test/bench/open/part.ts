import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Answered, type Requests } from '../http/client.js';
import { type Bench } from '../part.js';
import { type Figure } from '../report/figure.js';
import { load } from '../report/machine.js';
import { percentile } from '../report/spread.js';
import { inOwnProcess, programIn } from '../server/process.js';
import { dataFolder, startSystem } from '../start/system.js';
import { openByBareSql } from './reference.js';

const concurrency = 8;
/** Openings that are not counted: connections, plans and compiled code grow warm. */
const warmUp = 1_000;

/** Cases opened over HTTP, on the system as `npm start` runs it: API, workers and database, each commit on the disk. */
export async function openPart({ postgres, scale, say }: Bench): Promise<Figure[]> {
  const count = scale.openedCases;
  const folder = await dataFolder();
  let answered: Answered;
  try {
    say('starting the system');
    const system = await startSystem(folder);
    try {
      const { token, villageCode } = await signIn(system.url, folder);
      say(`opening ${count} cases, ${concurrency} at a time`);
      const calls = Array.from({ length: warmUp + count }, (_, n) => ({
        ...opening,
        token,
        body: JSON.stringify(formOf(n, villageCode)),
      }));
      const requests: Requests = { url: system.url, concurrency, calls, warmUp, status: 201 };
      answered = await inOwnProcess<Requests, Answered>(programIn('http/client'), requests);
    } finally {
      await system.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const numbers = new Set(answered.bodies.map((body) => (JSON.parse(body) as { number: string }).number));
  if (numbers.size !== count) throw new Error(`${count} cases were opened under ${numbers.size} numbers`);

  say('the same rows by bare SQL');
  const reference = await openByBareSql(postgres, count, concurrency);
  const { milliseconds, total } = answered;
  const spread = {
    p50: percentile(milliseconds, 0.5),
    p95: percentile(milliseconds, 0.95),
    p99: percentile(milliseconds, 0.99),
  };
  const common = { part: 'open', load: load(), details: { concurrency, count, warmUp, ...spread, reference } };
  return [
    { ...common, what: 'opening a case over HTTP, p50', measured: spread.p50, unit: 'ms', reference: { what: 'bare SQL', measured: reference.p50 }, target: null }, // prettier-ignore
    { ...common, what: `opening a case over HTTP, ${concurrency} at a time, p95`, measured: spread.p95, unit: 'ms', reference: { what: 'bare SQL', measured: reference.p95 }, target: { atMost: 25 } }, // prettier-ignore
    { ...common, what: 'cases opened over HTTP', measured: (1000 * count) / total, unit: '/s', reference: { what: 'bare SQL', measured: reference.perSecond }, target: { atLeast: 500 } }, // prettier-ignore
  ];
}

const opening = { method: 'POST', path: '/api/v1/cases' } as const;

/** Signs in as the demonstration's township office, and finds a village of its township. */
async function signIn(url: string, folder: string): Promise<{ token: string; villageCode: string }> {
  const accounts = JSON.parse(await readFile(join(folder, 'demo-accounts.json'), 'utf8')) as { role: string; name: string; password: string }[]; // prettier-ignore
  const { name, password } = accounts.find(({ role }) => role === 'township-office')!;
  const session = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password }),
  });
  const { token } = (await session.json()) as { token: string };
  const headers = { authorization: `Bearer ${token}` };
  const me = (await (await fetch(`${url}/api/v1/me`, { headers })).json()) as { postings: { regionCode: string }[] };
  const { items } = (await (await fetch(`${url}/api/v1/villages`, { headers })).json()) as {
    items: { code: string }[];
  };
  const village = items.find(({ code }) => code.startsWith(me.postings[0]!.regionCode));
  if (!village) throw new Error('the township of the demonstration has no village');
  return { token, villageCode: village.code };
}

/** What a clerk writes down during a visit; the requester is encrypted on the way. */
function formOf(n: number, villageCode: string) {
  return {
    type: 'villager-problem',
    title: `入户路面破损(第${n}处)`,
    text: `合成数据:雨后第${n}段路面破损,老人出行不便,盼尽快修补。`,
    villageCode,
    category: 'roads',
    urgency: 'normal',
    requester: { name: '某甲', phone: `100${String(n).padStart(8, '0')}` },
  };
}
