import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkout, freePort } from '../support/running-system.js';

/** A service of docker-compose.yml: what it printed, and where it listens. */
interface Service {
  readonly child: ChildProcess;
  readonly url: string;
  printed(): string;
}

describe('the image, on an empty database', () => {
  let image: string;
  let database: TestDatabase;
  const services: Service[] = [];
  beforeAll(async () => {
    await build();
    image = await assembleImage();
    database = await freshDatabase({ migrated: false });
  }, 180_000);
  afterAll(async () => {
    for (const { child } of services) child.kill('SIGKILL');
    await database.drop();
    await rm(image, { recursive: true });
  });

  /** Starts the API as docker-compose.yml does, but on PostgreSQL alone. */
  const start = async (): Promise<Service> => {
    const port = await freePort();
    const child = spawn(process.execPath, ['dist/apps/api/src/main.js'], {
      cwd: image,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        DATABASE_URL: database.url,
        OWNER_DATABASE_URL: database.ownerUrl,
        KEY_FILE: join(image, 'key'),
        DATA_DIR: join(image, 'data'),
        COUNTY: '350123',
        PUBLIC_URL: 'https://guacun.example.cn',
        PORT: String(port),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const words: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => words.push(text));
    const service = { child, url: `http://127.0.0.1:${port}/api`, printed: () => words.join('') };
    services.push(service);
    return service;
  };
  const ready = async ({ child, url, printed }: Service) => {
    while (!(await fetch(`${url}/health/ready`).catch(() => null))?.ok) {
      if (child.exitCode !== null) throw new Error(printed());
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const codeIn = (printed: string) => [...printed.matchAll(/一次性代码 ([A-Z2-9]{10})/g)].map(([, code]) => code);

  it('founds the county once where two services start at once, and prints the first administrator’s code once', async () => {
    const two = await Promise.all([start(), start()]);
    await Promise.all(two.map(ready));
    const codes = two.flatMap(({ printed }) => codeIn(printed()));
    expect(codes).toHaveLength(1);

    const signIn = await fetch(`${two[0]!.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'admin', password: '长而好记的一句话-1', code: codes[0] }),
    });
    expect(signIn.status).toBe(201);
  }, 120_000);

  it('prints no code when it starts again, and serves the description and the commands', async () => {
    const again = await start();
    await ready(again);
    expect(codeIn(again.printed())).toEqual([]);
    expect((await fetch(`${again.url}/openapi.json`)).status).toBe(200);
    const check = spawn(process.execPath, ['apps/cli/bin/guacun.mjs', 'check'], { cwd: image, stdio: 'ignore' });
    expect((await once(check, 'exit'))[0]).toBe(0);
  }, 60_000);

  it('stops when it is asked to', async () => {
    const running = services.filter(({ child }) => child.exitCode === null);
    expect(running).toHaveLength(3);
    const left = await Promise.all(
      running.map(async ({ child }) => {
        child.kill('SIGTERM');
        await once(child, 'exit');
        return child.signalCode ?? child.exitCode;
      }),
    );
    expect(left.filter((how) => how !== 0 && how !== 'SIGTERM')).toEqual([]);
    expect(services.map(({ printed }) => printed()).join('')).not.toMatch(/"level":"(error|fatal)"|Error:/);
  });
});

/** As `npm start` does it: nothing where the build is fresh. */
async function build(): Promise<void> {
  const words = "await (await import('./apps/local/prepare/index.mjs')).prepare(['build'])";
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', words], { cwd: checkout });
}

/** A folder with what the last stage of the Dockerfile copies, and nothing else of the checkout. */
async function assembleImage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guacun-image-'));
  const stage = (await readFile(join(checkout, 'Dockerfile'), 'utf8')).split(/^FROM /m).at(-1)!;
  for (const [, from, to] of stage.matchAll(/^COPY (?:--from=build \/app\/)?(\S+) (\S+)$/gm)) {
    const target = to === './' ? from! : to!;
    await mkdir(dirname(join(folder, target)), { recursive: true });
    if (from === 'node_modules') await symlink(join(checkout, from), join(folder, target));
    else await cp(join(checkout, from!), join(folder, target), { recursive: true });
  }
  await writeFile(join(folder, 'key'), randomBytes(32), { mode: 0o600 });
  return folder;
}
