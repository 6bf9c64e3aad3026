import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, type PersonName, seedCounty, village, villageElsewhere } from '../support/api/seed-county.js';

const otherCounty = '350981';

describe('[I-40] cases are found by words, number and place', () => {
  let api: TestApi;
  const ids: Record<string, string> = {};
  const numbers: Record<string, string> = {};
  beforeAll(async () => {
    api = await startApi();
    await seedCounty(api.dataSource, otherCounty);
    await open('lamp', '国道路灯不亮', 'G228国道路灯不亮,村口3号楼旁最暗');
    await open('water', '3号楼停水', '3楼停水两天,自来水管爆裂');
    await open('signal', '山上没有5G信号', '打不了电话');
    await open('elsewhere', '路灯坏了', '老街的路灯坏了', { villageCode: villageElsewhere });
    await open('secret', '路灯的钱被挪用', '张某拿走了路灯的钱', { confidential: true });
    await api.act('townshipOffice', ids.secret!, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    await api.act('countyOffice', ids.secret!, 'set-confidential', { confidential: true, summary: '有人反映照明经费' });
    await api.act('countyOffice', ids.secret!, 'dispatch', { lead: unitId('roads') });
  }, 60_000);
  afterAll(() => api.stop());

  async function open(name: string, title: string, text: string, more: object = {}): Promise<void> {
    const body = { type: 'villager-problem', title, text, villageCode: village, category: 'roads', urgency: 'normal' };
    const answer = await api.call('countyOffice', 'POST', '/v1/cases', { body: { ...body, ...more } });
    [ids[name], numbers[name]] = [answer.body.id as string, answer.body.number as string];
  }
  const search = (by: PersonName, q: string, more = '', code = county) =>
    api.call(by, 'GET', `/v1/cases?q=${encodeURIComponent(q)}${more}`, {}, code);
  const found = async (by: PersonName, q: string, more = '') => {
    const { body } = await search(by, q, more);
    expect(body.count).toBe(body.items.length);
    return (body.items as { id: string }[]).map(({ id }) => Object.keys(ids).find((name) => ids[name] === id)!).sort();
  };

  it.each([
    ['路灯', ['elsewhere', 'lamp', 'secret']],
    ['自来水管', ['water']],
    ['国道路灯', ['lamp']],
    ['不存在', []],
    ['G228国道路灯', ['lamp']],
    ['g228', ['lamp']],
    ['Ｇ２２８', ['lamp']],
    ['5G信号', ['signal']],
    ['５ｇ　信号', ['signal']],
    // tokens have no order: a text with 3 and with a word that begins with 楼
    ['3楼', ['lamp', 'water']],
  ])('%s in the texts', async (q, names) => {
    expect(await found('countyOffice', q)).toEqual(names);
  });

  it.each([
    ['3号楼 停水', ['water']],
    ['停水 3号楼', ['water']],
    // one word in the title, the other in the text
    ['停水 爆裂', ['water']],
    ['信号 电话', ['signal']],
    ['停水 路灯', []],
    // a word of the text and the place
    ['路灯 白塔乡', ['elsewhere']],
    ['路灯 下湖村', ['lamp', 'secret']],
    ['下湖村路灯', ['lamp', 'secret']],
    ['下湖的停水', ['water']],
    ['路灯 飞竹镇', []],
  ])('%s: every word, in whichever field', async (q, names) => {
    expect(await found('countyOffice', q)).toEqual(names);
  });

  it('by the place, in whole or in part', async () => {
    const here = ['lamp', 'secret', 'signal', 'water'];
    for (const q of ['下湖村', '下湖', '下湖村委会', '中房镇', '中房'])
      expect([q, await found('countyOffice', q)]).toEqual([q, here]);
    expect(await found('countyOffice', '白塔乡')).toEqual(['elsewhere']);
  });

  it('by the old name of a village that goes on under another, and by the new one', async () => {
    await api.dataSource.query(
      `UPDATE region SET valid_to = '2026-01-01', successor_code = '350123200299' WHERE code = $1 AND valid_to IS NULL`,
      [villageElsewhere],
    );
    await api.dataSource.query(
      `INSERT INTO region (code, valid_from, county_code, name, kind) VALUES ('350123200299', '2026-01-01', $1, '新凤坂村委会', 'village')`,
      [county],
    );
    const before = (await api.dataSource.query('SELECT name FROM region WHERE code = $1', [villageElsewhere])) as { name: string }[]; // prettier-ignore
    const old = before[0]!.name.replace('委会', '');
    for (const q of [old, '新凤坂村', `${old}路灯`])
      expect([q, await found('countyOffice', q)]).toEqual([q, ['elsewhere']]);
    await api.dataSource.query(`UPDATE cases SET village_code = '350123200299' WHERE id = $1`, [ids.elsewhere]);
    for (const q of [old, '新凤坂村']) expect([q, await found('countyOffice', q)]).toEqual([q, ['elsewhere']]);
  });

  it('by the whole number, its beginning, its end, and together with words', async () => {
    const number = numbers.lamp!;
    for (const q of [number, number.slice(-6), number.slice(-10), number.slice(-7)])
      expect([q, await found('countyOffice', q)]).toEqual([q, ['lamp']]);
    expect(await found('countyOffice', county)).toEqual(Object.keys(ids).sort());
    expect(await found('countyOffice', number.slice(0, 12))).toEqual(Object.keys(ids).sort());
    for (const [q, names] of [
      [`${number} 路灯`, ['lamp']],
      [`路灯 ${number.slice(-6)}`, ['lamp']],
      [`停水 ${number}`, []],
    ] as const)
      expect([q, await found('countyOffice', q)]).toEqual([q, names]);
  });

  it('of one character alone finds what begins with it, and says that two find more', async () => {
    const { body } = await search('countyOffice', '水');
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([ids.water]);
    expect(body.hint).toMatchObject({ code: 'one-character' });
    expect((await search('countyOffice', '水管')).body.hint).toBeUndefined();
    expect((await search('countyOffice', '3楼')).body.hint).toBeUndefined();
  });

  it('in the order of what is due, page by page, with the count of all', async () => {
    const dues: string[] = [];
    let cursor = '';
    do {
      const { body } = await search('countyOffice', '路灯', `&limit=1${cursor && `&cursor=${cursor}`}`);
      expect(body.count).toBe(3);
      dues.push(...(body.items as { dueAt: string }[]).map(({ dueAt }) => dueAt));
      cursor = (body.nextCursor as string | null) ?? '';
    } while (cursor);
    expect(dues).toEqual([...dues].sort());
    expect(dues).toHaveLength(3);
  });

  it('who handles a confidential case finds it by its summary, number and place, and by nothing else', async () => {
    expect(await found('roadsHandler', '照明经费')).toEqual(['secret']);
    expect(await found('roadsHandler', numbers.secret!.slice(-6))).toEqual(['secret']);
    expect(await found('roadsHandler', '下湖村')).toEqual(['secret']);
    expect(await found('roadsHandler', '照明 下湖村')).toEqual(['secret']);
    expect(await found('roadsHandler', '下湖村照明')).toEqual(['secret']);
    for (const q of ['路灯', '张某', '照明 路灯', '下湖村路灯', '路灯 下湖村', '下湖村 张某', `${numbers.secret} 挪用`])
      expect([q, await found('roadsHandler', q)]).toEqual([q, []]);
  });

  it('inside the scope alone', async () => {
    expect(await found('townshipElsewhere', '路灯')).toEqual(['elsewhere']);
    expect(await found('townshipElsewhere', '下湖村')).toEqual([]);
    expect(await found('townshipElsewhere', numbers.lamp!)).toEqual([]);
    for (const q of ['路灯', '下湖村', numbers.lamp!.slice(-6)])
      expect([q, (await search('countyOffice', q, '', otherCounty)).body.items]).toEqual([q, []]);
  });

  it('also where the list is filtered, and an export takes out the same', async () => {
    expect(await found('countyOffice', '路灯', `&village=${village}`)).toEqual(['lamp', 'secret']);
    expect(await found('countyOffice', '下湖村', '&overdue=false&state=dispatched')).toEqual(['secret']);
    const body = { filter: { q: '下湖村 路灯' }, format: 'csv' };
    const asked = await api.call('countyOffice', 'POST', '/v1/exports', { body });
    expect([asked.status, asked.body.rowsExpected]).toEqual([202, 2]);
  });

  it('takes whatever is typed', async () => {
    for (const q of [
      "'",
      "路灯' | 'x",
      '\\',
      '%',
      '路灯:*',
      '& | !',
      '<->',
      '０００',
      '①',
      '9'.repeat(60),
      '𠀀𠀁',
      'ﬁ',
      '路'.repeat(60),
    ])
      // prettier-ignore
      expect([q, (await search('countyOffice', q)).status]).toEqual([q, 200]);
  });
});
