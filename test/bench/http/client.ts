// A client of its own process: keeps connections open and so many requests under way, and takes the time of each.
import { Agent, request } from 'node:http';
import { answering } from '../server/process.js';

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token: string;
  readonly body?: string;
}

export interface Requests {
  readonly url: string;
  readonly concurrency: number;
  /** Each is sent once, in this order; the first `warmUp` are not counted. */
  readonly calls: readonly Call[];
  readonly warmUp: number;
  readonly status: number;
}

export interface Answered {
  /** Of each counted call, in milliseconds, in the order of the calls. */
  readonly milliseconds: readonly number[];
  /** From the first counted call to the last answer. */
  readonly total: number;
  readonly bodies: readonly string[];
}

answering(async ({ url, concurrency, calls, warmUp, status }: Requests): Promise<Answered> => {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const milliseconds: number[] = [];
  const bodies: string[] = [];

  const send = (index: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const { method, path, token, body } = calls[index]!;
      const sent = performance.now();
      const call = request(`${url}${path}`, {
        agent,
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'accept-language': 'en',
          'x-forwarded-for': addressOf(index),
          ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        },
      });
      call.once('error', reject);
      call.once('response', (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.once('end', () => {
          const text = Buffer.concat(parts).toString();
          if (answer.statusCode !== status) return reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`));
          if (index >= warmUp) {
            milliseconds[index - warmUp] = performance.now() - sent;
            bodies[index - warmUp] = text;
          }
          resolve();
        });
      });
      call.end(body);
    });

  const sendAll = async (from: number, to: number): Promise<void> => {
    let next = from;
    const lane = async () => {
      while (next < to) await send(next++);
    };
    await Promise.all(Array.from({ length: concurrency }, lane));
  };

  await sendAll(0, warmUp);
  const began = performance.now();
  await sendAll(warmUp, calls.length);
  const total = performance.now() - began;
  agent.destroy();
  return { milliseconds, total, bodies };
});

/** Many people in many offices: the door limits how much one address may ask. */
function addressOf(index: number): string {
  return `10.${index % 16}.${(index >> 4) % 16}.1`;
}
