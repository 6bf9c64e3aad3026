import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ledgerFile, type WrittenRow } from '../support/ledgers/ledger-file.js';
import { type RunningSystem, startSystem } from '../support/running-system.js';

/** More than are imported at once: a job of the queue takes them in, for many seconds. */
function* rows(count: number): Generator<WrittenRow> {
  for (let number = 1; number <= count; number++)
    yield {
      registered: '2026-11-02',
      township: '中房镇',
      village: '下湖村',
      requester: '林某',
      title: `第 ${number} 件`,
    };
}

describe('Ctrl-C while requests and jobs are running', () => {
  let system: RunningSystem | undefined;
  afterEach(() => system?.stop());

  const signIn = async ({ url, dataDirectory }: RunningSystem, role: string) => {
    const file = await readFile(join(dataDirectory, 'demo-accounts.json'), 'utf8');
    const { password } = (JSON.parse(file) as { role: string; password: string }[]).find((one) => one.role === role)!;
    const answer = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: role, password }),
    });
    return ((await answer.json()) as { token: string }).token;
  };

  it('ends with code 0 and without an error: what runs is finished or told, then the database stops', async () => {
    system = await startSystem();
    const { url } = system;
    const token = await signIn(system, 'county-office');
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(`${url}/api/v1${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
    const asJson = (body: unknown) => ({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

    const count = 20_000;
    const ledger = new FormData();
    ledger.set('file', new Blob([new Uint8Array(await ledgerFile(rows(count)))]), 'ledger.xlsx');
    const sent = await ask('/ledger-imports', { method: 'POST', body: ledger });
    expect(sent.status).toBe(202);
    const { id } = (await sent.json()) as { id: string };
    const progress = async () => {
      const { progress } = (await (await ask(`/ledger-imports/${id}`)).json()) as { progress?: { done: number } };
      return progress?.done ?? 0;
    };
    while ((await progress()) === 0) await new Promise((resolve) => setTimeout(resolve, 50));

    // requests of all kinds, one after another in eight lanes, until nobody answers any more
    const statuses: number[] = [];
    const lane = async (request: () => Promise<Response>) => {
      for (;;) {
        const answer = await request().catch(() => null);
        if (!answer) return;
        statuses.push(answer.status);
        await answer.arrayBuffer().catch(() => null);
      }
    };
    const lanes = [
      ...Array.from({ length: 4 }, () => lane(() => ask('/cases?overdue=true&limit=100'))),
      ...Array.from({ length: 3 }, () =>
        lane(() => ask('/deadlines', asJson({ from: '2026-11-23 09:00', span: '5wd' }))),
      ),
      lane(() => ask('/demo/clock', asJson({ advance: '2h' }))),
    ];
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await progress()).toBeLessThan(count);

    const stopped = performance.now();
    const code = await system.stop({ keepData: true });
    const seconds = (performance.now() - stopped) / 1000;
    await Promise.all(lanes);
    expect(statuses.length).toBeGreaterThan(8);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    expect(system.said()).toContain('已停止');
    expect(system.said()).not.toMatch(/error|"level":"(warn|error|fatal)"|错误/i);
    expect(code).toBe(0);
    // neither kept-alive connections nor the rest of the ledger are waited for
    expect(seconds).toBeLessThan(20);

    system = await startSystem([], system);
    const again = system.url;
    const goesOn = async () => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${again}/api/v1/ledger-imports/${id}`, { headers });
      return (await answer.json()) as { state: string; progress?: { done: number } };
    };
    const before = (await goesOn()).progress!.done;
    expect(before).toBeLessThan(count);
    while ((await goesOn()).progress!.done === before) await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await system.stop()).toBe(0);
    system = undefined;
  }, 240_000);
});
