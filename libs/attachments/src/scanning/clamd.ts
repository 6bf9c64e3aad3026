import { type ContentScanner, type ScanVerdict } from '#engine';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A scanner that says nothing for so long does not answer: people wait for it. */
export const scanMilliseconds = 20_000;
const longestAnswer = 4_096;

/** A ClamAV daemon over TCP: content flows into it in chunks of told length (`INSTREAM`). */
export class Clamd implements ContentScanner {
  /** `url`: `tcp://host:3310`. */
  constructor(
    private readonly url: string,
    private readonly milliseconds = scanMilliseconds,
  ) {}

  async scan(content: AsyncIterable<Uint8Array>): Promise<ScanVerdict> {
    const { hostname, port } = new URL(this.url);
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) });
    // one limit for all of it: a daemon that takes a byte a second keeps nobody either
    const limit = setTimeout(() => socket.destroy(new Error('no answer in time')), this.milliseconds);
    try {
      const answer = answerOf(socket);
      await Promise.race([answer, send(socket, content)]);
      return verdictIn(await answer);
    } catch {
      return 'no-answer';
    } finally {
      clearTimeout(limit);
      socket.destroy();
    }
  }
}

async function send(socket: Socket, content: AsyncIterable<Uint8Array>): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const chunk of content) {
    if (chunk.length === 0) continue;
    // it has said already that it wants no more
    if (socket.destroyed || socket.readableEnded) return;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    socket.write(length);
    if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
  }
  socket.write(Buffer.alloc(4));
}

async function answerOf(socket: Socket): Promise<string> {
  let answer = '';
  for await (const bytes of socket as AsyncIterable<Buffer>) {
    answer += bytes.toString('latin1');
    if (answer.includes('\0') || answer.length > longestAnswer) break;
  }
  return answer;
}

/** `stream: OK`, `stream: NAME FOUND`; whatever else it says, it has not looked. */
function verdictIn(answer: string): ScanVerdict {
  const said = answer.replace(/\0.*$/s, '');
  if (said === 'stream: OK') return 'clean';
  return /^stream: .+ FOUND$/.test(said) ? 'infected' : 'no-answer';
}
