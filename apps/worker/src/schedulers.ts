import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Queue } from 'bullmq';
import { FireDueTimers } from '#engine';
import { queues } from '#queue';
import { dispatchMilliseconds } from './dispatch/dispatch.processor.js';
import { editionsMilliseconds } from './editions/editions.processor.js';
import { handOversMilliseconds } from './hand-overs/hand-overs.processor.js';
import { SweepGuard } from './sweep/sweep-guard.js';
import { tickMilliseconds } from './sweep/sweep.processor.js';

/** Sets the ticks of the queues going, and keeps one guard that needs no queue at all. */
@Injectable()
export class Schedulers implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(Schedulers.name);
  private readonly guard: SweepGuard;

  constructor(
    @InjectQueue(queues.sweep) private readonly sweep: Queue,
    @InjectQueue(queues.dispatch) private readonly dispatch: Queue,
    @InjectQueue(queues.editions) private readonly editions: Queue,
    @InjectQueue(queues.handOvers) private readonly handOvers: Queue,
    @Inject(FireDueTimers) fireDueTimers: FireDueTimers,
  ) {
    this.guard = new SweepGuard(
      () => fireDueTimers.untilNoneAreDue(),
      (failure) => this.log.error(failure),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    const forgotten = { removeOnComplete: true, removeOnFail: true };
    // the scheduler's id is its identity: many processes starting at once leave one of each
    await this.sweep.upsertJobScheduler('tick', { every: tickMilliseconds }, { name: 'tick', opts: forgotten });
    await this.dispatch.upsertJobScheduler('tick', { every: dispatchMilliseconds }, { name: 'tick', opts: forgotten });
    await this.editions.upsertJobScheduler('tick', { every: editionsMilliseconds }, { name: 'tick', opts: forgotten });
    await this.handOvers.upsertJobScheduler(
      'tick',
      { every: handOversMilliseconds },
      { name: 'tick', opts: forgotten },
    );
    this.guard.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.guard.stop();
  }
}
