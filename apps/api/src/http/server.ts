import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Logger } from '#platform';
import { type FastifyInstance } from 'fastify';
import { type Settings } from '../../../composition/src/index.js';
import { addressOf } from '../session/address.js';
import { letConnectionsGo } from './let-connections-go.js';
import { Problem } from './problem.js';
import { addHeadersByRoute, securityHeaders } from './security-headers.js';
import { refuseUnwritable } from './writable.js';
import { ProblemFilter } from './problem-filter.js';
import { validationPipe } from './validation.js';

/** Requests a minute from one address before it has to wait; generous for an office behind one address. */
const requestsAMinute = 6_000;
/** A request's body, other than an uploaded file: a case with a long story is some kilobytes. */
const bodyLimit = 256 * 1024;
/** A list of ten thousand deadlines to count is a body of its own kind. */
const bodyLimits: Readonly<Record<string, number>> = { '/api/v1/deadlines': 1024 * 1024 };
/** An uploaded ledger. */
export const fileLimit = 20 * 1024 * 1024;

/** The Fastify server under Nest: limits, and no word in a URL or header that logs should not keep. */
export function newServer(trustedProxies = 'loopback'): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit,
    trustProxy: trustedProxies,
    routerOptions: { maxParamLength: 200 },
    // what still comes over an open connection is answered: the database closes only after the last request
    return503OnClosing: false,
  });
}

export type HttpSettings = Pick<Settings, 'demonstration' | 'secureCookies' | 'publicUrl' | 'trustedProxies'>;

/** What every request meets, in the order in which it is met. */
export async function prepare(
  app: NestFastifyApplication,
  logger: Logger,
  { demonstration, secureCookies, publicUrl }: HttpSettings,
): Promise<void> {
  app.setGlobalPrefix('api');
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(logger));
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const https = secureCookies || (publicUrl?.startsWith('https:') ?? false);
  await fastify.register(helmet, securityHeaders(https));
  addHeadersByRoute(fastify, https);
  fastify.addHook('onRoute', (route) => {
    route.bodyLimit ??= bodyLimits[route.url];
  });
  await fastify.register(cookie);
  await fastify.register(multipart, { limits: { files: 1, fileSize: fileLimit, fields: 8, fieldSize: 4096 } });
  await fastify.register(rateLimit, {
    max: requestsAMinute,
    timeWindow: '1 minute',
    keyGenerator: addressOf,
    errorResponseBuilder: (_request, { ttl }) =>
      new Problem(429, 'too-many-requests', { data: { seconds: Math.ceil(ttl / 1000) } }),
  });
  fastify.addHook('preHandler', async ({ body, query }) => {
    refuseUnwritable(body);
    refuseUnwritable(query);
  });
  letConnectionsGo(fastify);
  if (demonstration) fastify.addHook('onSend', labelSynthetic);
}

/** In demonstration mode every answer says that its data are synthetic (合成数据). */

async function labelSynthetic(
  _request: unknown,
  reply: { header(name: string, value: string): unknown },
): Promise<void> {
  reply.header('x-guacun-data', encodeURIComponent('合成数据'));
}
