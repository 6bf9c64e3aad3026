// A worker of an installation, alone in its process: works until one import is over, and tells what that took.
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { connectQueues } from '#queue';
import { DataSource } from 'typeorm';
import { EngineModule, type Settings } from '../../apps/composition/src/index.js';
import { processors, WorkerModule } from '../../apps/worker/src/index.js';
import { answering } from './server/process.js';

interface Question {
  readonly settings: Omit<Settings, 'key'> & { readonly key: string };
  readonly importId: string;
}

answering(async ({ settings, importId }: Question) => {
  const backend = connectQueues(settings.databaseUrl, null, processors.length);
  const parts = [EngineModule.with({ ...settings, key: Buffer.from(settings.key, 'hex') }), WorkerModule.on(backend)];
  class Root {}
  Module({ imports: parts })(Root);
  const restMegabytes = process.memoryUsage.rss() / 2 ** 20;
  const cpu = process.cpuUsage();
  const began = performance.now();
  const app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  const dataSource = app.get(DataSource);
  for (;;) {
    const [row] = (await dataSource.query('SELECT state, accepted FROM ledger_import WHERE id = $1', [importId])) as {
      state: string;
      accepted: number;
    }[];
    if (row!.state === 'failed') throw new Error('the import failed');
    if (row!.state === 'done') {
      const seconds = (performance.now() - began) / 1000;
      const { user, system } = process.cpuUsage(cpu);
      // the kernel counts in KiB
      const peakMegabytes = process.resourceUsage().maxRSS / 1024;
      await app.close();
      return { seconds, peakMegabytes, restMegabytes, cpuSeconds: (user + system) / 1e6, accepted: row!.accepted };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});
