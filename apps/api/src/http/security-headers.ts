import { type FastifyHelmetOptions } from '@fastify/helmet';
import { type FastifyInstance } from 'fastify';

const strict = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'script-src-attr': ["'none'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/** The page that shows the interface sets styles on its elements; nothing else here may. */
const ofDocumentation = { ...strict, 'style-src': ["'self'", "'unsafe-inline'"] };
const documentation = '/api/docs';

/**
 * What tells a browser to run nothing but our own code. `https`: the address that people type begins so; an office
 * without TLS inside its own net must still get its pages.
 */
export function securityHeaders(https: boolean): FastifyHelmetOptions {
  return {
    strictTransportSecurity: https ? { maxAge: 365 * 24 * 3600, includeSubDomains: false } : false,
    contentSecurityPolicy: { useDefaults: false, directives: directives(strict, https) },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  };
}

/** What depends on the route: the styles of the documentation, and that answers with data are kept by no cache. */
export function addHeadersByRoute(fastify: FastifyInstance, https: boolean): void {
  const relaxed = Object.entries(directives(ofDocumentation, https))
    .map(([name, values]) => [name, ...values].join(' '))
    .join(';');
  fastify.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith(documentation)) void reply.header('content-security-policy', relaxed);
    if (request.url.startsWith('/api/v1/') && !reply.hasHeader('cache-control')) {
      void reply.header('cache-control', 'no-store');
    }
    void reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  });
}

function directives(of: Readonly<Record<string, string[]>>, https: boolean): Record<string, string[]> {
  return https ? { ...of, 'upgrade-insecure-requests': [] } : { ...of };
}
