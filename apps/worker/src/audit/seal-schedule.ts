import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Queue } from 'bullmq';
import { queues } from '#queue';
import { sealMilliseconds } from './seal.processor.js';

/** Sets the sealer's tick going. Without a queue nothing is sealed; nothing is lost by that, and health tells. */
@Injectable()
export class SealSchedule implements OnApplicationBootstrap {
  constructor(@InjectQueue(queues.seal) private readonly queue: Queue) {}

  async onApplicationBootstrap(): Promise<void> {
    const opts = { removeOnComplete: true, removeOnFail: true };
    await this.queue.upsertJobScheduler('tick', { every: sealMilliseconds }, { name: 'tick', opts });
  }
}
