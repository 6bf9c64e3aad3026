import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, type PersonName, seedCounty, village, villageElsewhere } from '../support/api/seed-county.js';
import { holderOf, seedEveryRole } from '../support/authorisation/cast.js';

const otherCounty = '350981';

describe('[design §5] near-duplicates are shown first', () => {
  let api: TestApi;
  let lamp: string;
  let secret: string;
  beforeAll(async () => {
    api = await startApi();
    await seedCounty(api.dataSource, otherCounty);
    await seedEveryRole(api.dataSource, county);
    lamp = await open('clerk', '村口路灯坏了', '村口那排路灯坏了三天,晚上老人出门看不见。打13800371234');
    await open('clerk', '水渠淤塞灌不上水', '三百亩田的水渠被泥沙堵了,灌不上水');
    await open('clerk', '路面坑洼', '通往茶山的路面坑洼,三轮车翻过两次');
    secret = await open('clerk', '路灯款被挪用', '村口路灯的钱被人拿走了,路灯晚上不亮', { confidential: true });
  }, 60_000);
  afterAll(() => api.stop());

  async function open(by: PersonName, title: string, text: string, more: object = {}, code = county): Promise<string> {
    const body = { type: 'villager-problem', title, text, villageCode: village, category: 'roads', urgency: 'normal' };
    const answer = await api.call(by, 'POST', '/v1/cases', { body: { ...body, ...more } }, code);
    expect([answer.body.errors, answer.status]).toEqual([undefined, 201]);
    return answer.body.id as string;
  }
  const ask = (by: PersonName, fields: object, code = county) =>
    api.call(by, 'POST', '/v1/cases/similar', { body: { villageCode: village, ...fields } }, code);
  const again = { title: '路灯不亮', text: '村口到祠堂的路灯整排不亮,晚上看不见路,请派人修。' };
  const idsFor = async (by: PersonName, fields: object = again) =>
    ((await ask(by, fields)).body.items as { id: string }[]).map(({ id }) => id);

  it('the same problem in other words, as a list shows it, with how like it is and the words that both share', async () => {
    const { status, body } = await ask('clerk', again);
    expect(status).toBe(200);
    expect(body.items[0]).toMatchObject({
      ...{ id: lamp, title: '村口路灯坏了', state: 'registered', villageCode: village },
      link: `/api/v1/cases/${lamp}`,
      shared: ['路灯', '村口', '晚上', '看不见'],
    });
    expect(body.items[0].number).toMatch(/^350123\d{10}$/);
    expect(body.items[0].score).toBeGreaterThan(0.3);
    expect(body.items[0].score).toBeLessThanOrEqual(1);
    expect(JSON.stringify(body)).not.toContain('13800371234');
  });

  it('nothing where nothing is like it: another problem, another village, no words, or words that all use', async () => {
    const nothing: object[] = [
      { title: '垃圾没人清运', text: '垃圾池堆满了' },
      { ...again, villageCode: villageElsewhere },
      { ...again, villageCode: '350123999999' },
      {},
      { title: '问题', text: '村民反映,希望尽快解决' },
      { title: `x' | 'y`, text: "'; --" },
    ];
    for (const fields of nothing) expect([fields, await idsFor('clerk', fields)]).toEqual([fields, []]);
  });

  it('from the first words of a title on', async () => {
    expect(await idsFor('clerk', { title: '路灯' })).toContain(lamp);
  });

  it('never tells of a confidential case to who may not read it whole', async () => {
    const accused = { title: '路灯款被挪用', text: '村口路灯的钱被人拿走了' };
    for (const by of ['clerk', 'secretary'] as const)
      expect([by, (await idsFor(by, accused)).includes(secret)]).toEqual([by, false]);
    expect(await idsFor('townshipOffice', accused)).toContain(secret);
  });

  it('never tells whom it is about, nor who sits with them', async () => {
    const text = '镇政府的人收了路灯的钱不办事';
    const complaint = await open('countyOffice', '收了钱不办事', text, { accusedUnit: unitId('township') });
    const asked = { title: '收了钱不办事', text };
    expect(await idsFor('countyOffice', asked)).toContain(complaint);
    for (const by of ['townshipOffice', 'clerk'] as const)
      expect([by, (await idsFor(by, asked)).includes(complaint)]).toEqual([by, false]);
  });

  it('inside the reader’s scope alone: not to another township, another county, or a resident of others’ requests', async () => {
    expect(await idsFor('townshipElsewhere')).toEqual([]);
    expect((await ask('countyOffice', again, otherCounty)).body.items).toEqual([]);
    const resident = holderOf('resident');
    expect(await idsFor(resident)).toEqual([]);
    const own = await open(resident, '门口路灯不亮', '我家门口的路灯不亮');
    expect(await idsFor(resident)).toEqual([own]);
    expect((await api.call(null, 'POST', '/v1/cases/similar', { body: again })).status).toBe(401);
    expect((await ask('systemAdmin', again)).status).toBe(403);
  });

  it('what was over within ninety days too, and not what was over before', async () => {
    const over = await open('clerk', '幸福院热水器坏了', '幸福院热水器坏了一台,老人洗澡要排队');
    const asked = { title: '热水器坏了', text: '幸福院的热水器坏了' };
    const closed = (days: number) =>
      api.dataSource.query(`UPDATE cases SET open = false, closed_at = $2::timestamptz - make_interval(days => $3) WHERE id = $1`, [over, '2026-11-23T09:00:00+08:00', days]); // prettier-ignore
    await closed(90);
    expect(await idsFor('clerk', asked)).toEqual([over]);
    await closed(91);
    expect(await idsFor('clerk', asked)).toEqual([]);
  });

  it('and writes down when a case was over, until it is open again', async () => {
    const id = await open('clerk', '桥面开裂', '老石桥桥面开裂');
    const closedAt = async () =>
      ((await api.dataSource.query('SELECT closed_at FROM cases WHERE id = $1', [id])) as { closed_at: Date | null }[])[0]!.closed_at; // prettier-ignore
    expect(await closedAt()).toBeNull();
    await api.act('townshipOffice', id, 'decline', { reason: 'unclear', channel: 'none' });
    const { body } = await api.get('countyOffice', `/v1/cases/${id}`);
    await api.act('countyOffice', id, 'decide', { application: body.applications[0].id, agree: true });
    expect(await closedAt()).toBeNull();
    const told = await api.act('townshipOffice', id, 'told', { how: 'phone', on: '2026-11-23' });
    expect([told.status, told.body.state]).toEqual([200, 'archived']);
    expect((await closedAt())?.toISOString()).toBe('2026-11-23T01:00:00.000Z');
  });

  it('refuses what is no village, and what is too long', async () => {
    for (const [fields, field] of [
      [{ villageCode: 'nonsense' }, 'villageCode'],
      [{ villageCode: undefined }, 'villageCode'],
      [{ title: '字'.repeat(61) }, 'title'],
      [{ text: '字'.repeat(4_001) }, 'text'],
      [{ text: 'a\0b' }, 'text'],
    ] as const) {
      // prettier-ignore
      const { status, body } = await ask('clerk', { title: '路灯', ...fields });
      expect([field, status, body.errors?.[0]?.field]).toEqual([field, 422, field]);
    }
  });
});
