import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FolderStore, ScratchFiles } from '#attachments';
import { actorAt, limitsOf } from '#domain';
import { AddAttachment, ClearContent, EndRetention, scopeAt } from '#engine';
import { SegmentCipher } from '#identity';
import { PgAttachments, PgBusinessClock, PgCaseStore, PgDefinitions, PgDirectories, PgNumbering, PgTransactions } from '#persistence'; // prettier-ignore
import { Temporal } from 'temporal-polyfill';
import { SETTINGS, type Settings } from '../../apps/composition/src/index.js';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, idOf, type PersonName, village } from '../support/api/seed-county.js';
import * as files from '../support/attachments/files.js';
import { download, formWith, sendRaw, upload } from '../support/attachments/upload.js';
import { holderOf, ownUnit, seedEveryRole } from '../support/authorisation/cast.js';

const problem = {
  ...{ type: 'villager-problem', title: '蓄水池漏水', text: '村口的蓄水池漏水', villageCode: village },
  ...{ category: 'farmland-irrigation', urgency: 'normal' },
};
const classified = { category: 'farmland-irrigation', urgency: 'normal', tier: 'B' };

let api: TestApi;
const folder = () => api.app.get<Settings>(SETTINGS).attachments!.folder;
/** Every file that lies in the folder, whatever it is called. */
const lying = async (): Promise<string[]> => {
  const all = await readdir(folder(), { recursive: true, withFileTypes: true }).catch(() => []);
  return all.filter((one) => one.isFile()).map(({ parentPath, name }) => join(parentPath, name));
};
const open = async (by: PersonName = 'clerk', more = {}) =>
  (await api.call(by, 'POST', '/v1/cases', { body: { ...problem, ...more } })).body.id as string;
const listed = async (by: PersonName, id: string) => (await api.get(by, `/v1/cases/${id}/attachments`)).body.items as { id: string; name: string; removed: object | null }[]; // prettier-ignore
const audited = (kind: string, subject: string) =>
  api.dataSource.query(`SELECT person_id, data FROM audit_log WHERE kind = $1 AND subject_id = $2`, [kind, subject]) as Promise<{ person_id: string; data: Record<string, unknown> }[]>; // prettier-ignore
const rowsOf = async (caseId: string) => ((await api.dataSource.query('SELECT count(*)::int AS n FROM attachment WHERE case_id = $1', [caseId])) as [{ n: number }])[0].n; // prettier-ignore
/** Until what goes on after an answer was given is over. */
const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
};

beforeAll(async () => {
  api = await startApi();
  await seedEveryRole(api.dataSource, county);
});
afterAll(() => api.stop());

describe('a file of a case', () => {
  let id: string;
  let file: string;
  beforeAll(async () => {
    id = await open();
    const added = await upload(api, 'clerk', id, files.jpeg({ orientation: 6 }), '漏水 现场(1).JPG');
    expect(added).toMatchObject({ status: 201, body: { name: '漏水 现场(1).jpg', type: 'image/jpeg', scan: 'not-scanned', available: true } }); // prettier-ignore
    file = added.body.id as string;
    expect(added.headers.get('location')).toBe(`/api/v1/cases/${id}/attachments/${file}`);
  });

  it('is listed with who added it and when, also by the case itself', async () => {
    const mine = { id: file, uploadedBy: { id: personId('clerk'), name: '演示·clerk' }, uploadedAt: expect.stringContaining('2026-11-23T09:00'), removed: null }; // prettier-ignore
    expect(await listed('townshipOffice', id)).toMatchObject([mine]);
    expect((await api.get('countyOffice', `/v1/cases/${id}`)).body.attachments).toMatchObject([mine]);
  });

  it('is saved under its name, never shown, without where it was taken; and each time is on record', async () => {
    const { status, headers, bytes } = await download(api, 'townshipOffice', id, file);
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="__ __(1).jpg"; filename*=UTF-8''%E6%BC%8F%E6%B0%B4%20%E7%8E%B0%E5%9C%BA%281%29.jpg`); // prettier-ignore
    expect([headers.get('content-type'), headers.get('x-content-type-options'), headers.get('content-security-policy'), headers.get('cache-control')]).toEqual(['image/jpeg', 'nosniff', "default-src 'none'; sandbox", 'no-store']); // prettier-ignore
    expect(Number(headers.get('content-length'))).toBe(bytes.length);
    expect(bytes.includes(files.scan)).toBe(true);
    expect(bytes.toString('latin1')).not.toMatch(/GPS|Canon|\+26\.4876/);
    expect(await audited('personal-data-read', file)).toMatchObject([{ person_id: personId('townshipOffice'), data: { caseId: id } }]); // prettier-ignore
    expect(await audited('attachment-added', file)).toMatchObject([{ person_id: personId('clerk'), data: { is: 'jpeg' } }]); // prettier-ignore
  });

  it('lies sealed outside of what is served, closed to others, named by its id; its name is sealed too', async () => {
    const [path] = (await lying()).filter((one) => one.endsWith(file));
    expect((await stat(path!)).mode & 0o777).toBe(0o600);
    expect((await readFile(path!)).includes(files.scan)).toBe(false);
    const [row] = (await api.dataSource.query('SELECT name FROM attachment WHERE id = $1', [file])) as [{ name: Buffer }]; // prettier-ignore
    expect(row.name.toString('utf8')).not.toContain('漏水');
  });

  it('is told to be out of reach, and read by nobody, where its content is gone or was changed', async () => {
    const one = (await upload(api, 'clerk', id, files.png(), 'a.png')).body.id as string;
    const [path] = (await lying()).filter((where) => where.endsWith(one));
    const sealed = await readFile(path!);
    sealed[3]! ^= 1;
    await writeFile(path!, sealed);
    expect((await download(api, 'clerk', id, one)).status).toBe(503);
    await rm(path!);
    const answer = await api.get('clerk', `/v1/cases/${id}/attachments/${one}`);
    expect(answer).toMatchObject({ status: 503, body: { code: 'attachment-out-of-reach' } });
    expect(await audited('personal-data-read', one)).toEqual([]);
  });
});

describe('what is sent', () => {
  it.each([
    ['photo.php', files.jpeg(), 'photo.jpg', 'image/jpeg'],
    ['../../../etc/cron.d/说明.txt', Buffer.from('说明'), '说明.txt', 'text/plain'],
    ['名单.csv', Buffer.from('户号\n1\n'), '名单.csv', 'text/csv'],
    ['CON.png', files.png(), '_CON.png', 'image/png'],
    ['a\u202Egnp.exe', files.png(), 'agnp.png', 'image/png'],
    [`${'很'.repeat(3_000)}.pdf`, files.pdf(), `${'很'.repeat(58)}.pdf`, 'application/pdf'],
  ])('%.40s is kept as what it is', async (name, bytes, kept, type) => {
    const answer = await upload(api, 'clerk', await open(), bytes, name);
    expect(answer).toMatchObject({ status: 201, body: { name: kept, type } });
  });

  it.each([
    ['a name with a NUL', 'a\0b.txt'],
    ['a name with a line of its own', 'a\rb.txt'],
    ['a name of bytes that are no characters', Buffer.from([0x61, 0xff, 0xfe, 0x2e, 0x74, 0x78, 0x74])],
  ])('under %s is kept under a safe one, or refused', async (_what, name) => {
    const id = await open();
    expect(await sendRaw(api, 'clerk', id, { body: formWith(name, Buffer.from('说明')) })).toMatch(
      /HTTP\/1\.1 (201|4\d\d) /,
    );
    for (const one of await listed('clerk', id)) expect(one.name).not.toMatch(/[\p{Cc}\p{Cf}\uFFFD]/u);
  });

  it.each([
    [Buffer.from('<html><script>alert(1)</script>'), 'photo.jpg', 'attachment-not-allowed'],
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'photo.png', 'attachment-not-allowed'],
    [Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(100)]), 'photo.jpg', 'attachment-not-allowed'],
    [Buffer.concat([files.pdf(), Buffer.from('<html>')]), 'a.pdf', 'attachment-damaged'],
    [Buffer.alloc(0), 'a.txt', 'attachment-empty'],
    [files.mp4(['vide', 'meta']), 'a.mp4', 'attachment-tracks'],
  ])('and not allowed is refused with what is: %#', async (bytes, name, code) => {
    const id = await open();
    const answer = await upload(api, 'clerk', id, bytes, name);
    expect(answer).toMatchObject({ status: 422, body: { code } });
    if (code === 'attachment-not-allowed') expect(answer.body.detail).toContain('jpg, png, webp, heic, pdf, docx');
    expect((await upload(api, 'clerk', id, bytes, name, { language: 'zh-CN' })).body.title).toMatch(/[一-龥]/);
    expect([await rowsOf(id), (await listed('clerk', id)).length]).toEqual([0, 0]);
  });

  it('as an archive, or with macros, is refused; the answer says what to do', async () => {
    const id = await open();
    const archive = await upload(api, 'clerk', id, await files.zip({ 'a.txt': 'x' }), 'a.docx');
    expect(archive).toMatchObject({ status: 422, body: { code: 'attachment-archive', detail: expect.stringContaining('Unpack') } }); // prettier-ignore
    const macros = await upload(api, 'clerk', id, await files.docx({ 'word/vbaProject.bin': 'x' }), 'a.docx');
    expect(macros).toMatchObject({ status: 422, body: { code: 'attachment-macros' } });
  });

  it('as no form, as another field, or without a file is refused', async () => {
    const id = await open();
    const path = `/v1/cases/${id}/attachments`;
    expect(await api.call('clerk', 'POST', path, { body: {} })).toMatchObject({ status: 415 });
    const [other, empty] = [new FormData(), new FormData()];
    other.set('photo', new Blob(['x']), 'a.txt');
    expect(await api.call('clerk', 'POST', path, { body: other })).toMatchObject({ status: 422, body: { code: 'bad-fields' } }); // prettier-ignore
    expect(await api.call('clerk', 'POST', path, { body: empty })).toMatchObject({ status: 422 });
    expect((await api.call('clerk', 'POST', path, { body: { x: 'y'.repeat(300_000) } })).status).toBe(413);
  });
});

describe('how much there may be', () => {
  const megabyte = 1024 * 1024;

  it('is the size of one file, to the byte, whatever the request says of its length', async () => {
    const id = await open();
    const text = (bytes: number) => Buffer.alloc(bytes, 'x');
    expect((await upload(api, 'clerk', id, text(megabyte), 'a.txt')).body.bytes).toBe(megabyte);
    const over = await upload(api, 'clerk', id, text(megabyte + 1), 'a.txt');
    expect(over).toMatchObject({ status: 413, body: { code: 'too-large', detail: expect.stringContaining('1 MB') } });
    expect(await sendRaw(api, 'clerk', id, { body: formWith('a.txt', text(megabyte + 1)), chunked: true })).toContain(' 413 '); // prettier-ignore
    expect(await sendRaw(api, 'clerk', id, { body: Buffer.from('x'), length: 50 * megabyte })).toContain(' 413 ');
    expect(await rowsOf(id)).toBe(1);
  });

  it('is twenty files a case, also when all come at once', async () => {
    const id = await open();
    const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => upload(api, 'townshipOffice', id, files.png(), `${n}.png`))); // prettier-ignore
    const statuses = answers.map(({ status }) => status).sort();
    expect([statuses.filter((one) => one === 201).length, statuses.filter((one) => one === 409).length]).toEqual([
      20, 4,
    ]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'attachments-too-many' });
    const before = (await lying()).length;
    expect((await upload(api, 'townshipOffice', id, files.png())).status).toBe(409);
    expect((await lying()).length).toBe(before);
    // what was taken back makes room
    const [first] = await listed('townshipOffice', id);
    await api.call('townshipOffice', 'DELETE', `/v1/cases/${id}/attachments/${first!.id}`);
    expect((await upload(api, 'townshipOffice', id, files.png())).status).toBe(201);
  });

  it('is a hundred files a person a day', async () => {
    const id = await open('secretary');
    await api.dataSource.query(
      `INSERT INTO attachment (id, county_code, case_id, name, kind, bytes, uploaded_at, uploaded_by, scan)
       SELECT gen_random_uuid(), $1, $2, '', 'png', 1, '2026-11-23T01:00:00Z', $3, 'not-scanned' FROM generate_series(1, 100)`,
      [county, await open(), personId('secretary')],
    );
    expect(await upload(api, 'secretary', id, files.png())).toMatchObject({ status: 429, body: { code: 'attachments-too-often' } }); // prettier-ignore
  });
});

describe('nothing half-written is left', () => {
  const body = formWith('a.txt', Buffer.alloc(600_000, 'x'));

  it('when the connection is cut in the middle of a file', async () => {
    const [id, before] = [await open(), await lying()];
    await sendRaw(api, 'clerk', id, { body: body.subarray(0, 300_000), length: body.length, cut: true });
    await sendRaw(api, 'clerk', id, { body: body.subarray(0, 60), length: body.length, cut: true });
    expect([await rowsOf(id), await lying()]).toEqual([0, before]);
    expect((await upload(api, 'clerk', id, files.png())).status).toBe(201);
  });

  it('when the request is longer or shorter than it says', async () => {
    const [id, before] = [await open(), await lying()];
    expect(await sendRaw(api, 'clerk', id, { body, length: body.length - 1_000 })).toMatch(/ 4\d\d /);
    await sendRaw(api, 'clerk', id, { body, length: body.length + 1_000, cut: true });
    await until(async () => (await lying()).length === before.length + (await rowsOf(id)));
    for (const { id: one } of await listed('clerk', id)) expect((await download(api, 'clerk', id, one)).bytes.length).toBe(600_000); // prettier-ignore
  });

  it('when the transaction fails after the content was kept', async () => {
    const [id, before] = [await open(), await lying()];
    const transactions = api.app.get(PgTransactions);
    const failing = { record: () => Promise.reject(new Error('the log is full')) };
    const [cases, definitions, attachments] = [api.app.get(PgCaseStore), api.app.get(PgDefinitions), api.app.get(PgAttachments)]; // prettier-ignore
    const keeping = { store: new FolderStore(folder()), cipher: new SegmentCipher() };
    const adding = new AddAttachment(transactions, cases, definitions, attachments, new ScratchFiles(folder()), keeping, null, api.app.get(PgNumbering), failing, limitsOf(1_000_000)); // prettier-ignore
    const { actor, scope } = await transactions.read(async (tx) => {
      const directory = await api.app.get(PgDirectories).of(tx, county);
      const found = actorAt(personId('clerk'), directory, tx.now);
      return { actor: found, scope: scopeAt(county, found, directory, tx.now) };
    });
    async function* content() {
      yield files.png();
    }
    const command = { caseId: id, actor, accountId: idOf(`${county}/account of clerk`), scope };
    await expect(adding.execute(command, content(), 'a.png')).rejects.toThrow('the log is full');
    expect([await rowsOf(id), await lying()]).toEqual([0, before]);
  });

  it('for long: content that no row wants is cleared away by night, and nothing else', async () => {
    const id = await open();
    const kept = (await upload(api, 'clerk', id, files.png())).body.id as string;
    const store = new FolderStore(folder());
    const [old, fresh] = ['0199aaaa-0000-7000-8000-0000000000aa', '0199aaaa-0000-7000-8000-0000000000ab'];
    const content = { bytes: 1, read: async function* () { yield Buffer.from('x'); } }; // prettier-ignore
    for (const one of [old, fresh]) await store.keep(one, content);
    const broken = join(folder(), 'aa', `${old}.part`);
    await writeFile(broken, 'half');
    const longAgo = new Date('2020-01-01');
    for (const path of await lying()) if (!path.endsWith(fresh)) await utimes(path, longAgo, longAgo);
    const clear = () => api.app.get(ClearContent).execute(Temporal.Now.instant());
    const [first, second] = await Promise.all([clear(), clear()]);
    expect(Math.max(first, second)).toBe(2);
    expect(await clear()).toBe(0);
    const left = (await lying()).map((path) => path.split('/').at(-1));
    expect([left.includes(kept), left.includes(fresh), left.includes(old), left.includes(`${old}.part`)]).toEqual([true, true, false, false]); // prettier-ignore
    await store.remove(fresh);
  });
});

describe('[design §5, §10] files are for who may read the case', () => {
  const sees = async (by: PersonName, id: string, file: string) => [
    (await api.get(by, `/v1/cases/${id}/attachments`)).status,
    (await download(api, by, id, file)).status,
  ];

  it('and for nobody else: neither list nor file nor adding, as if there were none', async () => {
    const id = await open();
    const file = (await upload(api, 'clerk', id, files.png())).body.id as string;
    for (const by of ['clerkElsewhere', 'waterHandler', 'otherLeader'] as const) {
      expect([by, await sees(by, id, file)]).toEqual([by, [404, 404]]);
      expect((await upload(api, by, id, files.png())).status).toBe(404);
      expect((await api.call(by, 'DELETE', `/v1/cases/${id}/attachments/${file}`)).status).toBe(404);
    }
    const other = await open('clerkElsewhere', { villageCode: '350123200201' });
    // under a case that one sees, a file of another is none
    expect((await download(api, 'clerkElsewhere', other, file)).status).toBe(404);
    expect(await audited('personal-data-read', file)).toEqual([]);
  });

  it('of a confidential case not for its handlers, but what their own unit added', async () => {
    const id = await open('clerk', { confidential: true });
    const before = (await upload(api, 'townshipOffice', id, files.jpeg(), '举报信.jpg')).body.id as string;
    await api.act('townshipOffice', id, 'accept', classified);
    await api.act('countyOffice', id, 'set-confidential', { confidential: true, summary: '一处蓄水池漏水' });
    await api.act('countyOffice', id, 'dispatch', { lead: unitId('water'), coHandlers: [unitId('roads')] });
    for (const by of ['waterHandler', 'roadsHandler', 'clerk', 'secretary'] as const) {
      expect([by, await sees(by, id, before)]).toEqual([by, [200, 404]]);
      expect(JSON.stringify((await api.get(by, `/v1/cases/${id}`)).body)).not.toContain('举报信');
    }
    const proof = (await upload(api, 'waterHandler', id, files.png(), '修好了.png')).body.id as string;
    expect((await listed('waterHead', id)).map(({ name }) => name)).toEqual(['修好了.png']);
    expect(await sees('waterHead', id, proof)).toEqual([200, 200]);
    expect(await sees('roadsHandler', id, proof)).toEqual([200, 404]);
    for (const by of ['countyOffice', 'townshipOffice', 'supervisor', 'leader'] as const)
      expect((await listed(by, id)).length).toBe(2);
  });

  it('of a complaint not for the unit that it is about', async () => {
    const id = await open('clerk', { kind: 'complaint' });
    const file = (await upload(api, 'clerk', id, files.png())).body.id as string;
    await api.act('townshipOffice', id, 'accept', classified);
    await api.act('countyOffice', id, 'dispatch', { lead: unitId('water') });
    expect(await sees('waterHandler', id, file)).toEqual([200, 200]);
    await api.act('countyOffice', id, 'name-accused', { accusedUnit: unitId('water') });
    expect(await sees('waterHandler', id, file)).toEqual([404, 404]);
  });

  it('of an own request what one added oneself; one’s name is masked to the others', async () => {
    const resident = holderOf('resident');
    const id = await open(resident);
    const own = (await upload(api, resident, id, files.png(), '我家门口.png')).body.id as string;
    await api.act('townshipOffice', id, 'accept', classified);
    await api.act('countyOffice', id, 'dispatch', { lead: idOf(`${county}/${ownUnit}`) });
    const theirs = (await upload(api, 'countyOffice', id, files.png(), '内部.png')).body.id as string;
    expect(await sees(resident, id, own)).toEqual([200, 200]);
    expect(await sees(resident, id, theirs)).toEqual([200, 404]);
    expect((await listed(resident, id)).map(({ name }) => name)).toEqual(['我家门口.png']);
    expect((await api.get('countyOffice', `/v1/cases/${id}/attachments`)).body.items[0].uploadedBy.name).toMatch(/^.\*\*$/); // prettier-ignore
  });
});

describe('taking a file away', () => {
  it('is for whoever added it; its content goes and its row stays', async () => {
    const id = await open();
    const file = (await upload(api, 'clerk', id, files.png())).body.id as string;
    const path = `/v1/cases/${id}/attachments/${file}`;
    expect(await api.call('townshipOffice', 'DELETE', path)).toMatchObject({ status: 403, body: { code: 'attachment-not-theirs' } }); // prettier-ignore
    expect((await api.call('clerk', 'DELETE', path)).status).toBe(204);
    expect((await lying()).filter((one) => one.endsWith(file))).toEqual([]);
    expect(await listed('countyOffice', id)).toMatchObject([{ id: file, available: false, removed: { because: 'by-uploader' } }]); // prettier-ignore
    expect(await api.get('clerk', path)).toMatchObject({ status: 410, body: { code: 'attachment-gone' } });
    expect((await api.call('clerk', 'DELETE', path)).status).toBe(410);
    expect(await audited('attachment-removed', file)).toMatchObject([{ person_id: personId('clerk'), data: { because: 'by-uploader' } }]); // prettier-ignore
    const [row] = (await api.dataSource.query('SELECT content_key FROM attachment WHERE id = $1', [file])) as [{ content_key: Buffer | null }]; // prettier-ignore
    expect(row.content_key).toBeNull();
  });

  it('is for the county office with a reason from the list', async () => {
    const id = await open();
    const file = (await upload(api, 'clerk', id, files.png())).body.id as string;
    const path = `/v1/cases/${id}/attachments/${file}`;
    expect(await api.call('countyOffice', 'DELETE', path)).toMatchObject({ status: 422, body: { errors: [{ field: 'reason' }] } }); // prettier-ignore
    expect((await api.call('countyOffice', 'DELETE', `${path}?reason=because`)).status).toBe(422);
    expect((await api.call('countyOffice', 'DELETE', `${path}?reason=personal-data`)).status).toBe(204);
    expect(await audited('attachment-removed', file)).toMatchObject([{ data: { because: 'personal-data' } }]);
  });
});

describe('once a case is archived', () => {
  let id: string;
  let file: string;
  beforeAll(async () => {
    id = await open();
    file = (await upload(api, 'clerk', id, files.jpeg(), '张三的身份证.jpg')).body.id as string;
    await api.act('townshipOffice', id, 'decline', { reason: 'outside-county', channel: 'none' });
    const { body } = await api.get('countyOffice', `/v1/cases/${id}`);
    await api.act('countyOffice', id, 'decide', { application: body.applications[0].id, agree: true });
    expect((await api.act('countyOffice', id, 'told', { how: 'phone', on: '2026-11-23' })).body.state).toBe('archived');
  });

  it('nothing is added or taken back; the county office still corrects, and who may read reads', async () => {
    expect(await upload(api, 'clerk', id, files.png())).toMatchObject({ status: 409, body: { code: 'attachment-case-closed' } }); // prettier-ignore
    const path = `/v1/cases/${id}/attachments/${file}`;
    expect(await api.call('clerk', 'DELETE', path)).toMatchObject({ status: 409, body: { code: 'attachment-case-closed' } }); // prettier-ignore
    expect((await download(api, 'clerk', id, file)).status).toBe(200);
  });

  it('its files go three years later, names and contents, case by case on record', async () => {
    const at = (instant: string) => new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from(instant));
    const run = (dryRun = false) => api.app.get(EndRetention).execute(Temporal.Now.instant(), { dryRun });
    const counted = async (dryRun = false) =>
      (await run(dryRun)).find((one) => one.thing === 'attachment' && one.county === county)!.count;
    expect(await counted(true)).toBe(0);
    await at('2029-11-25T09:00:00+08:00');
    expect([await counted(true), await counted(), await counted()]).toEqual([1, 1, 0]);
    const [one] = await listed('countyOffice', id);
    expect(one).toMatchObject({ id: file, name: '〔已到期匿名〕', available: false });
    expect((await download(api, 'countyOffice', id, file)).status).toBe(410);
    expect(await audited('personal-data-anonymised', id)).toEqual(expect.arrayContaining([expect.objectContaining({ data: { thing: 'attachment' } })])); // prettier-ignore
    const [path] = (await lying()).filter((where) => where.endsWith(file));
    await utimes(path!, new Date('2020-01-01'), new Date('2020-01-01'));
    await api.app.get(ClearContent).execute(Temporal.Now.instant());
    expect((await lying()).filter((where) => where.endsWith(file))).toEqual([]);
  });
});
