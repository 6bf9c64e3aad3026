import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runningPostmaster } from '../../apps/local/src/embedded-postgres/postmaster.js';
import { isAlive } from '../../apps/local/src/embedded-postgres/processes.js';
import { halt } from '../../apps/local/src/embedded-postgres/server.js';
import { Holder } from '../support/holder.js';

const query = async (url: string, statement: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(statement)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
};

// Each test starts up to three servers, each with a new cluster.
jest.setTimeout(30_000);

describe('the embedded PostgreSQL', () => {
  let dataDir: string;
  let holders: Holder[];
  const holder = (folder = dataDir): Holder => {
    const one = new Holder(folder);
    holders.push(one);
    return one;
  };
  const pidIn = async (home: string): Promise<number> => (await runningPostmaster(join(home, 'pg')))!.pid;

  beforeEach(async () => {
    holders = [];
    dataDir = await mkdtemp(join(tmpdir(), 'guacun-embedded-'));
    await chmod(dataDir, 0o711);
  });
  afterEach(async () => {
    await Promise.all(holders.map((one) => one.end('SIGTERM')));
    const left = await runningPostmaster(join(dataDir, 'pg'));
    if (left) await halt(left.pid);
    await rm(dataDir, { recursive: true });
  });

  it('keeps what it committed, closed to others', async () => {
    const { adminUrl, home } = await holder().held();
    const shown = async (setting: string): Promise<unknown> => (await query(adminUrl, `SHOW ${setting}`))[0]![setting];
    expect(await shown('fsync')).toBe('on');
    expect(await shown('synchronous_commit')).toBe('on');
    expect(await shown('listen_addresses')).toBe('127.0.0.1');
    expect(await shown('unix_socket_directories')).toBe('');
    expect(await shown('server_encoding')).toBe('UTF8');
    expect((await stat(join(home, 'pg'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(home, 'pg-password'))).mode & 0o777).toBe(0o600);
    await expect(query(adminUrl.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password authentication/);
  });

  it('comes back with everything after its process was killed, and leaves one server', async () => {
    const first = holder();
    const { ownerUrl, home, port } = await first.held();
    await query(ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const orphan = await pidIn(home);
    await first.end('SIGKILL');
    expect(isAlive(orphan)).toBe(true);

    const again = await holder().held();
    expect(again.port).toBe(port);
    expect(await query(again.ownerUrl, 'SELECT * FROM kept')).toEqual([{ answer: 42 }]);
    expect(isAlive(orphan)).toBe(false);
  });

  it('takes from the role that serves what it owned when one role did both', async () => {
    const first = holder();
    const before = await first.held();
    await query(before.adminUrl, 'ALTER DATABASE guacun OWNER TO guacun');
    await query(before.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.end('SIGTERM');

    const { url, ownerUrl } = await holder().held();
    await expect(query(url, 'DROP TABLE kept')).rejects.toThrow(/must be owner/);
    expect(await query(ownerUrl, 'SELECT * FROM kept')).toEqual([{ answer: 42 }]);
    await query(ownerUrl, 'DROP TABLE kept');
  });

  it('is held by one process: of two that start at once, one is told that the other runs', async () => {
    const outcomes = await Promise.all([holder().outcome(), holder().outcome()]);
    expect(outcomes.map(({ failed }) => failed ?? 'held').sort()).toEqual(['already-running', 'held']);
    const { held } = outcomes.find((outcome) => outcome.held)!;
    expect(await query(held!.url, 'SELECT 1 AS up')).toEqual([{ up: 1 }]);
  });

  it('is held by one process also when both find an orphan', async () => {
    const killed = holder();
    await killed.held();
    await killed.end('SIGKILL');
    const outcomes = await Promise.all([holder().outcome(), holder().outcome()]);
    expect(outcomes.map(({ failed }) => failed ?? 'held').sort()).toEqual(['already-running', 'held']);
  });

  it('stops with its process and leaves nothing behind', async () => {
    const one = holder();
    const { home } = await one.held();
    const pid = await pidIn(home);
    await one.end('SIGTERM');
    expect(isAlive(pid)).toBe(false);
    expect(await readFile(join(home, 'pg', 'postmaster.pid'), 'utf8').catch(() => 'gone')).toBe('gone');
  });

  it('is brought back on its port when the server itself was killed', async () => {
    const one = holder();
    const { home, url } = await one.held();
    process.kill(await pidIn(home), 'SIGKILL');
    await one.told(({ said }) => said === 'The database is back.');
    expect(await query(url, 'SELECT 1 AS up')).toEqual([{ up: 1 }]);
  });

  it('starts over a lock file whose process id is some other program by now, and leaves that program alone', async () => {
    const first = holder();
    const { home } = await first.held();
    const lockFile = join(home, 'pg', 'postmaster.pid');
    const lock = await readFile(lockFile, 'utf8');
    await first.end('SIGTERM');
    await writeFile(lockFile, lock.replace(/^\d+/, `${process.ppid}`));
    await holder().held();
    expect(isAlive(process.ppid)).toBe(true);
  });

  it('never touches a server on another folder', async () => {
    const neighbourDir = join(dataDir, 'neighbour');
    const neighbour = await holder(neighbourDir).held();
    const killed = holder();
    await killed.held();
    await killed.end('SIGKILL');
    await holder().held();
    expect(await query(neighbour.url, 'SELECT 1 AS up')).toEqual([{ up: 1 }]);
  });

  it('takes another port when its own was taken in between', async () => {
    const first = holder();
    const { port } = await first.held();
    await first.end('SIGTERM');
    const squatter = await new Promise<Server>((resolve) => {
      const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
    });
    const again = await holder().held();
    squatter.close();
    expect(again.port).not.toBe(port);
    expect(await query(again.url, 'SELECT 1 AS up')).toEqual([{ up: 1 }]);
  });

  // Only root lends its server to another account; for everybody else there is nothing to be kept out of.
  (process.getuid?.() === 0 ? describe : describe.skip)('under root, in a folder closed to others', () => {
    it('keeps its data under /var/lib/guacun, and finds it again', async () => {
      const closed = join(dataDir, 'closed');
      await mkdir(closed, { mode: 0o700 });
      const first = holder(join(closed, '.data'));
      const { home, ownerUrl } = await first.held();
      expect(home).toMatch(/^\/var\/lib\/guacun\/[0-9a-f]{16}-[0-9a-f]{8}$/);
      await query(ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await first.end('SIGTERM');
      const second = holder(join(closed, '.data'));
      const again = await second.held();
      expect(await query(again.ownerUrl, 'SELECT * FROM kept')).toEqual([{ answer: 42 }]);
      await second.end('SIGTERM');
      await rm(home, { recursive: true });
    });
  });
});
