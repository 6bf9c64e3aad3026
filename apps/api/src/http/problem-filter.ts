import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { type Logger, safeError } from '#platform';
import { isDatabaseUnavailable } from '#persistence';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { languageOf } from './language.js';
import { documentOf, Problem } from './problem.js';
import { type ProblemCode } from './messages.js';

/** Turns whatever was thrown into a problem document; a bug is logged whole and told only as a number. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = thrown instanceof Problem ? thrown : problemOf(thrown, this.logger);
    const language = languageOf(request.headers['accept-language']);
    const path = request.url.split('?')[0] ?? '';
    const reply = http.getResponse<FastifyReply>();
    if (problem.more.retryAfter !== undefined) void reply.header('retry-after', String(problem.more.retryAfter));
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('content-language', language)
      .header('cache-control', 'no-store')
      .send(JSON.stringify(documentOf(problem, language, path)));
  }
}

/** How much may be sent (`server.ts`). */
const limit = '256 KB (文件 file: 20 MB)';

/** Refusals of the framework, by what they are; anything else is a bug. */
function problemOf(thrown: unknown, logger: Logger): Problem {
  const code = (thrown as { code?: unknown }).code;
  const known = typeof code === 'string' ? byFastifyCode[code] : undefined;
  if (known) return new Problem(known[0], known[1], { data: { limit } });
  const status = thrown instanceof HttpException ? thrown.getStatus() : (thrown as { statusCode?: unknown }).statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Problem(status, byStatus[status] ?? 'bad-request', { data: { limit } });
  if (isDatabaseUnavailable(thrown)) {
    logger.error({ err: safeError(thrown as Error) }, 'the database does not answer');
    return unavailable();
  }
  const trace = randomUUID().slice(0, 8);
  logger.error(
    { err: safeError(thrown instanceof Error ? thrown : new Error(String(thrown))), trace },
    'unexpected error',
  );
  return new Problem(500, 'unexpected', { data: { trace } });
}

/** Seconds after which it makes sense to try again: long enough for a server to come up, short enough to wait for. */
const shortly = 5;

/** The database does not answer now, or too slowly. */
export function unavailable(members?: Readonly<Record<string, unknown>>): Problem {
  return new Problem(503, 'not-ready', { members, retryAfter: shortly });
}

const byFastifyCode: Readonly<Record<string, [number, ProblemCode]>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'bad-json'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'bad-json'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'unsupported-media-type'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'too-large'],
  FST_REQ_FILE_TOO_LARGE: [413, 'too-large'],
};

const byStatus: Readonly<Record<number, ProblemCode>> = {
  401: 'signed-out',
  403: 'not-allowed',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
};
