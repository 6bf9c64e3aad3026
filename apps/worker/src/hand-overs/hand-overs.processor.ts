import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { HandOver } from '#engine';
import { queues } from '#queue';
import { QueueWorker } from '../queue-worker.js';

/** A hand-over that is dated ahead begins at most so late; until then its cases fall to the unit, not to nobody. */
export const handOversMilliseconds = 10_000;

/** Begins hand-overs whose instant has come, and goes on with those that a crash cut off. */
@Processor(queues.handOvers, { concurrency: 1 })
export class HandOversProcessor extends QueueWorker {
  constructor(@Inject(HandOver) private readonly handOver: HandOver) {
    super();
  }

  process(): Promise<number> {
    return this.handOver.untilNoneAreDue();
  }
}
