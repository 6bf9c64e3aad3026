import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

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
  return SwaggerModule.createDocument(app, builder);
}
