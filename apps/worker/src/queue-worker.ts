import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Logger } from '@nestjs/common';

/** A worker of a queue: what its connection or a job complains of goes to the log, not to the console. */
export abstract class QueueWorker extends WorkerHost implements BeforeApplicationShutdown {
  private readonly log = new Logger(this.constructor.name);
  /** From then on a worker waits for its job alone: a long one stops where it can go on later. */
  protected isStopping = false;

  beforeApplicationShutdown(): void {
    this.isStopping = true;
  }

  @OnWorkerEvent('error')
  complained(error: Error): void {
    // a worker that is being closed complains of the connections taken from it
    if (!this.isStopping) this.log.error(error.message);
  }

  @OnWorkerEvent('failed')
  failed(job: { name: string; id?: string } | undefined, error: Error): void {
    this.log.error(`${job?.name ?? 'a job'} ${job?.id ?? ''} failed: ${error.message}`);
  }
}
