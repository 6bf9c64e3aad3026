import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RotateKey } from '#engine';
import { Temporal } from 'temporal-polyfill';
import { SETTINGS, type Settings } from '../../apps/composition/src/index.js';
import { startApi, type TestApi } from '../support/api/api.js';
import { village } from '../support/api/seed-county.js';
import { png } from '../support/attachments/files.js';
import { download, upload } from '../support/attachments/upload.js';

const problem = { type: 'villager-problem', title: '路灯不亮', text: '路灯不亮', villageCode: village, category: 'roads', urgency: 'normal' }; // prettier-ignore

describe('a file whose key was sealed with a key that is changed', () => {
  let folder: string;
  let api: TestApi;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guacun-keys-'));
    await writeFile(join(folder, 'key'), randomBytes(32), { mode: 0o600 });
    api = await startApi({ keyFile: join(folder, 'key') });
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  it('opens as before under the new key alone, and its content was not touched', async () => {
    const id = (await api.call('clerk', 'POST', '/v1/cases', { body: problem })).body.id as string;
    const file = (await upload(api, 'clerk', id, png(), '路灯.png')).body.id as string;
    const path = join(api.app.get<Settings>(SETTINGS).attachments!.folder, file.slice(-2), file);
    const before = await readFile(path);
    const plain = (await download(api, 'clerk', id, file)).bytes;

    const rotation = api.app.get(RotateKey);
    const began = Temporal.Now.instant();
    expect(await rotation.execute(began)).toMatchObject({ kind: 'sealed-anew', counts: { attachment: 1 } });
    expect(await rotation.finish(began.add({ hours: 1 }))).toMatchObject({ kind: 'finished' });
    expect((await download(api, 'clerk', id, file)).bytes.equals(plain)).toBe(true);
    expect((await api.get('clerk', `/v1/cases/${id}/attachments`)).body.items[0].name).toBe('路灯.png');
    expect((await readFile(path)).equals(before)).toBe(true);
  });
});
