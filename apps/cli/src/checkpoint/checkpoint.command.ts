import { type Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { type SignedCheckpoint } from '#domain';
import { MakeCheckpoint, SealAudit } from '#engine';
import { PgAuditLog, PgTransactions } from '#persistence';
import { readEnvironment } from '#platform';
import { settingsOf } from '../../../composition/src/index.js';
import { type ExitCode } from '../command.js';
import { databaseUrlOf } from '../database-url.js';
import { withEngine } from '../import/with-engine.js';
import { JsonLines } from '../lines.js';

/** Another sealer holds its turn for a second or two at most. */
const tries = 50;

/** `guacun checkpoint >> FILE`: signs what the audit is now, and says it, for a place that this machine cannot reach. */
export async function checkpoint(output: Writable, complain: (text: string) => void): Promise<ExitCode> {
  const environment = readEnvironment();
  const settings = await settingsOf(environment, await databaseUrlOf(environment), environment.DEMO ?? false);
  return withEngine(settings, async (engine) => {
    // what was carried out of the house is itself recorded, and sealed under the checkpoint
    await engine
      .get(PgTransactions)
      .run((tx) =>
        engine.get(PgAuditLog).record(tx, { countyCode: null, kind: 'log-sealed-elsewhere', personId: null }),
      );
    await engine.get(SealAudit).untilAllIsSealed();
    const made = await whenItsTurnComes(engine.get(MakeCheckpoint));
    if (made) await new JsonLines(output).write(made);
    else complain('封印进程一直在忙,请再试 / the sealer is busy all the time; try again');
    return made ? 0 : 1;
  });
}

async function whenItsTurnComes(makeCheckpoint: MakeCheckpoint): Promise<SignedCheckpoint | null> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const made = await makeCheckpoint.now();
    if (made) return made;
    await setTimeout(200);
  }
  return null;
}
