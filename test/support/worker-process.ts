// A worker in a process of its own, for tests to kill: `node --import typescript.mjs worker-process.ts SETTINGS`.
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { connectQueues } from '#queue';
import { EngineModule, type Settings } from '../../apps/composition/src/index.js';
import { processors, WorkerModule } from '../../apps/worker/src/index.js';

const { key, ...rest } = JSON.parse(process.argv[2] ?? '') as Omit<Settings, 'key'> & { key: string };
const settings: Settings = { ...rest, key: Buffer.from(key, 'hex') };
const backend = connectQueues(settings.databaseUrl, settings.redisUrl, processors.length);
class Root {}
Module({ imports: [EngineModule.with(settings), WorkerModule.on(backend)] })(Root);
const app = await NestFactory.createApplicationContext(Root, { logger: ['error'] });
app.enableShutdownHooks();
