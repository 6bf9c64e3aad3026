import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { revealsAnHour } from '#domain';
import { type Answer, personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { type PersonName, village } from '../support/api/seed-county.js';
import { ledgerFile } from '../support/ledgers/ledger-file.js';
import { sendLedger } from '../support/ledgers/send-ledger.js';
import { marksOf } from '../support/ledgers/unzipped.js';
import { accountId } from '../support/sign-in/sign-in.js';

const phone = '19900001234';
const idNumber = '350123199001011234';
const problem = {
  type: 'villager-problem',
  title: `请打${phone}联系陈某`,
  text: `水管坏了,身份证${idNumber},座机0591-26831234`,
  villageCode: village,
  category: 'roads',
  urgency: 'normal',
  requester: { name: '陈大山', phone },
};
/** What may stand nowhere but in the answer to a reasoned question. */
const secrets = [phone, idNumber, '26831234', '陈大山'];
const holdsNone = (answer: Answer) => {
  const said = JSON.stringify(answer.body);
  expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
};

describe('personal data', () => {
  let api: TestApi;
  let id: string;
  beforeAll(async () => {
    api = await startApi();
    const { body, status } = await api.call('clerk', 'POST', '/v1/cases', { body: problem });
    expect(status).toBe(201);
    id = body.id as string;
    await api.act('townshipOffice', id, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    await api.act('countyOffice', id, 'dispatch', { lead: unitId('water'), requirement: `先打${phone}` });
  });
  afterAll(() => api.stop());

  const reveal = (by: PersonName | null, of = id, reason: unknown = 'contact-requester') =>
    api.call(by, 'POST', `/v1/cases/${of}/requester/reveal`, { body: { reason } });
  const reads = async (by: PersonName) =>
    (await api.dataSource.query(
      `SELECT data->>'reason' AS reason, subject_id AS subject FROM audit_log WHERE kind = 'personal-data-read' AND person_id = $1`,
      [personId(by)],
    )) as { reason: string; subject: string }[];

  it('is masked in lists, in the inbox, on the case itself and in what was said about it', async () => {
    const list = await api.get('countyOffice', '/v1/cases');
    expect(list.body.items[0].title).toBe('请打199****1234联系陈某');
    const whole = await api.get('waterHandler', `/v1/cases/${id}`);
    expect(whole.body).toMatchObject({
      title: '请打199****1234联系陈某',
      text: '水管坏了,身份证350123********1234,座机****1234',
      requester: { name: '陈**', phone: '199****1234' },
    });
    expect(whole.body.events.at(-1).data.requirement).toBe('先打199****1234');
    const inbox = await api.get('waterHandler', '/v1/inbox');
    expect(inbox.body.items[0].case.title).toContain('199****1234');
    for (const answer of [list, whole, inbox, await api.get('supervisor', '/v1/supervision-orders')]) holdsNone(answer);
  });

  it('is shown whole to who needs it, once, for a reason that goes on record', async () => {
    const answer = await reveal('waterHandler');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toMatchObject({ name: '陈大山', phone });
    expect(answer.body.texts.map(({ body }: { body: string }) => body).sort()).toEqual(
      [problem.title, problem.text, `先打${phone}`].sort(),
    );
    expect(await reads('waterHandler')).toEqual([{ reason: 'contact-requester', subject: id }]);
    for (const by of ['countyOffice', 'townshipOffice', 'waterHead'] as const) {
      expect([by, (await reveal(by, id, 'callback')).status]).toEqual([by, 200]);
    }
  });

  it('is shown to a stand-in, and the record says in whose name', async () => {
    await api.dataSource.query(
      `INSERT INTO absence (id, county_code, person_id, stand_in_id, from_at, to_at, entered_by)
       VALUES (gen_random_uuid(), '350123', $1, $2, '2026-11-23T08:00:00+08:00', '2026-11-24T08:00:00+08:00', $1)`,
      [personId('waterHandler'), personId('otherLeader')],
    );
    expect((await reveal('otherLeader')).status).toBe(200);
    const rows = await api.dataSource.query(
      `SELECT person_id AS by, account_id AS account, data->>'onBehalfOf' AS name FROM audit_log
        WHERE kind = 'personal-data-read' AND person_id IN ($1, $2) ORDER BY id`,
      [personId('waterHandler'), personId('otherLeader')],
    );
    expect(rows).toEqual([
      { by: personId('waterHandler'), account: accountId('waterHandler'), name: null },
      { by: personId('otherLeader'), account: accountId('otherLeader'), name: personId('waterHandler') },
    ]);
    await api.dataSource.query('DELETE FROM absence');
  });

  it.each([
    [null, 401],
    ['supervisor', 403],
    ['leader', 403],
    ['clerk', 403],
    ['secretary', 403],
    ['systemAdmin', 403],
    ['roadsHandler', 404],
    ['townshipElsewhere', 404],
  ] as const)('is not shown to %s: %i, and nothing is on record', async (by, status) => {
    const answer = await reveal(by);
    expect(answer.status).toBe(status);
    holdsNone(answer);
    if (by) expect(await reads(by)).toEqual([]);
  });

  it.each(['because', '', 7])('asks for a reason of the list: not %p', async (reason) => {
    const answer = await api.call('countyOffice', 'POST', `/v1/cases/${id}/requester/reveal`, { body: { reason } });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0]).toMatchObject({
      field: 'reason',
      message: expect.stringContaining('contact-requester'),
    });
  });

  it('is not shown to the lead once the case has left it', async () => {
    const { body } = await api.call('clerk', 'POST', '/v1/cases', { body: { ...problem, title: '另一件事' } });
    await api.act('townshipOffice', body.id, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    await api.act('countyOffice', body.id, 'dispatch', { lead: unitId('water') });
    expect((await reveal('waterHandler', body.id)).status).toBe(200);
    await api.act('countyOffice', body.id, 'transfer', { lead: unitId('roads'), reason: '属于道路' });
    expect((await reveal('waterHandler', body.id)).status).toBe(404);
    expect((await reveal('roadsHandler', body.id)).status).toBe(200);
  });

  it('of a confidential case is shown to the offices, never to who handles it', async () => {
    const { body } = await api.call('clerk', 'POST', '/v1/cases', {
      body: { ...problem, title: '保密的事', confidential: true },
    });
    await api.act('townshipOffice', body.id, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    const lead = { lead: unitId('water') };
    await api.act('countyOffice', body.id, 'set-confidential', {
      confidential: true,
      summary: `有群众反映,电话${phone}`,
    });
    expect((await api.act('countyOffice', body.id, 'dispatch', lead)).status).toBe(200);
    const seen = await api.get('waterHandler', `/v1/cases/${body.id}`);
    expect(seen.body.summary).toBe('有群众反映,电话199****1234');
    holdsNone(seen);
    for (const by of ['waterHandler', 'waterHead'] as const) {
      const refused = await reveal(by, body.id);
      expect([by, refused.status]).toEqual([by, 403]);
      holdsNone(refused);
    }
    expect((await reveal('countyOffice', body.id)).body).toMatchObject({ name: '陈大山', phone });
  });

  it('is not shown more often than an office calls people; then it says when again', async () => {
    const before = (await reads('secondOfOffice')).length;
    for (let i = before; i < revealsAnHour; i++) expect((await reveal('secondOfOffice')).status).toBe(200);
    const refused = await reveal('secondOfOffice');
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-requests']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_000);
    expect(refused.body.detail).toMatch(/\d+ seconds/);
    expect(await reads('secondOfOffice')).toHaveLength(revealsAnHour);
    expect((await reveal('countyOffice')).status).toBe(200);
  });

  it('stays within its limit however many questions come at once', async () => {
    const answers = await Promise.all(Array.from({ length: revealsAnHour + 6 }, () => reveal('townshipOffice')));
    expect(await reads('townshipOffice')).toHaveLength(revealsAnHour);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  });

  it('is recorded with the notice that was in force, which anybody may read', async () => {
    const notice = await api.get(null, '/v1/privacy-notice');
    expect(notice.status).toBe(200);
    expect(notice.body.text).toContain('个人信息处理告知');
    const [row] = (await api.dataSource.query(
      'SELECT privacy_notice FROM requester r JOIN cases c ON c.requester_id = r.id WHERE c.id = $1',
      [id],
    )) as { privacy_notice: string }[];
    expect(row!.privacy_notice).toBe(notice.body.version);
  });

  it('of refused ledger rows goes back to who sent them, and to nobody else', async () => {
    const file = await ledgerFile([
      {
        registered: '昨天',
        township: '中房镇',
        village: '下湖村',
        requester: '陈大山',
        phone: '1990000123',
        title: '路坏了',
      },
    ]);
    const sent = await sendLedger(api, file, { by: 'townshipOffice' });
    expect(sent.body.counts).toMatchObject({ rejected: 1 });
    const path = `/v1/ledger-imports/${sent.body.id}`;
    const [own, other] = [
      await api.get('townshipOffice', `${path}/rows`),
      await api.get('countyOffice', `${path}/rows`),
    ];
    expect(JSON.stringify(own.body)).toContain('1990000123');
    expect(JSON.stringify(other.body)).not.toContain('1990000123');
    expect(other.body.items[0].problems).toHaveLength(own.body.items[0].problems.length);
    const back = await fetch(`${api.url}/api${path}/rejected.xlsx`, {
      headers: { authorization: `Bearer ${await api.tokenOf('townshipOffice')}`, 'accept-language': 'zh' },
    });
    const mark = `合成数据 · 演示·townshipOffice 于 2026-11-23 09:00 导出,仅限工作使用,不得转发(${sent.body.id.slice(-12)})`;
    expect(await marksOf(Buffer.from(await back.arrayBuffer()))).toEqual({
      ...{ above: mark, below: mark, title: mark, by: '演示·townshipOffice' },
    });
    expect((await api.get('countyOffice', `${path}/rejected.xlsx`)).status).toBe(404);
    // whoever saw the cells is on record, and who saw masked ones is not
    const seen = await api.dataSource.query(
      `SELECT kind, person_id, account_id, data FROM audit_log WHERE subject_kind = 'ledger-import' AND subject_id = $1 AND kind <> 'imported' ORDER BY id`,
      [sent.body.id],
    );
    const by = { person_id: personId('townshipOffice'), account_id: accountId('townshipOffice') };
    expect(seen).toEqual([
      { kind: 'personal-data-read', ...by, data: { rows: 1 } },
      { kind: 'exported', ...by, data: { rows: 1 } },
    ]);
    // nor to its sender any more, once posted to another township
    const post = (region: string) =>
      api.dataSource.query('UPDATE posting SET region_code = $2 WHERE person_id = $1', [personId('townshipOffice'), region]); // prettier-ignore
    await post('350123200');
    for (const door of ['', '/rows', '/rejected.xlsx'])
      expect((await api.get('townshipOffice', path + door)).status).toBe(404);
    await post('350123103');
    expect((await api.get('townshipOffice', `${path}/rows`)).status).toBe(200);
  });

  describe('handed to others', () => {
    const entry = {
      recipient: '某某会计师事务所',
      basis: 'supervision',
      categories: ['name', 'matter'],
      purpose: '专项审计抽查',
    };
    const enter = (by: PersonName, body: object) => api.call(by, 'POST', '/v1/disclosures', { body });

    it('is entered into a register by the county office, on record, and listed', async () => {
      const answer = await enter('countyOffice', { ...entry, caseId: id });
      expect(answer.status).toBe(201);
      const list = await api.get('countyOffice', '/v1/disclosures');
      expect(list.body).toMatchObject({
        items: [{ ...entry, disclosedOn: '2026-11-23', recordedBy: { id: personId('countyOffice') } }],
        nextCursor: null,
      });
      const [audited] = (await api.dataSource.query(
        `SELECT data FROM audit_log WHERE kind = 'personal-data-disclosed' AND subject_id = $1`,
        [answer.body.id],
      )) as { data: object }[];
      expect(audited!.data).toEqual({ basis: 'supervision', categories: ['name', 'matter'], caseId: id });
    });

    it.each([
      [{ basis: 'friendship' }, 'basis'],
      [{ categories: [] }, 'categories'],
      [{ categories: ['name', 'name'] }, 'categories'],
      [{ recipient: '' }, 'recipient'],
      [{ disclosedOn: '2026-11-24' }, 'disclosedOn'],
      [{ disclosedOn: 'yesterday' }, 'disclosedOn'],
      [{ caseId: '0199aaaa-0000-7000-8000-000000000000' }, 'caseId'],
    ])('refuses %j by its field', async (wrong, field) => {
      const answer = await enter('countyOffice', { ...entry, ...wrong });
      expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, field]);
    });

    it('is told with the numbers masked that somebody has written there', async () => {
      const written = { recipient: `某局(${phone})`, purpose: `核查${idNumber}` };
      expect((await enter('countyOffice', { ...entry, ...written })).status).toBe(201);
      const list = await api.get('countyOffice', '/v1/disclosures?limit=1');
      expect(list.body.items[0]).toMatchObject({ recipient: '某局(199****1234)', purpose: '核查350123********1234' });
    });

    it('is told without the number of a case that the office keeps out of', async () => {
      const { body } = await api.call('clerk', 'POST', '/v1/cases', { body: { ...problem, title: '投诉' } });
      await enter('countyOffice', { ...entry, caseId: body.id });
      const latest = async () => (await api.get('countyOffice', '/v1/disclosures?limit=1')).body.items[0].caseNumber;
      expect(await latest()).toBe(body.number);
      const accuse = 'UPDATE cases SET accused_organisation_id = $2 WHERE id = $1';
      await api.dataSource.query(accuse, [body.id, unitId('office')]);
      expect(await latest()).toBeNull();
    });

    it('is nobody else’s to enter or to read', async () => {
      for (const by of ['townshipOffice', 'supervisor', 'waterHandler', 'systemAdmin'] as const) {
        expect([by, (await enter(by, entry)).status]).toEqual([by, 403]);
        expect([by, (await api.get(by, '/v1/disclosures')).status]).toEqual([by, 403]);
      }
    });
  });
});
