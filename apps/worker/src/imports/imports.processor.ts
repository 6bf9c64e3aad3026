import { OnWorkerEvent, Processor } from '@nestjs/bullmq';
import { Inject, Logger } from '@nestjs/common';
import { DelayedError, type Job } from 'bullmq';
import { RunLedgerImport } from '#engine';
import { PgLedgerImports, PgTransactions } from '#persistence';
import { type ImportJob, queues } from '#queue';
import { QueueWorker } from '../queue-worker.js';

/** A killed worker's import is taken up by another after so many milliseconds, and often enough to finish in the end. */
const takeOver = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 20 };

/** How long an import rests whose worker is being stopped; by then that one takes no more jobs. */
const putOffMilliseconds = 1_000;

/** Runs a large ledger import; the job carries its id, the rows and the mark are in the database. */
@Processor(queues.imports, { concurrency: 1, ...takeOver })
export class ImportsProcessor extends QueueWorker {
  private readonly logger = new Logger(ImportsProcessor.name);

  constructor(
    @Inject(RunLedgerImport) private readonly runLedgerImport: RunLedgerImport,
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgLedgerImports) private readonly imports: PgLedgerImports,
  ) {
    super();
  }

  async process(job: Job<ImportJob>, token?: string): Promise<string> {
    const result = await this.runLedgerImport.execute(job.data.importId, undefined, () => this.isStopping);
    if (result !== 'put-off') return result;
    // back into the queue, for a worker that is not being stopped; this counts as no attempt
    await job.moveToDelayed(Date.now() + putOffMilliseconds, token);
    throw new DelayedError();
  }

  /** After the last attempt the import is given up: what is in stays in, and the same file may be sent again. */
  @OnWorkerEvent('failed')
  async giveUp(job: Job<ImportJob> | undefined): Promise<void> {
    if (!job || job.attemptsMade < (job.opts.attempts ?? 1)) return;
    try {
      await this.transactions.run((tx) => this.imports.fail(tx, job.data.importId, { code: 'gave-up' }));
    } catch (error) {
      this.logger.error(`import ${job.data.importId} failed and could not be marked so: ${String(error)}`);
    }
  }
}
