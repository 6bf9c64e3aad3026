import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Queue } from 'bullmq';
import { FireDueTimers } from '#engine';
import { queues } from '#queue';
import { dispatchMilliseconds } from './dispatch/dispatch.processor.js';
import { tickMilliseconds } from './sweep/sweep.processor.js';

/** The last guard: a plain interval that sweeps although no queue wakes it. */
const guardMilliseconds = 15_000;

/** Sets the ticks of the queues going, and keeps one guard that needs no queue at all. */
@Injectable()
export class Schedulers implements OnApplicationBootstrap, OnApplicationShutdown {
  private guard: NodeJS.Timeout | undefined;
  private guarding: Promise<unknown> = Promise.resolve();

  constructor(
    @InjectQueue(queues.sweep) private readonly sweep: Queue,
    @InjectQueue(queues.dispatch) private readonly dispatch: Queue,
    @Inject(FireDueTimers) private readonly fireDueTimers: FireDueTimers,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const forgotten = { removeOnComplete: true, removeOnFail: true };
    // the scheduler's id is its identity: many processes starting at once leave one of each
    await this.sweep.upsertJobScheduler('tick', { every: tickMilliseconds }, { name: 'tick', opts: forgotten });
    await this.dispatch.upsertJobScheduler('tick', { every: dispatchMilliseconds }, { name: 'tick', opts: forgotten });
    this.guard = setInterval(() => {
      this.guarding = this.fireDueTimers.untilNoneAreDue().catch(() => {});
    }, guardMilliseconds);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.guard);
    await this.guarding;
  }
}
