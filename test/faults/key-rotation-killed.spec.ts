import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RotateKey } from '#engine';
import { AesCipher, keyIdOf } from '#identity';
import { confirmKeys, isSealed, sealedTables } from '#persistence';
import { readEnvironment } from '#platform';
import { Temporal } from 'temporal-polyfill';
import { SETTINGS, type Settings, settingsOf } from '../../apps/composition/src/index.js';
import { startApi, type TestApi } from '../support/api/api.js';
import { village } from '../support/api/seed-county.js';
import { kill, startProgram } from '../support/killable.js';
import { ledgerFile, type WrittenRow } from '../support/ledgers/ledger-file.js';
import { finished, sendLedger } from '../support/ledgers/send-ledger.js';

const count = 1_900;
const phoneOf = (number: number) => `1990000${String(number).padStart(4, '0')}`;

/** Every tenth row names a village that is not there: refused rows are sealed too. */
function* rows(): Generator<WrittenRow> {
  for (let number = 1; number <= count; number++) {
    yield {
      registered: '2026-11-02',
      township: '中房镇',
      village: number % 10 === 0 ? '没有村' : '下湖村',
      requester: `林${number}`,
      phone: phoneOf(number),
      title: `第 ${number} 件`,
      unit: '县水利局',
    };
  }
}

describe('changing the key while its process is killed', () => {
  let folder: string;
  let keyFile: string;
  let oldKey: Buffer;
  let api: TestApi;
  let file: Buffer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guacun-ring-'));
    keyFile = join(folder, 'key');
    oldKey = randomBytes(32);
    await writeFile(keyFile, oldKey, { mode: 0o600 });
    [api, file] = await Promise.all([startApi({ keyFile }), ledgerFile(rows())]);
    expect((await sendLedger(api, file)).body.counts).toMatchObject({ accepted: (count * 9) / 10 });
  }, 120_000);
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  const settings = () => api.app.get<Settings>(SETTINGS);
  const sealedWith = async (key: Uint8Array) => {
    const counts = await Promise.all(
      sealedTables.flatMap(({ table, columns }) =>
        columns.map(async (column) => {
          const [row] = (await api.dataSource.query(
            `SELECT count(*)::int AS n FROM ${table} WHERE substring(${column} from 1 for 10) = $1`,
            [new AesCipher(key).header],
          )) as { n: number }[];
          return row!.n;
        }),
      ),
    );
    return counts.reduce((sum, n) => sum + n, 0);
  };
  const requesterOf = async (title: string) => {
    const { body } = await api.get('countyOffice', `/v1/cases?q=${encodeURIComponent(title)}&limit=1`);
    return (await api.get('countyOffice', `/v1/cases/${body.items[0].id}`)).body.requester;
  };
  const openOne = (title: string) =>
    api.call('clerk', 'POST', '/v1/cases', {
      body: {
        ...{ type: 'villager-problem', villageCode: village, category: 'roads', urgency: 'normal' },
        ...{ title, text: title, requester: { name: '陈新', phone: '19900009999' } },
      },
    });

  it('goes on where it was; everybody goes on reading and registering, and a ledger is known again meanwhile', async () => {
    const all = await sealedWith(oldKey);
    expect(all).toBeGreaterThan(count * 0.9);
    const child = startProgram('protection/rotate-key.ts', settings());
    for await (const line of createInterface({ input: child.stdout! })) if (line.includes('"done"')) break;
    await kill(child);

    const newKey = await readFile(keyFile);
    expect(newKey.equals(oldKey)).toBe(false);
    expect((await readFile(`${keyFile}.1`)).equals(oldKey)).toBe(true);
    const [under, left] = [await sealedWith(newKey), await sealedWith(oldKey)];
    expect([under > 0, left > 0, under + left]).toEqual([true, true, all]);

    // half under one key, half under the other
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await requesterOf('第 1 件')).toMatchObject({ name: '林**', phone: '199****0001' });
    expect(await requesterOf(`第 ${count - 1} 件`)).toMatchObject({ name: '林**' });
    expect((await openOne('路灯不亮')).status).toBe(201);
    expect(await sealedWith(newKey)).toBe(under + 1);
    const again = await sendLedger(api, file);
    expect(again.body.counts).toMatchObject({ accepted: 0, duplicates: (count * 9) / 10 });
  }, 120_000);

  it('ends with all under the new key, phones and matters found by it alone', async () => {
    const result = await api.app.get(RotateKey).execute(Temporal.Now.instant());
    expect(result).toMatchObject({ kind: 'sealed-anew', lost: 0 });
    expect(await sealedWith(oldKey)).toBe(0);
    const newKey = await readFile(keyFile);
    const [{ found }] = (await api.dataSource.query(
      'SELECT count(*)::int AS found FROM requester WHERE phone_index = $1',
      [Buffer.from(new AesCipher(newKey).blindIndex(phoneOf(1)))],
    )) as [{ found: number }];
    expect(found).toBe(1);
  }, 60_000);

  it('takes the old key out only when nothing can be sealed with it any more', async () => {
    const rotation = api.app.get(RotateKey);
    const now = Temporal.Now.instant();
    await api.dataSource.query('UPDATE encryption_key SET made_at = $2 WHERE id = $1', [
      keyIdOf(await readFile(keyFile)),
      now.toString(),
    ]);
    expect(await rotation.finish(now.add({ seconds: 5 }))).toMatchObject({ kind: 'too-early' });
    // one that somebody sealed with the old key at the last moment
    await api.dataSource.query(
      `UPDATE requester SET identity = $1 WHERE id = (SELECT min(id::text)::uuid FROM requester)`,
      [Buffer.from(new AesCipher(oldKey).seal('{"name":"林迟"}'))],
    );
    expect(await rotation.finish(now.add({ seconds: 11 }))).toEqual({ kind: 'still-used', remaining: 1 });
    await rotation.execute(now);
    expect(await rotation.finish(now.add({ seconds: 11 }))).toEqual({ kind: 'finished', retired: [keyIdOf(oldKey)] });
    expect((await readdir(folder)).sort()).toEqual(['key', 'key.1.retired']);
    expect(await rotation.finish(now.add({ seconds: 11 }))).toEqual({ kind: 'nothing-to-finish' });
    const again = await sendLedger(api, file);
    expect((await finished(api, again.body.id)).body.counts).toMatchObject({ accepted: 0 });
    const audit = (await api.dataSource.query(
      `SELECT data->>'step' AS step FROM audit_log WHERE kind = 'key-rotated' ORDER BY id`,
    )) as { step: string }[];
    expect(audit.map(({ step }) => step)).toEqual(['begun', 'finished']);
  }, 60_000);

  it('is no rotation when a key is lost: nothing starts, and no other key is made', async () => {
    const { databaseUrl } = settings();
    expect(await isSealed(databaseUrl)).toBe(true);
    const used = keyIdOf(await readFile(keyFile));
    const stranger = new AesCipher(randomBytes(32));
    expect(await confirmKeys(api.dataSource, stranger)).toEqual({ ok: false, missing: [used] });

    const elsewhere = await mkdtemp(join(tmpdir(), 'guacun-empty-'));
    const environment = { ...readEnvironment({}), DATA_DIR: elsewhere };
    await expect(settingsOf(environment, databaseUrl, true)).rejects.toMatchObject({
      code: 'key-unusable',
      zh: expect.stringContaining('请从备份恢复'),
    });
    expect(await readdir(elsewhere)).toEqual([]);
    await rm(elsewhere, { recursive: true });

    await rename(keyFile, join(folder, 'away'));
    await writeFile(keyFile, randomBytes(32), { mode: 0o600 });
    const child = startProgram('protection/rotate-key.ts', settings());
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout! })) lines.push(line);
    expect(lines).toEqual([]);
    await rename(join(folder, 'away'), keyFile);
  }, 60_000);
});
