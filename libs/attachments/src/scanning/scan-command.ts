import { type ContentScanner, type ScanVerdict } from '#engine';
import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { scanMilliseconds } from './clamd.js';

/**
 * A program that reads the content from its standard input and ends with 0 where it is clean and with 1 where it is not, as
 * `clamdscan -` does. It is started directly: no shell sees its arguments, and no name of a file is among them.
 */
export class ScanCommand implements ContentScanner {
  private readonly program: string;
  private readonly given: readonly string[];

  /** `command`: the program and its arguments, parted by blanks. */
  constructor(
    command: string,
    private readonly milliseconds = scanMilliseconds,
  ) {
    const [program = '', ...given] = command.trim().split(/\s+/);
    [this.program, this.given] = [program, given];
  }

  async scan(content: AsyncIterable<Uint8Array>): Promise<ScanVerdict> {
    const scanner = spawn(this.program, this.given, { stdio: ['pipe', 'ignore', 'ignore'] });
    const limit = setTimeout(() => scanner.kill('SIGKILL'), this.milliseconds);
    const ended = new Promise<number | null>((resolve) => {
      scanner.once('error', () => resolve(null));
      scanner.once('exit', resolve);
    });
    // a scanner may say what it thinks before it has read everything
    const fed = pipeline(Readable.from(content), scanner.stdin).catch(() => undefined);
    const code = await ended;
    clearTimeout(limit);
    scanner.stdin.destroy();
    await fed;
    return code === 0 ? 'clean' : code === 1 ? 'infected' : 'no-answer';
  }
}
