import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { MoveToSuccessors } from '#engine';
import { queues } from '#queue';
import { QueueWorker } from '../queue-worker.js';

/** How often it is asked whether the day of an edition has come, or a run was broken off. */
export const editionsMilliseconds = 60_000;

/** Moves what hangs on divisions that an edition recoded or merged, when its day has come. */
@Processor(queues.editions, { concurrency: 1 })
export class EditionsProcessor extends QueueWorker {
  constructor(@Inject(MoveToSuccessors) private readonly moveToSuccessors: MoveToSuccessors) {
    super();
  }

  process(): Promise<number> {
    return this.moveToSuccessors.untilNoneWaits();
  }
}
