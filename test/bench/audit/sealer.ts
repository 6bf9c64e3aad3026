// A sealer in a process of its own, as a worker has it: looks every so often until it is told to stop, then says what it did.
import { SealAudit, VerifyAudit } from '#engine';
import { isSigned, sha256 } from '#identity';
import { createDataSource, HostInstants, PgAuditRecord, PgAuditSeals, PgTransactions } from '#persistence';
import { Temporal } from 'temporal-polyfill';

/** `tick`: seal every two seconds; `once`: seal all that is there; `verify`: recompute all of it. */
export interface Task {
  readonly url: string;
  readonly task: 'tick' | 'once' | 'verify';
}

export interface Done {
  /** Rows that were sealed, or seals that were verified. */
  readonly rows: number;
  readonly milliseconds: number;
  readonly peakMegabytes: number;
}

/** As `apps/worker` does it. */
const tickMilliseconds = 2_000;

process.once('message', ({ url, task }: Task) => {
  void run(url, task).then(
    (done) => process.send!(done, () => process.disconnect()),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function run(databaseUrl: string, task: Task['task']): Promise<Done> {
  const dataSource = await createDataSource(databaseUrl, 2).initialize();
  const transactions = new PgTransactions(dataSource, new HostInstants());
  process.send!('ready');
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const began = performance.now();
  const rows = await work();
  const milliseconds = performance.now() - began;
  clearInterval(watch);
  await dataSource.destroy();
  return { rows, milliseconds, peakMegabytes: peak / 2 ** 20 };

  function work(): Promise<number> {
    if (task === 'verify') return verified(new VerifyAudit(transactions, new PgAuditRecord(), sha256, isSigned));
    const sealer = new SealAudit(transactions, new PgAuditSeals(), sha256, () => Temporal.Now.instant());
    return task === 'once' ? sealer.untilAllIsSealed() : ticking(sealer);
  }
}

async function ticking(sealer: SealAudit): Promise<number> {
  let isOver = false;
  process.once('message', () => (isOver = true));
  for (let rows = 0; ;) {
    rows += await sealer.untilAllIsSealed();
    if (isOver) return rows;
    const next = performance.now() + tickMilliseconds;
    while (!isOver && performance.now() < next) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function verified(verifier: VerifyAudit): Promise<number> {
  const { seals, findings } = await verifier.execute({ since: 1, kept: [], trustedKeys: new Set() }, async () => {});
  if (findings > 0) throw new Error(`the verifier finds ${findings} faults in a sound audit`);
  return seals;
}
