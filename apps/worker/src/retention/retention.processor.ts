import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { EndRetention, type RetentionCount } from '#engine';
import { queues } from '#queue';
import { Temporal } from 'temporal-polyfill';
import { QueueWorker } from '../queue-worker.js';

/** Ends, every night, the keeping of what has been kept long enough. */
@Processor(queues.retention, { concurrency: 1 })
export class RetentionProcessor extends QueueWorker {
  constructor(@Inject(EndRetention) private readonly endRetention: EndRetention) {
    super();
  }

  process(): Promise<RetentionCount[]> {
    return this.endRetention.execute(Temporal.Now.instant());
  }
}
