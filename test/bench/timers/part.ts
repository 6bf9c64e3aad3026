import { type Bench } from '../part.js';
import { type Figure } from '../report/figure.js';
import { load } from '../report/machine.js';
import { median } from '../report/spread.js';
import { inOwnProcess, programBeside } from '../server/process.js';
import { withClient } from '../server/with-client.js';
import { loadDueCases } from './load.js';
import { fireByBareSql } from './reference.js';
import { assertSameRows } from './same-rows.js';
import { type Swept } from './worker.js';

/** As many timers a batch as the worker takes, so that both commit as often. */
const batchSize = 2_000;
/** Of a morning's timers: reminders mostly, some that are due. */
const escalatingShare = 0.25;

/** Timers due at one instant: a worker's sweep beside bare SQL that claims the same timers and writes the same rows. */
export async function timersPart(bench: Bench): Promise<Figure[]> {
  const { timers, escalations } = bench.scale;
  const mixed = await measure(bench, timers, escalatingShare);
  const escalating = await measure(bench, escalations, 1);
  const details = { batchSize, rounds: bench.scale.rounds };
  return [
    {
      part: 'timers',
      what: `${timers} due at one instant, a quarter escalating, one worker`,
      measured: mixed.product / 1000,
      unit: 's',
      reference: { what: 'bare SQL', measured: mixed.reference / 1000 },
      target: { atMost: 1.25, of: 'ratio' },
      load: mixed.load,
      details: { ...details, escalatingShare, ...mixed },
    },
    {
      part: 'timers',
      what: `${escalations} due at one instant, all escalating, one worker`,
      measured: (1000 * escalations) / escalating.product,
      unit: '/s',
      reference: { what: 'bare SQL', measured: (1000 * escalations) / escalating.reference },
      target: { atLeast: 15_000 },
      load: escalating.load,
      details: { ...details, ...escalating },
    },
  ];
}

async function measure({ postgres, scale, say }: Bench, count: number, escalating: number) {
  say(`loading ${count} cases with a timer each`);
  await loadDueCases(await postgres.database('due'), postgres.adminUrl('due'), count, escalating);
  const rounds = [];
  for (let round = 1; round <= scale.rounds; round++) {
    const reference = await postgres.copy('due', 'due_reference');
    const { fired, milliseconds } = await withClient(reference, (client) => fireByBareSql(client, batchSize));
    const product = await postgres.copy('due', 'due_product');
    const swept = await inOwnProcess<object, Swept>(programBeside(import.meta.url, 'worker'), { url: product });
    if (fired !== count || swept.fired !== count)
      throw new Error(`fired ${swept.fired}, bare SQL ${fired}, of ${count}`);
    await assertSameRows(product, reference);
    say(`round ${round}: ${(swept.milliseconds / 1000).toFixed(1)} s, bare SQL ${(milliseconds / 1000).toFixed(1)} s`);
    rounds.push({ product: swept.milliseconds, reference: milliseconds, cpu: swept.cpuMilliseconds, load: load() });
    await postgres.drop('due_reference');
    await postgres.drop('due_product');
  }
  await postgres.drop('due');
  return {
    product: median(rounds.map(({ product }) => product)),
    reference: median(rounds.map(({ reference }) => reference)),
    load: median(rounds.map((round) => round.load)),
    rounds,
  };
}
