import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { type Job } from 'bullmq';
import { ScanAttachments } from '#engine';
import { type AttachmentJob, queues } from '#queue';
import { QueueWorker } from '../queue-worker.js';

/** Name of the job that asks about all files that still wait. */
export const askAgain = 'ask-again';
/** A scanner that was away is asked again so often: people wait for their files. */
export const askAgainMilliseconds = 5 * 60_000;

/** Has files scanned that no scanner answered about when they came; the job carries an id, everything else is in the database. */
@Processor(queues.attachments, { concurrency: 1 })
export class AttachmentsProcessor extends QueueWorker {
  constructor(@Inject(ScanAttachments) private readonly scanAttachments: ScanAttachments) {
    super();
  }

  async process({ name, data }: Job<AttachmentJob>): Promise<unknown> {
    if (name === askAgain) return this.scanAttachments.pending();
    const verdict = await this.scanAttachments.one(data.attachmentId);
    // tried again by the queue, and after its last attempt with all that wait
    if (verdict === 'no-answer') throw new Error(`no scanner answered about attachment ${data.attachmentId}`);
    return verdict;
  }
}
