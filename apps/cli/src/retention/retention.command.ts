import { type Writable } from 'node:stream';
import { ClearContent, EndRetention } from '#engine';
import { readEnvironment } from '#platform';
import { Temporal } from 'temporal-polyfill';
import { settingsOf } from '../../../composition/src/index.js';
import { type ExitCode } from '../command.js';
import { databaseUrlOf } from '../database-url.js';
import { withEngine } from '../import/with-engine.js';
import { JsonLines } from '../lines.js';

/** `guacun retention`: what the nightly job does, or with `--dry-run` would do: a line a county and kept thing. */
export async function retention(dryRun: boolean, output: Writable): Promise<ExitCode> {
  const environment = readEnvironment();
  const settings = await settingsOf(environment, await databaseUrlOf(environment), environment.DEMO ?? false);
  const lines = new JsonLines(output);
  return withEngine<ExitCode>(settings, async (engine) => {
    for (const count of await engine.get(EndRetention).execute(Temporal.Now.instant(), { dryRun })) {
      if (!(await lines.write({ ...count, dryRun }))) return 0;
    }
    if (!dryRun) await engine.get(ClearContent).execute(Temporal.Now.instant());
    return 0;
  });
}
