import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EngineModule, type Settings } from '../../../composition/src/index.js';

/** Runs work against the engine on its database, and lets go of both whatever comes of it. */
export async function withEngine<T>(
  settings: Settings,
  work: (engine: INestApplicationContext) => Promise<T>,
): Promise<T> {
  class Root {}
  Module({ imports: [EngineModule.with(settings)] })(Root);
  const engine = await NestFactory.createApplicationContext(Root, { logger: false, abortOnError: false });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}
