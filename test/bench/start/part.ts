import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Bench } from '../part.js';
import { type Figure } from '../report/figure.js';
import { load } from '../report/machine.js';
import { checkout } from '../server/checkout.js';
import { InstalledProcess } from './installation.js';
import { dataFolder, startSystem } from './system.js';

/** Seconds without a request before memory at rest is read. */
const restSeconds = 20;

/** How long `npm start` takes, and what the processes of an installation hold while nothing happens. */
export async function startPart(bench: Bench): Promise<Figure[]> {
  return [
    ...(await starts(bench)),
    ...(bench.scale.freshClone ? [await freshClone(bench)] : []),
    ...(await atRest(bench)),
  ];
}

async function starts({ say }: Bench): Promise<Figure[]> {
  const folder = await dataFolder();
  try {
    say('first start with an empty data folder, then the second');
    const seconds = [];
    for (const _ of ['first', 'second']) {
      const system = await startSystem(folder);
      seconds.push(system.seconds);
      await system.stop();
    }
    const common = { part: 'start', unit: 's', load: load() };
    return [
      { ...common, what: 'first start of a built checkout (grows the demonstration county)', measured: seconds[0]!, target: null }, // prettier-ignore
      { ...common, what: 'second start', measured: seconds[1]!, target: { atMost: 10 } },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** From `git clone` to the first page, packages fetched from the registry (or npm's cache of it). */
async function freshClone({ say }: Bench): Promise<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'guacun-bench-clone-'));
  const data = await dataFolder();
  try {
    say('a fresh clone');
    await promisify(execFile)('git', ['clone', '--quiet', checkout, join(folder, 'guacun')]);
    const system = await startSystem(data, join(folder, 'guacun'));
    await system.stop();
    const target = { atMost: 180 };
    return {
      part: 'start',
      what: 'npm start in a fresh clone',
      measured: system.seconds,
      unit: 's',
      target,
      load: load(),
    };
  } finally {
    for (const left of [folder, data]) await rm(left, { recursive: true, force: true });
  }
}

async function atRest({ postgres, say }: Bench): Promise<Figure[]> {
  say('memory at rest');
  const url = await postgres.database('rest');
  const data = await dataFolder();
  const api = await InstalledProcess.start('api', url, data);
  const worker = await InstalledProcess.start('worker', url, data);
  try {
    await new Promise((resolve) => setTimeout(resolve, restSeconds * 1000));
    const common = { part: 'start', unit: 'MB', target: { atMost: 150 }, load: load() };
    return [
      { ...common, what: 'memory of the API at rest', measured: await api.megabytes() },
      { ...common, what: 'memory of a worker at rest', measured: await worker.megabytes() },
    ].filter(({ measured }) => !Number.isNaN(measured));
  } finally {
    await worker.stop();
    await api.stop();
    await postgres.drop('rest');
    await rm(data, { recursive: true, force: true });
  }
}
