import { normalizeIP } from '@fastify/rate-limit';
import { type FastifyRequest } from 'fastify';

/** Where a request comes from, as attempts are counted by: an IPv6 house is its /64, of which it has many addresses. */
export function addressOf({ ip }: FastifyRequest): string {
  return normalizeIP(ip, 64);
}
