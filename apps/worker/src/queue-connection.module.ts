import { type DynamicModule, Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { type QueueBackend } from '#queue';

const BACKEND = Symbol('queue backend');

@Injectable()
class CloseQueues implements OnApplicationShutdown {
  constructor(@Inject(BACKEND) private readonly backend: QueueBackend) {}

  async onApplicationShutdown(): Promise<void> {
    await this.backend.close();
  }
}

/** Closes the queues' connections after their workers have stopped: what is global shuts down last. */
@Global()
@Module({})
export class QueueConnectionModule {
  static of(backend: QueueBackend): DynamicModule {
    return { module: QueueConnectionModule, providers: [{ provide: BACKEND, useValue: backend }, CloseQueues] };
  }
}
