import { type Say } from './embedded-postgres/say.js';

type Ending = { name: string; end: () => Promise<void> };

/** Signals that ask a process to go: Ctrl-C, a service manager, a closed terminal. */
const requests = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * What was started, so that it is stopped once, in reverse order, whatever asks for it. npm passes on a Ctrl-C that the
 * terminal has sent already, so a second signal is no order to hurry; each part bounds its own stop.
 */
export class Life {
  private readonly endings: Ending[] = [];
  private ending: Promise<number> | undefined;

  constructor(
    private readonly say: Say,
    private readonly exit: (code: number) => void = (code) => process.exit(code),
  ) {}

  /** Signals, and bugs that nobody caught, end the life from now on. */
  listen(): void {
    for (const signal of requests) process.on(signal, () => void this.end(0));
    for (const event of ['uncaughtException', 'unhandledRejection'])
      process.on(event, (error: unknown) => void this.fail(error));
  }

  /** `end` runs when the life does, before everything that was added earlier. */
  add(name: string, end: () => Promise<void>): void {
    this.endings.unshift({ name, end });
  }

  /** True once somebody asked to stop: what is still starting should not go on. */
  get isOver(): boolean {
    return this.ending !== undefined;
  }

  fail(error: unknown): Promise<void> {
    console.error(error);
    return this.end(1);
  }

  /** Stops everything and leaves with `code`, or 1 when a part did not stop well. Further calls wait for the first. */
  async end(code: number): Promise<void> {
    if (this.ending) return void (await this.ending);
    this.ending = this.stopAll(code);
    this.exit(await this.ending);
  }

  private async stopAll(code: number): Promise<number> {
    // After a failure its message is the last word.
    const say = code === 0 ? this.say : (): void => undefined;
    say('正在停止…', 'Stopping…');
    for (const { name, end } of this.endings) {
      await end().catch((error: unknown) => {
        console.error(`${name}:`, error);
        code = 1;
      });
    }
    say('已停止。', 'Stopped.');
    return code;
  }
}
