import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Queue } from 'bullmq';
import { queues } from '#queue';
import { askAgain, askAgainMilliseconds } from './attachments/attachments.processor.js';
import { expireFiles } from './exports/exports.processor.js';

/** A file is gone at the latest so long after its day. */
const expireEveryMilliseconds = 10 * 60_000;
/** At night, when nobody waits for the database. */
const nightly = { pattern: '0 10 3 * * *', tz: 'Asia/Shanghai' };

/** Keeps what may not stay from staying. */
@Injectable()
export class ProtectionSchedules implements OnApplicationBootstrap {
  constructor(
    @InjectQueue(queues.exports) private readonly exports: Queue,
    @InjectQueue(queues.retention) private readonly retention: Queue,
    @InjectQueue(queues.attachments) private readonly attachments: Queue,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const opts = { removeOnComplete: true, removeOnFail: true };
    await this.exports.upsertJobScheduler(expireFiles, { every: expireEveryMilliseconds }, { name: expireFiles, opts });
    await this.attachments.upsertJobScheduler(askAgain, { every: askAgainMilliseconds }, { name: askAgain, opts });
    await this.retention.upsertJobScheduler('nightly', nightly, { name: 'nightly', opts });
  }
}
