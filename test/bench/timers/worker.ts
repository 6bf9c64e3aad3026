// One worker process that sweeps until nothing is due: its own clock from the first claim to the last commit.
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FireDueTimers } from '#engine';
import { benchKey } from '../county/bench-key.js';
import { configDirectory, EngineModule } from '../../../apps/composition/src/index.js';
import { answering } from '../server/process.js';

export interface Swept {
  readonly fired: number;
  readonly milliseconds: number;
  /** Processor time of this process, without the database's. */
  readonly cpuMilliseconds: number;
}

answering(async ({ url }: { url: string }): Promise<Swept> => {
  const settings = {
    databaseUrl: url,
    redisUrl: null,
    configDirectory,
    key: benchKey,
    demonstration: true,
    secureCookies: false,
    poolSize: 4,
  };
  class Root {}
  Module({ imports: [EngineModule.with(settings)] })(Root);
  const app = await NestFactory.createApplicationContext(Root, { logger: false });
  const sweep = app.get(FireDueTimers);

  const cpu = process.cpuUsage();
  const began = performance.now();
  const fired = await sweep.untilNoneAreDue();
  const milliseconds = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  await app.close();
  return { fired, milliseconds, cpuMilliseconds: (user + system) / 1000 };
});
