import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { MakeCheckpoint, SealAudit } from '#engine';
import { queues } from '#queue';
import { QueueWorker } from '../queue-worker.js';

/** Well within the ten seconds in which a row of the audit is to be sealed (design §10). */
export const sealMilliseconds = 2_000;

/** Seals what was recorded since the last tick, and signs a checkpoint where one is due. */
@Processor(queues.seal, { concurrency: 1 })
export class SealProcessor extends QueueWorker {
  constructor(
    @Inject(SealAudit) private readonly sealAudit: SealAudit,
    @Inject(MakeCheckpoint) private readonly makeCheckpoint: MakeCheckpoint | null,
  ) {
    super();
  }

  async process(): Promise<number> {
    const sealed = await this.sealAudit.untilAllIsSealed();
    await this.makeCheckpoint?.ifDue();
    return sealed;
  }
}
