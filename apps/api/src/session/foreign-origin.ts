import { type FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.js';

/** Sent by our own console with every request: no other site's page may add it without our leave, which is never given. */
export const ownHeader = 'x-guacun-request';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that another site's page had a browser send (cross-site request forgery; decision on signing in).
 * `byCookie`: the request is let in by a cookie, which a browser adds by itself. Throws the problem.
 */
export function refuseForeign(request: FastifyRequest, publicUrl: string | null, byCookie: boolean): void {
  if (safe.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const isForeign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    !isOwnOrigin(request.headers.origin, request.headers.host, publicUrl);
  if (isForeign) throw new Problem(403, 'foreign-origin');
  if (byCookie && request.headers[ownHeader] === undefined) {
    throw new Problem(403, 'own-header-missing', { data: { header: ownHeader } });
  }
}

/** Programs send no Origin. A browser's is ours when it is the address that people type, or the host that it asks. */
function isOwnOrigin(origin: string | undefined, host: string | undefined, publicUrl: string | null): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const asked = new URL(origin);
  return asked.host === host || (publicUrl !== null && asked.origin === new URL(publicUrl).origin);
}
