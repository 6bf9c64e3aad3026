import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { type QueueBackend, queues } from '#queue';
import { DispatchProcessor } from './dispatch/dispatch.processor.js';
import { Schedulers } from './schedulers.js';
import { SweepProcessor } from './sweep/sweep.processor.js';

const BACKEND = Symbol('queue backend');

/** Closes the queues' connections after their workers have stopped. */
@Injectable()
class CloseQueues implements OnApplicationShutdown {
  constructor(@Inject(BACKEND) private readonly backend: QueueBackend) {}

  async onApplicationShutdown(): Promise<void> {
    await this.backend.close();
  }
}

/** The workers of this process: each processor is one queue's, and holds no rule. */
export const processors = [SweepProcessor, DispatchProcessor];

@Module({})
export class WorkerModule {
  static on(backend: QueueBackend): DynamicModule {
    BullModule.queueClass = backend.Queue as never;
    BullModule.workerClass = backend.Worker as never;
    return {
      module: WorkerModule,
      imports: [
        BullModule.forRoot({ connection: backend.connection as never }),
        BullModule.registerQueue(...Object.values(queues).map((name) => ({ name }))),
      ],
      providers: [...processors, Schedulers, { provide: BACKEND, useValue: backend }, CloseQueues],
    };
  }
}
