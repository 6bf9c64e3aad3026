import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { installedBounds } from '../server/installed.js';
import { freePort, isReady, stop } from './system.js';

/** One process of a real installation, started with nothing but its environment and the bounds that it has there. */
export class InstalledProcess {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  /** The API or a worker (`apps/<name>/src/main`) on a database; demonstration mode, so that the business clock can stand. */
  static async start(name: 'api' | 'worker', databaseUrl: string, dataDirectory: string): Promise<InstalledProcess> {
    const port = await freePort();
    const source = import.meta.url.endsWith('.ts');
    const program = new URL(`../../../apps/${name}/src/main.${source ? 'ts' : 'js'}`, import.meta.url);
    const child = spawn(process.execPath, [...process.execArgv, ...installedBounds(name), fileURLToPath(program)], {
      env: { ...process.env, PORT: `${port}`, DATABASE_URL: databaseUrl, DATA_DIR: dataDirectory, DEMO: 'true', LOG_LEVEL: 'error' }, // prettier-ignore
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const started = new InstalledProcess(`http://127.0.0.1:${port}`, child);
    while (name === 'api' && !(await isReady(started.url))) {
      if (child.exitCode !== null) throw new Error(`the ${name} ended with ${child.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return started;
  }

  /** Memory that the process holds now, in megabytes, as the kernel counts it; NaN where that cannot be asked. */
  async megabytes(): Promise<number> {
    const status = await readFile(`/proc/${this.child.pid}/status`, 'utf8').catch(() => '');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  stop(): Promise<void> {
    return stop(this.child);
  }
}
