import { writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { EngineModule } from '../../../composition/src/index.js';
import { ApiModule } from '../api.module.js';
import { newServer } from '../http/server.js';
import { describeApi } from './describe.js';
import { openApiFile } from './serve.js';

/** `npm run openapi`: writes the description of the built interface. Nothing is started: preview makes no instances. */
const nowhere = {
  databaseUrl: 'postgres://nowhere',
  redisUrl: null,
  configDirectory: '',
  key: new Uint8Array(32),
  demonstration: true,
  secureCookies: false,
  poolSize: 1,
};
class Root {}
const root = { module: Root, imports: [EngineModule.with(nowhere), ApiModule] };
const app = await NestFactory.create<NestFastifyApplication>(root, newServer(), { preview: true, logger: false });
app.setGlobalPrefix('api');
const file = process.argv[2] ?? openApiFile;
await writeFile(file, `${JSON.stringify(describeApi(app), null, 1)}\n`);
