import { OnWorkerEvent, Processor } from '@nestjs/bullmq';
import { Inject, Logger } from '@nestjs/common';
import { type Job } from 'bullmq';
import { BuildExport } from '#engine';
import { PgExports, PgTransactions } from '#persistence';
import { type ExportJob, queues } from '#queue';
import { QueueWorker } from '../queue-worker.js';

/** A killed worker's export is taken up by another after so many milliseconds. */
const takeOver = { lockDuration: 30_000, stalledInterval: 10_000, maxStalledCount: 5 };

/** Name of the job that takes away files whose day is over. */
export const expireFiles = 'expire';

/** Makes the files of exports, and takes them away; the job carries an id, everything else is in the database. */
@Processor(queues.exports, { concurrency: 1, ...takeOver })
export class ExportsProcessor extends QueueWorker {
  private readonly logger = new Logger(ExportsProcessor.name);

  constructor(
    @Inject(BuildExport) private readonly buildExport: BuildExport,
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgExports) private readonly exports: PgExports,
  ) {
    super();
  }

  process({ name, data }: Job<ExportJob>): Promise<unknown> {
    if (name === expireFiles) return this.transactions.run((tx) => this.exports.expire(tx));
    return this.buildExport.execute(data.exportId);
  }

  /** After the last attempt the owner is told by its state that there will be no file. */
  @OnWorkerEvent('failed')
  async giveUp(job: Job<ExportJob> | undefined): Promise<void> {
    if (!job || job.name === expireFiles || job.attemptsMade < (job.opts.attempts ?? 1)) return;
    try {
      await this.transactions.run((tx) => this.exports.fail(tx, job.data.exportId));
    } catch (error) {
      this.logger.error(`export ${job.data.exportId} failed and could not be marked so: ${String(error)}`);
    }
  }
}
