// `npm run bench [-- --short] [timers|open|audit|overdue|import|start …]`: measures, prints one table, writes bench-<date>.json.
import { writeFile } from 'node:fs/promises';
import { auditPart } from './audit/part.js';
import { importPart } from './import/part.js';
import { openPart } from './open/part.js';
import { overduePart } from './overdue/part.js';
import { type Part } from './part.js';
import { type Figure, missOf, ratioOf } from './report/figure.js';
import { load, machine } from './report/machine.js';
import { table } from './report/table.js';
import { full, short } from './scale.js';
import { BenchPostgres } from './server/bench-postgres.js';
import { startPart } from './start/part.js';
import { timersPart } from './timers/part.js';

/** In this order: what needs quiet first. */
const parts: Readonly<Record<string, Part>> = {
  timers: timersPart,
  open: openPart,
  audit: auditPart,
  overdue: overduePart,
  import: importPart,
  start: startPart,
};

const words = process.argv.slice(2);
const wanted = words.filter((word) => word !== '--short');
const unknown = wanted.filter((word) => !(word in parts));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(' ')}; parts: ${Object.keys(parts).join(' ')}; option: --short`);
  process.exit(2);
}
const scale = words.includes('--short') ? short : full;
const began = performance.now();
const say = (what: string) => console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${what}`);

const postgres = await BenchPostgres.start();
const figures: Figure[] = [];
let failed: unknown;
try {
  const settings = await postgres.settings();
  for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
    say(`${name} (load ${load().toFixed(1)})`);
    figures.push(...(await parts[name]!({ postgres, scale, say: (what) => say(`${name}: ${what}`) })));
  }
  const file = `bench-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.json`;
  const judged = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), miss: missOf(figure) }));
  await writeFile(
    file,
    `${JSON.stringify({ machine: machine(), postgres: settings, scale, figures: judged }, null, 2)}\n`,
  );
  console.log(`\n${table(figures)}\n\n${file}`);
} catch (error) {
  failed = error;
} finally {
  await postgres.stop();
}
if (failed) {
  console.error(failed);
  process.exit(1);
}
const gross = figures.filter((figure) => (missOf(figure) ?? 0) > scale.grossMiss);
for (const { part, what } of gross)
  console.error(`${part}: ${what} misses its target by more than ${scale.grossMiss} ×`);
process.exit(gross.length > 0 ? 1 : 0);
