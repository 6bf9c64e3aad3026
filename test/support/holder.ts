import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Held = { url: string; ownerUrl: string; adminUrl: string; port: number; home: string };
type Fact = { held?: Held; failed?: string; message?: string; said?: string; lost?: string };

/** A separate process that holds an embedded PostgreSQL (`hold-postgres.ts`), and what it has told so far. */
export class Holder {
  private readonly facts: Fact[] = [];
  private readonly process: ChildProcess;
  private readonly ended: Promise<unknown>;

  constructor(dataDir: string) {
    const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
    this.process = spawn(process.execPath, ['--import', path('typescript.mjs'), path('hold-postgres.ts'), dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.ended = once(this.process, 'exit');
    createInterface({ input: this.process.stdout! }).on('line', (line) => {
      this.facts.push(JSON.parse(line) as Fact);
      this.process.emit('fact');
    });
  }

  /** The first fact that `matches`, told already or to come. */
  async told(matches: (fact: Fact) => boolean): Promise<Fact> {
    for (;;) {
      const fact = this.facts.find(matches);
      if (fact) return fact;
      if (this.process.exitCode !== null) throw new Error(`ended: ${JSON.stringify(this.facts)}`);
      await Promise.race([once(this.process, 'fact'), this.ended]);
    }
  }

  /** The server it holds; throws what it failed with. */
  async held(): Promise<Held> {
    const { held, message } = await this.outcome();
    if (!held) throw new Error(message);
    return held;
  }

  outcome(): Promise<Fact> {
    return this.told(({ held, failed }) => held !== undefined || failed !== undefined);
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill(signal);
    await this.ended;
  }
}
