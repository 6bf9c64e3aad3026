import { readFile } from 'node:fs/promises';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { configDirectory } from '../../../composition/src/index.js';
import { join } from 'node:path';

/** Where the committed description lies; the sources and the build find the same file. */
export const openApiFile = join(configDirectory, '..', 'apps/api/openapi.json');

/** Serves the committed description at /api/openapi.json, and a page to read it at /api/docs. */
export async function serveOpenApi(app: NestFastifyApplication): Promise<void> {
  const document = JSON.parse(await readFile(openApiFile, 'utf8')) as OpenAPIObject;
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
  });
}
