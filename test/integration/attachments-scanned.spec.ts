import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ScanAttachments } from '#engine';
import { SETTINGS, type Settings } from '../../apps/composition/src/index.js';
import { startApi, type TestApi } from '../support/api/api.js';
import { village } from '../support/api/seed-county.js';
import { ClamdStub, testVirus } from '../support/attachments/clamd-stub.js';
import { png } from '../support/attachments/files.js';
import { S3Stub, s3Keys } from '../support/attachments/s3-stub.js';
import { download, upload } from '../support/attachments/upload.js';

const problem = { type: 'villager-problem', title: '路灯不亮', text: '路灯不亮', villageCode: village, category: 'roads', urgency: 'normal' }; // prettier-ignore
const open = async (api: TestApi) =>
  (await api.call('clerk', 'POST', '/v1/cases', { body: problem })).body.id as string;
const virus = Buffer.from(`看这里 ${testVirus}`);

describe('a file where there is a scanner', () => {
  let api: TestApi;
  let scanner: ClamdStub;
  let id: string;
  beforeAll(async () => {
    scanner = await ClamdStub.start();
    api = await startApi({ workers: true, attachments: { clamdUrl: scanner.url } });
    id = await open(api);
  });
  afterAll(async () => {
    await api.stop();
    await scanner.stop();
  });
  beforeEach(() => {
    scanner.manner = 'by-content';
  });

  const state = async (file: string) =>
    ((await api.get('clerk', `/v1/cases/${id}/attachments`)).body.items as { id: string; scan: string }[]).find((one) => one.id === file)?.scan; // prettier-ignore
  const lying = async (file: string) => {
    const all = await readdir(api.app.get<Settings>(SETTINGS).attachments!.folder, { recursive: true });
    return all.filter((one) => one.endsWith(file)).length;
  };
  const infectedOnRecord = (subject: string) =>
    api.dataSource.query(`SELECT person_id FROM audit_log WHERE kind = 'attachment-infected' AND subject_id = $1`, [subject]) as Promise<{ person_id: string | null }[]>; // prettier-ignore
  const decided = async (file: string) => {
    while ((await state(file)) === 'pending') await new Promise((resolve) => setTimeout(resolve, 100));
    return state(file);
  };

  it('is handed out once it was found clean', async () => {
    const { status, body } = await upload(api, 'clerk', id, png());
    expect([status, body.scan]).toEqual([201, 'clean']);
    expect((await download(api, 'clerk', id, body.id)).status).toBe(200);
    expect(scanner.scanned.length).toBeGreaterThan(0);
  });

  it('is refused where it is infected: nothing is kept, and that it came is on record', async () => {
    const before = (await api.get('clerk', `/v1/cases/${id}/attachments`)).body.items.length as number;
    const answer = await upload(api, 'clerk', id, virus, '说明.txt');
    expect(answer).toMatchObject({ status: 422, body: { code: 'attachment-infected' } });
    expect((await api.get('clerk', `/v1/cases/${id}/attachments`)).body.items).toHaveLength(before);
    expect(await infectedOnRecord(id)).toEqual([{ person_id: expect.any(String) }]);
  });

  it('waits where the scanner does not answer; the worker asks again, and then it is handed out', async () => {
    scanner.manner = 'error';
    const { status, body } = await upload(api, 'clerk', id, png());
    expect([status, body.scan, body.available]).toEqual([201, 'pending', false]);
    const early = await api.get('clerk', `/v1/cases/${id}/attachments/${body.id}`);
    expect(early).toMatchObject({ status: 409, body: { code: 'attachment-not-scanned-yet' } });
    scanner.manner = 'by-content';
    expect(await decided(body.id as string)).toBe('clean');
    expect((await download(api, 'clerk', id, body.id)).status).toBe(200);
    const payloads = (await api.dataSource.query(`SELECT payload FROM outbox WHERE topic = 'attachments'`)) as { payload: object }[]; // prettier-ignore
    expect(payloads).toEqual([{ payload: { attachmentId: body.id } }]);
  });

  it('that is found infected later loses its content; its row says so, and so does the record', async () => {
    scanner.manner = 'hangs-up';
    const { body } = await upload(api, 'clerk', id, virus, '说明.txt');
    const file = body.id as string;
    expect([body.scan, await lying(file)]).toEqual(['pending', 1]);
    scanner.manner = 'by-content';
    expect(await decided(file)).toBe('infected');
    expect((await download(api, 'clerk', id, file)).status).toBe(410);
    expect(await infectedOnRecord(file)).toEqual([{ person_id: null }]);
    while ((await lying(file)) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    // asked once more, nothing is left to do
    expect(await api.app.get(ScanAttachments).one(file)).toBe('nothing-to-do');
  });

  it('goes on waiting as long as the scanner is away, and may be taken back meanwhile', async () => {
    scanner.manner = 'limit';
    const [one, other] = [await upload(api, 'clerk', id, png()), await upload(api, 'clerk', id, png())];
    expect(await api.app.get(ScanAttachments).pending()).toBe(0);
    expect((await api.call('clerk', 'DELETE', `/v1/cases/${id}/attachments/${one.body.id}`)).status).toBe(204);
    scanner.manner = 'by-content';
    await api.app.get(ScanAttachments).pending();
    expect(await decided(other.body.id as string)).toBe('clean');
    expect(await state(one.body.id as string)).toBe('pending');
  });
});

describe('a file in an S3-compatible store', () => {
  let api: TestApi;
  let store: S3Stub;
  beforeAll(async () => {
    store = await S3Stub.start();
    api = await startApi({ attachments: { s3: { url: store.url, ...s3Keys } } });
  });
  afterAll(async () => {
    await api.stop();
    await store.stop();
  });

  it('lies there sealed under its id, comes back as it was, and goes when it is taken back', async () => {
    const id = await open(api);
    const text = Buffer.from('村口的路灯不亮。'.repeat(20_000));
    const file = (await upload(api, 'clerk', id, text, '说明.txt')).body.id as string;
    expect([...store.objects.keys()]).toEqual([file]);
    expect(store.objects.get(file)!.bytes.includes('路灯')).toBe(false);
    expect((await download(api, 'clerk', id, file)).bytes.equals(text)).toBe(true);
    expect((await api.call('clerk', 'DELETE', `/v1/cases/${id}/attachments/${file}`)).status).toBe(204);
    expect(store.objects.size).toBe(0);
    expect(store.refused).toEqual([]);
  });

  it('is out of reach while the store is away: nothing is entered, nothing is said to be gone', async () => {
    const id = await open(api);
    const file = (await upload(api, 'clerk', id, png())).body.id as string;
    store.isAway = true;
    try {
      for (const answer of [
        await upload(api, 'clerk', id, png()),
        await api.get('clerk', `/v1/cases/${id}/attachments/${file}`),
      ])
        // prettier-ignore
        expect(answer).toMatchObject({ status: 503, body: { code: 'attachment-out-of-reach' } });
    } finally {
      store.isAway = false;
    }
    expect((await api.get('clerk', `/v1/cases/${id}/attachments`)).body.items).toHaveLength(1);
    expect((await download(api, 'clerk', id, file)).status).toBe(200);
  });
});
