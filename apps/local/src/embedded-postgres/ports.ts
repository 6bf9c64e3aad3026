import { createServer } from 'node:net';
import { StartUpError } from '#platform';

/**
 * Throws `StartUpError('port-busy')` when nothing new can listen on `host:port`; 0 is always free.
 * To be called before the long part of a start: the web server would find out only at its end.
 */
export async function assertPortFree(port: number, host = '127.0.0.1'): Promise<void> {
  const failure = await tryListening(port, host).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
  if (!failure) return;
  const why =
    failure === 'EADDRINUSE'
      ? ['已被其他程序占用', 'is in use by another program']
      : [`不可用(${failure})`, `cannot be used (${failure})`];
  throw new StartUpError(
    'port-busy',
    `端口 ${host}:${port} ${why[0]}。请停止该程序,或换一个端口:PORT=${port < 65535 ? port + 1 : 3000} npm start`,
    `Port ${host}:${port} ${why[1]}. Stop that program, or choose another port: PORT=${port < 65535 ? port + 1 : 3000} npm start`,
  );
}

/** `wanted` when it is free on this machine's loopback address, otherwise a port that is. */
export async function freePort(wanted = 0): Promise<number> {
  return tryListening(wanted, '127.0.0.1').catch(() => tryListening(0, '127.0.0.1'));
}

function tryListening(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
