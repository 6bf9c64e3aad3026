import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi, unitId } from '../support/api/api.js';
import { foldedAndStored } from '../support/api/folded.js';
import { village } from '../support/api/seed-county.js';

const roads = `co-handling:${unitId('roads')}`;
const township = `co-handling:${unitId('township')}`;

describe('sub-deadlines of co-handlers over HTTP', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const accepted = async () => {
    const fields = { title: '水渠漏水', text: '村口水渠漏水', category: 'farmland-irrigation', urgency: 'normal' };
    const body = { type: 'villager-problem', villageCode: village, ...fields };
    const { id } = (await api.call('clerk', 'POST', '/v1/cases', { body })).body as { id: string };
    await api.act('townshipOffice', id, 'accept', { category: fields.category, urgency: 'normal', tier: 'B' });
    return id;
  };
  const dispatch = (id: string, coHandlers: unknown) =>
    api.act('countyOffice', id, 'dispatch', { lead: unitId('water'), coHandlers });
  const clocksOf = async (id: string) => {
    const { body } = await api.get('countyOffice', `/v1/cases/${id}`);
    return new Map((body.clocks as { clock: string }[]).map((clock) => [clock.clock, clock]));
  };

  it('are set at dispatch, read with the case, and explained', async () => {
    const id = await accepted();
    const by = '2026-11-27T17:30:00+08:00';
    const answer = await dispatch(id, [{ organisation: unitId('roads'), by }, unitId('township')]);
    expect([answer.status, answer.body.dueAt]).toEqual([200, '2026-12-07T17:30:00+08:00']);

    const clocks = await clocksOf(id);
    expect(clocks.get(roads)).toMatchObject({
      ...{ label: 'Answer of a co-handler (县交通运输局)', status: 'running', span: null },
      ...{ dueAt: by, warnAt: '2026-11-26T08:30:00+08:00' },
    });
    expect(clocks.get(township)).toMatchObject({ dueAt: '2026-12-04T08:30:00+08:00' });

    const explained = async (clock: string) =>
      (await api.get('roadsHandler', `/v1/cases/${id}/clocks/${clock}/explanation`)).body as object;
    const told = { span: null, status: 'running', provisional: false, intervals: [] };
    const date = { headline: 'handling' };
    expect(await explained(roads)).toEqual({ clock: roads, due: by, ...told, date: { set: 'at-dispatch', ...date } });
    expect(await explained(township)).toEqual({
      ...{ clock: township, due: '2026-12-04T08:30:00+08:00', ...told },
      date: { set: 'from-headline', ...date },
    });
    const { folded, stored } = await foldedAndStored(api, id);
    expect(folded).toEqual(stored);
  });

  it('are refused later than the latest, which the answer names in the reader’s language', async () => {
    const id = await accepted();
    const { status, body } = await dispatch(id, [{ organisation: unitId('roads'), by: '2026-12-05T00:00:00+08:00' }]);
    expect([status, body.code, body.reason]).toEqual([409, 'action-not-open', 'sub-deadline-out-of-range']);
    expect(body.detail).toContain('A co-handler answers after now, and at the latest by 2026-12-04T08:30:00+08:00.');
  });

  it.each([
    ['a date without an hour', { organisation: unitId('roads'), by: '2026-11-27' }, 'coHandlers.0.by', 'format'],
    ['an hour without a zone', { organisation: unitId('roads'), by: '2026-11-27T17:30' }, 'coHandlers.0.by', 'format'],
    ['no unit', { by: '2026-11-27T17:30:00+08:00' }, 'coHandlers.0.organisation', 'required'],
    ['no id', 'roads', 'coHandlers.0', 'format'],
    ['no unit at all', 7, 'coHandlers.0', 'type'],
  ])('are told where the form is wrong: %s', async (_what, coHandler, field, rule) => {
    const { status, body } = await dispatch(await accepted(), [coHandler]);
    expect([status, body.code]).toEqual([422, 'bad-fields']);
    expect(body.errors).toEqual([expect.objectContaining({ field, code: rule })]);
  });

  it('remind the co-handler’s people, urge them with the level above, and fall silent with the answer', async () => {
    const id = await accepted();
    await dispatch(id, [{ organisation: unitId('roads'), by: '2026-11-27T17:30:00+08:00' }]);
    const moved = await api.call('countyOffice', 'POST', '/v1/demo/clock', {
      body: { to: '2026-11-27T18:00:00+08:00' },
    });
    expect(moved.status).toBe(200);
    const messages = async (by: 'roadsHandler' | 'waterHandler' | 'leader') =>
      ((await api.get(by, '/v1/inbox')).body.items as { text: string; case: { id: string } | null }[])
        .filter((one) => one.case?.id === id)
        .map(({ text }) => text);
    const number = (await api.get('countyOffice', `/v1/cases/${id}`)).body.number as string;
    expect(await messages('roadsHandler')).toEqual(
      expect.arrayContaining([
        `${number}: Answer of a co-handler is due soon`,
        `${number}: Answer of a co-handler is due now`,
      ]),
    );
    for (const name of ['waterHandler', 'leader'] as const) {
      expect(await messages(name)).toContain(`${number}: Answer of a co-handler is due now`);
      expect(await messages(name)).not.toContain(`${number}: Answer of a co-handler is due soon`);
    }

    // overdue: who is told may say that they know
    expect((await api.act('leader', id, 'acknowledge')).status).toBe(200);
    expect((await api.act('leader', id, 'acknowledge')).body).toMatchObject({ reason: 'acknowledged-already' });
    expect((await api.act('roadsHandler', id, 'answer', { result: '路面已补好' })).status).toBe(200);
    expect((await clocksOf(id)).get(roads)).toMatchObject({ status: 'stopped' });
    const { folded, stored } = await foldedAndStored(api, id);
    expect(folded).toEqual(stored);
    expect(stored.acknowledgements).toHaveLength(1);
  });
});
