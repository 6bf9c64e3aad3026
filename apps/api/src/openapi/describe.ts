import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ApiModule } from '../api.module.js';
import { routesOf } from '../authorisation/routes.js';

/**
 * The interface as OpenAPI 3, read off the built controllers and DTOs (the compiler plugin of `nest build` notes their
 * types). It is committed as `openapi.json` beside this file; a test tells when it is stale.
 */
export function describeApi(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Guacun 挂村')
    .setDescription(
      'Cases, deadlines and escalation for leaders linked to villages. Problems are application/problem+json.',
    )
    .setVersion('1')
    .addBearerAuth()
    .addCookieAuth('guacun_session')
    .build();
  const document = SwaggerModule.createDocument(app, builder);
  describeKeys(document);
  return document;
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description:
    'Made up by the client, one for each change, honoured for 24 hours: the same request is carried out once and answered the same (Idempotency-Replayed: true). 422 for another request with the same key, 409 while the first is being worked on.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

/** Where a request may carry an `Idempotency-Key`, as the routes themselves say. */
function describeKeys({ paths }: OpenAPIObject): void {
  for (const { method, path } of routesOf(ApiModule).filter((route) => route.honoursKey)) {
    const described = paths[`/api${path.replace(/:(\w+)/g, '{$1}')}`] as Partial<Record<string, Operation>> | undefined;
    const operation = described?.[method.toLowerCase()];
    if (!operation) throw new Error(`${method} ${path} is not described`);
    operation.parameters = [...(operation.parameters ?? []), idempotencyKey];
  }
}

interface Operation {
  parameters?: unknown[];
}
