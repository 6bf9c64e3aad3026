import { setTimeout as sleep } from 'node:timers/promises';
import { halt } from './server.js';
import { type Held, type Site, take } from './take.js';

/** A server that dies more often than this in a row will not be helped by another start. */
const restarts = 5;

/** Keeps one server up while this process wants it: starts it again when it dies, stops it once at the end. */
export class Supervisor {
  readonly port: number;
  private stopping: Promise<void> | undefined;
  private recovering: Promise<void> = Promise.resolve();

  constructor(
    private readonly site: Site,
    private held: Held,
    private readonly onLost: (error: unknown) => void = () => undefined,
  ) {
    this.port = held.postmaster.port;
    this.watch();
  }

  stop(): Promise<void> {
    // A recovery under way must end first: it may be starting a server that nobody would stop.
    this.stopping ??= this.recovering.then(() => halt(this.held.postmaster.pid));
    return this.stopping;
  }

  /** The session that holds the server ends when the server does, or when it restarts itself after a crash inside. */
  private watch(): void {
    this.held.ownership.client.once('end', () => {
      if (this.stopping) return;
      this.recovering = this.recover().catch((error: unknown) => {
        if (!this.stopping) this.onLost(error);
      });
    });
  }

  /** Connection pools find the server again by themselves, so it must come back on the port they know. */
  private async recover(): Promise<void> {
    this.site.say('数据库连接中断,正在恢复…', 'The database went away; bringing it back…');
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.held = await take(this.site, this.held.postmaster.pid);
        break;
      } catch (error) {
        if (attempt === restarts || this.stopping) throw error;
        await sleep(attempt * 500);
      }
    }
    if (this.held.postmaster.port !== this.port)
      throw new Error(`PostgreSQL came back on another port than ${this.port}`);
    this.watch();
    this.site.say('数据库已恢复。', 'The database is back.');
  }
}
