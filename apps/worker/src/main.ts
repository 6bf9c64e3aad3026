import { NestFactory } from '@nestjs/core';
import { createLogger, readEnvironment, startUpMessage } from '#platform';
import { connectQueues } from '#queue';
import { EngineModule, PinoForNest, settingsOf } from '../../composition/src/index.js';
import { processors, WorkerModule } from './index.js';

/** A worker of a real installation: any number may run. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  const { DATABASE_URL, REDIS_URL, LOG_LEVEL } = environment;
  if (!DATABASE_URL) throw new Error('DATABASE_URL is needed: postgres://user:password@host:port/database');
  const logger = createLogger({ level: LOG_LEVEL, name: 'worker' });
  const settings = await settingsOf(environment, DATABASE_URL, environment.DEMO ?? false);
  const backend = connectQueues(DATABASE_URL, REDIS_URL ?? null, processors.length);
  class Root {}
  const root = { module: Root, imports: [EngineModule.with(settings), WorkerModule.on(backend)] };
  const app = await NestFactory.createApplicationContext(root, {
    logger: new PinoForNest(logger),
    abortOnError: false,
  });
  app.enableShutdownHooks();
  logger.info({ backend: backend.kind }, 'working');
}

main().catch((error: unknown) => {
  console.error(startUpMessage(error));
  process.exitCode = 1;
});
