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
  /** The queues that transactions may ask of. */
  private readonly byTopic: ReadonlyMap<string, Queue>;

  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @InjectQueue(queues.imports) imports: Queue,
    @InjectQueue(queues.exports) exports: Queue,
    @InjectQueue(queues.migrations) migrations: Queue,
    @InjectQueue(queues.attachments) attachments: Queue,
  ) {
    super();
    this.byTopic = new Map([imports, exports, migrations, attachments].map((queue) => [queue.name, queue]));
  }

  async process(): Promise<void> {
    // the row's id is the job's: enqueued twice after a crash, it is still one job
    await this.outbox.publish(async ({ id, topic, payload }) => {
      const queue = this.byTopic.get(topic);
      if (!queue) throw new Error(`outbox row ${id} names an unknown topic ${topic}`);
      await queue.add(topic, payload, {
        jobId: `outbox-${id}`,
        attempts: 3,
        backoff: { type: 'exponential', delay: 1_000 },
      });
    });
  }
}
