import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Readable, type Writable } from 'node:stream';

/** The lines of a stream that say something. */
export async function* linesOf(input: Readable): AsyncGenerator<string> {
  for await (const line of createInterface({ input, crlfDelay: Infinity })) if (line.trim() !== '') yield line;
}

/** Writes values as NDJSON, as fast as the reader takes them. A reader that has seen enough (`| head`) ends it in peace. */
export class JsonLines {
  private isClosed = false;

  constructor(private readonly output: Writable) {
    output.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      this.isClosed = true;
    });
  }

  /** False once nobody reads any more. */
  async write(value: unknown): Promise<boolean> {
    if (!this.isClosed && !this.output.write(`${JSON.stringify(value)}\n`)) {
      await Promise.race([once(this.output, 'drain'), once(this.output, 'close')]);
    }
    return !this.isClosed;
  }
}
