import { type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Logger } from '#platform';
import { PinoForNest } from '../../composition/src/index.js';
import { type HttpSettings, newServer, prepare } from './http/server.js';

/** Builds the HTTP application around a root module; it listens where its starter says. */
export async function createApplication(
  imports: NonNullable<ModuleMetadata['imports']>,
  logger: Logger,
  settings: HttpSettings,
): Promise<NestFastifyApplication> {
  class Root {}
  const root: DynamicModule = { module: Root, imports };
  const app = await NestFactory.create<NestFastifyApplication>(root, newServer(settings.trustedProxies), {
    logger: new PinoForNest(logger),
    abortOnError: false,
  });
  await prepare(app, logger, settings);
  return app;
}
