import { createServer, type Server, type Socket } from 'node:net';
import { type AddressInfo } from 'node:net';

/** What the stub does with content: `by-content` finds the test virus, the others behave badly. */
export type Manner = 'by-content' | 'error' | 'silent' | 'hangs-up' | 'limit';

/** A virus that every scanner knows and that harms nothing (EICAR), written so that this file is none. */
export const testVirus = `X5O!P%@AP[4\\PZX54(P^)7CC)7}${'$'}EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`;

/** A ClamAV daemon as far as `INSTREAM` goes: chunks with their length before them, ended by one of no length. */
export class ClamdStub {
  manner: Manner = 'by-content';
  /** The contents that came whole. */
  readonly scanned: Buffer[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ClamdStub> {
    const server = createServer();
    const stub = new ClamdStub(server);
    server.on('connection', (socket) => {
      stub.sockets.add(socket);
      socket.on('error', () => undefined);
      void stub.talk(socket).catch(() => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get url(): string {
    return `tcp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async talk(socket: Socket): Promise<void> {
    if (this.manner === 'hangs-up') return void socket.destroy();
    if (this.manner === 'limit') return void socket.end('INSTREAM size limit exceeded. ERROR\0');
    let held = Buffer.alloc(0);
    const content: Buffer[] = [];
    let isAsked = false;
    for await (const bytes of socket as AsyncIterable<Buffer>) {
      held = Buffer.concat([held, bytes]);
      if (!isAsked) {
        const end = held.indexOf(0);
        if (end < 0) continue;
        if (held.toString('latin1', 0, end) !== 'zINSTREAM') return void socket.end('UNKNOWN COMMAND\0');
        [isAsked, held] = [true, held.subarray(end + 1)];
      }
      while (held.length >= 4) {
        const length = held.readUInt32BE();
        if (length === 0) return this.say(socket, Buffer.concat(content));
        if (held.length < 4 + length) break;
        content.push(held.subarray(4, 4 + length));
        held = held.subarray(4 + length);
      }
    }
  }

  private say(socket: Socket, content: Buffer): void {
    this.scanned.push(content);
    if (this.manner === 'silent') return;
    if (this.manner === 'error') return void socket.end("stream: Can't allocate memory ERROR\0");
    socket.end(content.includes(testVirus) ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0');
  }
}
