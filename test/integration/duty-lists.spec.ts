import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { idOf, type PersonName, seedCounty, village, villageElsewhere } from '../support/api/seed-county.js';

const otherCounty = '350981';
const now = '2026-11-23T09:00:00+08:00';

describe('[actions dispatch] duty lists and dispatch suggestions', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ from: now });
    await seedCounty(api.dataSource, otherCounty);
  }, 60_000);
  afterAll(() => api.stop());

  const path = (unit: string) => `/v1/organisations/${unitId(unit)}/duties`;
  async function put(by: PersonName, unit: string, items: object[], ifMatch?: string) {
    const current = (await api.get('countyOffice', path(unit))).headers.get('etag')!;
    const headers = { 'if-match': ifMatch ?? current, 'accept-language': 'zh' };
    return api.call(by, 'PUT', path(unit), { body: { items }, headers });
  }
  async function accepted(fields: object = {}): Promise<string> {
    const body = { type: 'villager-problem', title: '路灯不亮', text: '路灯不亮', villageCode: village, category: 'roads', urgency: 'normal' }; // prettier-ignore
    const { body: opened } = await api.call('countyOffice', 'POST', '/v1/cases', { body: { ...body, ...fields } });
    const id = opened.id as string;
    await api.act('countyOffice', id, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    return id;
  }

  it('the county office writes a list, everybody at work reads it, and what was stays on record', async () => {
    expect((await api.get('waterHandler', path('water'))).body).toEqual({ items: [] });
    const written = await put('countyOffice', 'water', [{ category: 'water-power' }, { category: 'housing', to: '2026-12-01T00:00:00+08:00' }]); // prettier-ignore
    expect([written.status, written.body.items]).toEqual([
      200,
      [
        { category: 'housing', label: '住房安全', from: now, to: '2026-12-01T00:00:00+08:00' },
        { category: 'water-power', label: '饮水供电', from: now, to: null },
      ],
    ]);
    const later = await put('countyOffice', 'water', [{ category: 'water-power' }, { category: 'farmland-irrigation', from: '2026-12-01T00:00:00+08:00' }]); // prettier-ignore
    expect(later.status).toBe(200);
    const codes = async (at: string) =>
      ((await api.get('clerk', `${path('water')}${at && `?at=${encodeURIComponent(at)}`}`)).body.items as { category: string }[]).map(({ category }) => category); // prettier-ignore
    expect(await codes('')).toEqual(['farmland-irrigation', 'water-power']);
    expect(await codes('2026-12-02T00:00:00+08:00')).toEqual(['farmland-irrigation', 'water-power']);
    expect(await codes('2026-11-22T00:00:00+08:00')).toEqual([]);
    const rows = (await api.dataSource.query(
      `SELECT category, entered_by, ended_by FROM duty_list_item WHERE ended_at IS NOT NULL`,
    )) as object[];
    expect(rows).toEqual([
      { category: 'housing', entered_by: personId('countyOffice'), ended_by: personId('countyOffice') },
    ]);
    const audited = (await api.dataSource.query(
      `SELECT data FROM audit_log WHERE kind = 'people-changed' AND subject_id = $1 ORDER BY id`,
      [unitId('water')],
    )) as { data: object }[];
    expect(audited.map(({ data }) => data)).toEqual([
      { change: 'duty-list', entered: ['water-power', 'housing'], ended: [] },
      { change: 'duty-list', entered: ['farmland-irrigation'], ended: ['housing'] },
    ]);
  });

  it('two who write at once do not undo each other', async () => {
    const seen = (await api.get('countyOffice', path('office'))).headers.get('etag')!;
    const answers = await Promise.all([
      put('countyOffice', 'office', [{ category: 'roads' }], seen),
      put('secondOfOffice', 'office', [{ category: 'housing' }], seen),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const { status, body } = await api.call('countyOffice', 'PUT', path('office'), { body: { items: [] } });
    expect([status, body.code]).toEqual([428, 'version-missing']);
    expect((await put('countyOffice', 'office', [])).status).toBe(200);
  });

  it('says line by line what is wrong', async () => {
    const items = [{ category: 'nonsense' }, { category: 'roads', from: '2026-11-01T00:00:00+08:00' }, { category: 'housing' }, { category: 'housing' }]; // prettier-ignore
    const { status, body } = await put('countyOffice', 'township', items);
    expect([status, body.errors.map(({ field, code }: { field: string; code: string }) => [field, code])]).toEqual([
      422,
      [
        ['items.0.category', 'unknown-category'],
        ['items.1.from', 'in-the-past'],
        ['items.3.category', 'named-twice'],
      ],
    ]);
    for (const bad of [{ items: 'x' }, { items: [{}] }, {}, { items: [{ category: 'roads', to: 'then' }] }]) {
      const answer = await api.call('countyOffice', 'PUT', path('township'), { body: bad, headers: { 'if-match': '"0"' } }); // prettier-ignore
      expect([bad, answer.status]).toEqual([bad, 422]);
    }
  });

  it('nobody else writes it, and no other county reads it', async () => {
    for (const by of ['townshipOffice', 'supervisor', 'systemAdmin', 'waterHead'] as const)
      expect([by, (await put(by, 'water', [])).status]).toEqual([by, 403]);
    expect((await api.call('countyOffice', 'GET', path('water'), {}, otherCounty)).status).toBe(404);
    const headers = { 'if-match': '"0"' };
    expect((await api.call('countyOffice', 'PUT', path('water'), { body: { items: [] }, headers }, otherCounty)).status).toBe(404); // prettier-ignore
  });

  it('dispatching outside it is refused with what to do, and goes with a reason that the handler reads', async () => {
    const id = await accepted();
    const refused = await api.act('countyOffice', id, 'dispatch', { lead: unitId('water') });
    expect([refused.status, refused.body.reason]).toEqual([409, 'outside-duty-list']);
    expect(refused.body.detail ?? refused.body.next).toContain('县水利局');
    const done = await api.act('countyOffice', id, 'dispatch', { lead: unitId('water'), dutyReason: '路灯接在泵站上' });
    expect(done.status).toBe(200);
    const { body } = await api.get('waterHandler', `/v1/cases/${id}`);
    expect(body.events.at(-1).data.dutyReason).toBe('路灯接在泵站上');
    const [{ data }] = (await api.dataSource.query(`SELECT data FROM case_event WHERE case_id = $1 AND kind = 'dispatch'`, [id])) as [{ data: object }]; // prettier-ignore
    expect(JSON.stringify(data)).not.toContain('泵站');
  });

  describe('suggests', () => {
    const ask = (by: PersonName, id: string, language = 'zh') =>
      api.call(by, 'GET', `/v1/cases/${id}/dispatch-suggestions`, { headers: { 'accept-language': language } });
    const names = async (by: PersonName, id: string) =>
      ((await ask(by, id)).body.items as { organisation: { id: string } }[]).map(({ organisation }) => organisation.id);
    let pending: string;
    beforeAll(async () => {
      await put('countyOffice', 'roads', [{ category: 'roads' }]);
      await put('countyOffice', 'water', [{ category: 'water-power' }]);
      for (const [villageCode, dutyReason] of [
        [village, '近便'],
        [village, '近便'],
        [villageElsewhere, '近便'],
      ]) {
        const id = await accepted({ villageCode });
        await api.act('countyOffice', id, 'dispatch', { lead: unitId('elsewhere'), dutyReason });
        await api.dataSource.query(`UPDATE cases SET open = false, running = false, closed_at = $2 WHERE id = $1`, [id, '2026-10-01T00:00:00Z']); // prettier-ignore
      }
      const id = await accepted();
      await api.act('countyOffice', id, 'dispatch', { lead: unitId('water'), dutyReason: '试一试' });
      await api.act('waterHandler', id, 'return', {
        reason: '不归我们',
        basis: '三定方案',
        head: personId('waterHead'),
      });
      pending = id;
    });

    it('units by their lists and by how such cases went with them, in numbers and words, and no person', async () => {
      const id = await accepted();
      const { status, body } = await ask('countyOffice', id);
      expect(status).toBe(200);
      expect(body.items).toEqual([
        expect.objectContaining({
          organisation: { id: unitId('roads'), name: '县交通运输局', kind: 'department' },
          ...{ duty: 'listed', notReturned: null, reasons: ['清单内'] },
        }),
        expect.objectContaining({
          organisation: { id: unitId('elsewhere'), name: '白塔乡政府', kind: 'department' },
          ...{
            duty: 'no-list',
            notReturned: 1,
            inTownship: { ended: 2, returned: 0 },
            inCounty: { ended: 3, returned: 0 },
          },
          reasons: ['没有履职事项清单', '近一年本乡镇同类办结 2 件,退回 0 件', '近一年全县同类办结 3 件,退回 0 件'],
        }),
      ]);
      const told = JSON.stringify(body);
      for (const by of ['roadsHandler', 'roadsHead', 'townshipElsewhere'] as const) {
        expect(told).not.toContain(personId(by));
        expect(told).not.toContain(`演示·${by}`);
      }
      expect((await ask('countyOffice', id, 'en')).body.items[0].reasons).toEqual(['on its duty list']);
    });

    it('counts what a unit returned, and nothing that is older than a year', async () => {
      await put('countyOffice', 'water', [{ category: 'roads' }]);
      const id = await accepted();
      const water = ((await ask('countyOffice', id)).body.items as { organisation: { id: string } }[]).find(({ organisation }) => organisation.id === unitId('water')); // prettier-ignore
      expect(water).toMatchObject({ duty: 'listed', notReturned: 0, inTownship: { ended: 0, returned: 1 } });
      await api.dataSource.query(`UPDATE cases SET closed_at = '2025-11-22T00:00:00Z' WHERE lead_organisation_id = $1`, [unitId('elsewhere')]); // prettier-ignore
      expect(await names('countyOffice', id)).not.toContain(unitId('elsewhere'));
    });

    it('not who has just returned it, nor whom it accuses', async () => {
      expect(await names('countyOffice', pending)).toEqual([unitId('roads')]);
      const accused = await accepted({ accusedUnit: unitId('roads') });
      expect(await names('countyOffice', accused)).toEqual([unitId('water')]);
    });

    it('only to who may dispatch this case, while it can be dispatched', async () => {
      const id = await accepted();
      expect((await ask('townshipOffice', id)).status).toBe(403);
      for (const by of ['supervisor', 'clerk', 'waterHead', 'systemAdmin'] as const)
        expect([by, (await ask(by, id)).status]).toEqual([by, 403]);
      expect((await ask('townshipElsewhere', id)).status).toBe(404);
      expect((await api.call('countyOffice', 'GET', `/v1/cases/${id}/dispatch-suggestions`, {}, otherCounty)).status).toBe(404); // prettier-ignore
      expect((await ask('countyOffice', idOf('nothing'))).status).toBe(404);
      await api.act('countyOffice', id, 'dispatch', { lead: unitId('roads') });
      const { status, body } = await ask('countyOffice', id);
      expect([status, body.reason]).toEqual([409, 'not-from-this-state']);
      const sitsThere = await accepted({ accusedUnit: unitId('office') });
      expect([403, 404]).toContain((await ask('countyOffice', sitsThere)).status);
    });

    it('to the township office of what its neighbours handle', async () => {
      const body = { type: 'villager-problem', title: '路灯不亮', text: '路灯不亮', villageCode: village, category: 'roads', urgency: 'normal' }; // prettier-ignore
      const { id } = (await api.call('clerk', 'POST', '/v1/cases', { body })).body as { id: string };
      await api.act('townshipOffice', id, 'accept', { category: 'roads', urgency: 'normal', tier: 'C' });
      expect(await names('townshipOffice', id)).toContain(unitId('roads'));
    });
  });
});
