import { type FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.js';

export const idempotencyHeader = 'idempotency-key';
/** Says of an answer that it was given before. */
export const replayedHeader = 'idempotency-replayed';

const longest = 255;

/**
 * The `Idempotency-Key` of a request; null where there is none. Bare or as a quoted string, as the draft of the IETF has
 * it: both are the same key. Throws the problem where it is empty, too long, or no word of visible characters.
 */
export function idempotencyKeyOf({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  const written = headers[idempotencyHeader];
  if (written === undefined) return null;
  const key = /^"(.*)"$/.exec(String(written))?.[1] ?? String(written);
  if (key.length > longest || !/^[\x21\x23-\x7e]+$/.test(key)) throw new Problem(400, 'bad-idempotency-key');
  return key;
}
