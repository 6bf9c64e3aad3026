import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import { type QueueBackend, queues } from '#queue';
import { AttachmentsProcessor } from './attachments/attachments.processor.js';
import { SealProcessor } from './audit/seal.processor.js';
import { SealSchedule } from './audit/seal-schedule.js';
import { DispatchProcessor } from './dispatch/dispatch.processor.js';
import { EditionsProcessor } from './editions/editions.processor.js';
import { ExportsProcessor } from './exports/exports.processor.js';
import { HandOversProcessor } from './hand-overs/hand-overs.processor.js';
import { ImportsProcessor } from './imports/imports.processor.js';
import { MigrationsProcessor } from './migrations/migrations.processor.js';
import { QueueConnectionModule } from './queue-connection.module.js';
import { ProtectionSchedules } from './protection-schedules.js';
import { RetentionProcessor } from './retention/retention.processor.js';
import { Schedulers } from './schedulers.js';
import { SweepProcessor } from './sweep/sweep.processor.js';

/** The workers of this process: each processor is one queue's, and holds no rule. */
export const processors = [
  SweepProcessor,
  SealProcessor,
  DispatchProcessor,
  ImportsProcessor,
  EditionsProcessor,
  ExportsProcessor,
  RetentionProcessor,
  HandOversProcessor,
  MigrationsProcessor,
  AttachmentsProcessor,
];

@Module({})
export class WorkerModule {
  static on(backend: QueueBackend): DynamicModule {
    BullModule.queueClass = backend.Queue as never;
    BullModule.workerClass = backend.Worker as never;
    return {
      module: WorkerModule,
      imports: [
        QueueConnectionModule.of(backend),
        BullModule.forRoot({ connection: backend.connection as never }),
        BullModule.registerQueue(...Object.values(queues).map((name) => ({ name }))),
      ],
      providers: [...processors, Schedulers, SealSchedule, ProtectionSchedules],
    };
  }
}
