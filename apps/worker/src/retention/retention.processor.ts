import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { ClearContent, EndRetention, type RetentionCount } from '#engine';
import { queues } from '#queue';
import { Temporal } from 'temporal-polyfill';
import { QueueWorker } from '../queue-worker.js';

/** Ends, every night, the keeping of what has been kept long enough, and clears away content that no row wants. */
@Processor(queues.retention, { concurrency: 1 })
export class RetentionProcessor extends QueueWorker {
  constructor(
    @Inject(EndRetention) private readonly endRetention: EndRetention,
    @Inject(ClearContent) private readonly clearContent: ClearContent,
  ) {
    super();
  }

  async process(): Promise<RetentionCount[]> {
    const counts = await this.endRetention.execute(Temporal.Now.instant());
    await this.clearContent.execute(Temporal.Now.instant());
    return counts;
  }
}
