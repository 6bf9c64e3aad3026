import { once } from 'node:events';
import { createServer, type Socket, connect } from 'node:net';

/** A gate before a server: while it is frozen nothing passes, neither there nor back, and no connection ends. */
export interface Gate {
  /** The same URL, through the gate. */
  readonly url: string;
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

/** Opens a gate before the server of `target`, a connection string. */
export async function gateBefore(target: string): Promise<Gate> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const keep = (socket: Socket, other: () => Socket | undefined) => {
    sockets.add(socket);
    if (isFrozen) socket.pause();
    socket.on('error', () => other()?.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other()?.destroy();
    });
  };
  const server = createServer((inside) => {
    const outside = connect(Number(port), hostname);
    keep(inside, () => outside);
    keep(outside, () => inside);
    inside.on('data', (bytes) => outside.write(bytes));
    outside.on('data', (bytes) => inside.write(bytes));
    if (isFrozen) for (const socket of [inside, outside]) socket.pause();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as { port: number }).port}`;
  return {
    url: url.href,
    freeze: () => {
      isFrozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw: () => {
      isFrozen = false;
      for (const socket of sockets) socket.resume();
    },
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
