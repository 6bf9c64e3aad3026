import { InjectQueue, Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { type Queue } from 'bullmq';
import { Outbox } from '#persistence';
import { QueueWorker } from '../queue-worker.js';
import { queues } from '#queue';

export const dispatchMilliseconds = 1_000;

/** Enqueues what transactions wrote into the outbox; nothing else enqueues work (design §4). */
@Processor(queues.dispatch, { concurrency: 1 })
export class DispatchProcessor extends QueueWorker {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @InjectQueue(queues.imports) private readonly imports: Queue,
  ) {
    super();
  }

  async process(): Promise<void> {
    // the row's id is the job's: enqueued twice after a crash, it is still one job
    await this.outbox.publish(async ({ id, topic, payload }) => {
      if (topic !== queues.imports) throw new Error(`outbox row ${id} names an unknown topic ${topic}`);
      await this.imports.add(topic, payload, {
        jobId: `outbox-${id}`,
        attempts: 3,
        backoff: { type: 'exponential', delay: 1_000 },
      });
    });
  }
}
