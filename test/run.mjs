// `npm test`: everyday checks, one after the other; the last line is the sum. `npm test -- unit` runs one stage.
import { prepare } from '../apps/local/prepare/index.mjs';
import { chosen, leftOut } from './run/stages.mjs';
import { report } from './run/report.mjs';
import { runStage } from './run/stage.mjs';

const { stages, noSkips } = chosen(process.argv.slice(2));
await prepare(stages.some(({ needsBuild }) => needsBuild) ? ['dependencies', 'build'] : ['dependencies']);

const results = [];
for (const stage of stages) results.push(await runStage(stage, { noSkips }));
process.exitCode = report(results, leftOut(stages));
