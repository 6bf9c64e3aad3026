import { type FastifyInstance } from 'fastify';

/** How long a request may still run once the process was asked to stop; then its connection is cut. */
const graceMilliseconds = 10_000;

/**
 * Lets a server stop soon after its last answer: Node.js lets go those connections only that are idle at the first
 * moment, and one that is kept alive would hold it open for more than a minute.
 */
export function letConnectionsGo(fastify: FastifyInstance): void {
  const { server } = fastify;
  fastify.addHook('preClose', (done) => {
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const all = setTimeout(() => {
      clearInterval(idle);
      server.closeAllConnections();
    }, graceMilliseconds);
    server.once('close', () => {
      clearInterval(idle);
      clearTimeout(all);
    });
    // a server that never listened does not close either, and shall keep no process from ending
    idle.unref();
    all.unref();
    done();
  });
}
