import {
  type CallHandler,
  type ExecutionContext,
  HttpException,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { type KeptAnswer, PgKeptAnswers, PgTransactions } from '#persistence';
import { type FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Problem } from '../http/problem.js';
import { type RequestOfReader } from '../session/reader.js';
import { honoursKey } from './honours-key.js';
import { idempotencyKeyOf, replayedHeader } from './idempotency-key.js';

/** Headers that belong to an answer. */
const kept = ['etag', 'location'] as const;

/** After how many seconds somebody who asked twice at once may ask again. */
const shortly = 1;

type Outcome = { readonly body: unknown } | { readonly refusal: unknown };

/**
 * Answers a change that comes again with the same `Idempotency-Key` as it was answered the first time. The whole request
 * is one transaction with its answer, so that neither is ever there without the other.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    @Inject(PgTransactions) private readonly transactions: PgTransactions,
    @Inject(PgKeptAnswers) private readonly answers: PgKeptAnswers,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<RequestOfReader>();
    const key = honoursKey(context.getHandler(), context.getClass()) ? idempotencyKeyOf(request) : null;
    if (key === null) return next.handle();
    return from(this.once(request, key, context.switchToHttp().getResponse<FastifyReply>(), next));
  }

  private async once(request: RequestOfReader, key: string, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    const { accountId, countyCode } = request.reader!;
    const keyed = { countyCode, accountId, key, asked: askedBy(request) };
    const outcome = await this.transactions.asOne(async (tx): Promise<Outcome> => {
      const again = await this.answers.claim(tx, keyed);
      switch (again.kind) {
        case 'in-progress':
          throw new Problem(409, 'request-in-progress', { data: { seconds: shortly }, retryAfter: shortly });
        case 'another-request':
          throw new Problem(422, 'idempotency-key-reused');
        case 'answered':
          return { body: giveAgain(again.answer, reply) };
        case 'first': {
          const first = await outcomeOf(next);
          if ('body' in first) await this.answers.keep(tx, keyed, answerOf(first.body, reply));
          return first;
        }
      }
    });
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.body;
  }
}

/** A refusal changed nothing and leaves the key free; what the route put on record about it stays. A bug undoes all. */
async function outcomeOf(next: CallHandler): Promise<Outcome> {
  try {
    return { body: await lastValueFrom(next.handle() as Observable<unknown>, { defaultValue: undefined }) };
  } catch (error) {
    const status = error instanceof Problem ? error.status : error instanceof HttpException ? error.getStatus() : 500;
    if (status >= 500) throw error;
    return { refusal: error };
  }
}

function askedBy({ method, url, headers, body }: RequestOfReader): string {
  return JSON.stringify([method, url, headers['if-match'] ?? null, body ?? null]);
}

function answerOf(body: unknown, reply: FastifyReply): KeptAnswer {
  const headers = kept.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  return {
    status: reply.statusCode,
    headers: Object.fromEntries(headers),
    body: body === undefined ? null : JSON.stringify(body),
  };
}

function giveAgain({ status, headers, body }: KeptAnswer, reply: FastifyReply): unknown {
  void reply.status(status).headers(headers).header(replayedHeader, 'true');
  return body === null ? undefined : (JSON.parse(body) as unknown);
}
