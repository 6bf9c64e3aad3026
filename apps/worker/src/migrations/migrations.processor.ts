import { OnWorkerEvent, Processor } from '@nestjs/bullmq';
import { Inject, Logger } from '@nestjs/common';
import { DelayedError, type Job } from 'bullmq';
import { RunMigration } from '#engine';
import { PgCaseMigrations, PgTransactions } from '#persistence';
import { type MigrationJob, queues } from '#queue';
import { QueueWorker } from '../queue-worker.js';

/** A killed worker's run is taken up by another after so many milliseconds, and often enough to finish in the end. */
const takeOver = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 20 };

/** How long a run rests whose worker is being stopped; by then that one takes no more jobs. */
const putOffMilliseconds = 1_000;

/** Brings cases onto another version of their type; the job carries the run's id, how far it is stands in the database. */
@Processor(queues.migrations, { concurrency: 1, ...takeOver })
export class MigrationsProcessor extends QueueWorker {
  private readonly logger = new Logger(MigrationsProcessor.name);

  constructor(
    @Inject(RunMigration) private readonly runMigration: RunMigration,
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgCaseMigrations) private readonly migrations: PgCaseMigrations,
  ) {
    super();
  }

  async process(job: Job<MigrationJob>, token?: string): Promise<string> {
    const { kind } = await this.runMigration.execute(job.data.migrationId, { stops: () => this.isStopping });
    if (kind !== 'put-off') return kind;
    // back into the queue, for a worker that is not being stopped; this counts as no attempt
    await job.moveToDelayed(Date.now() + putOffMilliseconds, token);
    throw new DelayedError();
  }

  /** After the last attempt the run is given up: what has moved has moved, and a new run goes on with the rest. */
  @OnWorkerEvent('failed')
  async giveUp(job: Job<MigrationJob> | undefined): Promise<void> {
    if (!job || job.attemptsMade < (job.opts.attempts ?? 1)) return;
    try {
      await this.transactions.run((tx) => this.migrations.end(tx, job.data.migrationId, 'failed'));
    } catch (error) {
      this.logger.error(`migration ${job.data.migrationId} failed and could not be marked so: ${String(error)}`);
    }
  }
}
