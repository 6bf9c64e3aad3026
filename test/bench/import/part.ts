import { measureLedgerImport } from '../ledger-import.js';
import { type Bench } from '../part.js';
import { type Figure } from '../report/figure.js';
import { load } from '../report/machine.js';

/** A generated ledger through outbox, queue and a worker of its own. */
export async function importPart({ postgres, scale, say }: Bench): Promise<Figure[]> {
  const rows = scale.ledgerRows;
  say(`importing ${rows} rows`);
  const details = await measureLedgerImport(await postgres.database('ledger'), rows);
  await postgres.drop('ledger');
  const common = { part: 'import', load: load(), details };
  return [
    { ...common, what: `a ledger of ${rows} rows`, measured: details.rowsPerSecond, unit: 'rows/s', target: { atLeast: 2_000 } }, // prettier-ignore
    { ...common, what: 'highest memory of its worker', measured: details.peakMegabytes, unit: 'MB', target: { atMost: 400 } }, // prettier-ignore
  ];
}
