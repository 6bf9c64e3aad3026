import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, type PersonName, seedCounty, village } from '../support/api/seed-county.js';
import { ledgerFile } from '../support/ledgers/ledger-file.js';
import { sendLedger } from '../support/ledgers/send-ledger.js';

const otherCounty = '350981';
const begin = '2026-11-20T16:00:00+08:00';
const problem = {
  type: 'villager-problem',
  title: '水管爆裂',
  text: '水管爆裂',
  villageCode: village,
  category: 'water-power',
};
const returned = { reason: '不归我们', basis: '三定方案', head: personId('waterHead') };
const dispatched = { lead: unitId('water'), handler: personId('waterHandler'), coHandlers: [unitId('roads')] };

/** What may be done next, whoever is in charge of it; what is not open is refused and changes nothing. */
const doings: readonly (readonly [PersonName, string, Record<string, unknown>])[] = [
  ['townshipOffice', 'accept', { category: 'water-power', urgency: 'normal', tier: 'A' }],
  ['countyOffice', 'dispatch', dispatched],
  ['waterHandler', 'receive', {}],
  ['waterHandler', 'note', { text: '已联系', contacted: true }],
  ['roadsHandler', 'answer', { result: '已配合' }],
  ['waterHandler', 'return', returned],
  ['countyOffice', 'transfer', { lead: unitId('roads'), reason: '改由交通' }],
  ['waterHandler', 'report', { outcome: 'explained', text: '已说明', head: personId('waterHead') }],
  ['roadsHandler', 'report', { outcome: 'solved', text: '已修好', head: personId('roadsHead') }],
  ['countyOffice', 'reject-report', { reason: '再查' }],
  ['countyOffice', 'approve-report', {}],
  ['secretary', 'callback', { reached: true, contacted: true, solved: true, satisfaction: 'yes' }],
  ['secretary', 'callback', { reached: false }],
  ['countyOffice', 'complete', {}],
  ['leader', 'confirm', {}],
  ['supervisor', 'clear', {}],
  ['countyOffice', 'reopen', { reason: '又坏了' }],
  ['supervisor', 'issue-order', { requirement: '限期' }],
  ['countyOffice', 'urge', {}],
  ['countyOffice', 'set-confidential', { confidential: true, summary: '一处管道' }],
  ['countyOffice', 'name-accused', { accusedUnit: unitId('elsewhere') }],
];

describe('[design §11] a case as it was at any past instant', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ from: begin });
    await seedCounty(api.dataSource, otherCounty);
  }, 60_000);
  afterAll(() => api.stop());

  const now = async () => (await api.get('countyOffice', '/v1/demo/clock')).body.now as string;
  const passes = (minutes: number) =>
    api.call('systemAdmin', 'POST', '/v1/demo/clock', { body: { advance: `${minutes}min` } });
  const open = async (more: object = {}): Promise<string> =>
    (await api.call('clerk', 'POST', '/v1/cases', { body: { ...problem, urgency: 'normal', ...more } })).body.id as string; // prettier-ignore
  const asOf = (by: PersonName, id: string, at: string, code?: string) =>
    api.call(by, 'GET', `/v1/cases/${id}?asOf=${encodeURIComponent(at)}`, {}, code);
  /** What a reader got, but for what could be done. */
  const told = ({ actions: _actions, notOpen: _notOpen, asOf: _asOf, ...rest }: Record<string, unknown>) => rest;

  it('over random histories answers for every instant what was answered then, to whoever reads', async () => {
    const step = fc.record({
      minutes: fc.constantFrom(0, 5, 90, 600, 2_880, 11_520),
      from: fc.nat({ max: doings.length - 1 }),
    });
    const urgency = fc.constantFrom('emergency', 'urgent', 'normal', 'complex');
    await fc.assert(
      fc.asyncProperty(urgency, fc.array(step, { minLength: 8, maxLength: 16, size: 'max' }), async (how, steps) => {
        const id = await open({ urgency: how, kind: 'complaint' });
        const seen: { at: string; by: PersonName; body: Record<string, unknown> }[] = [];
        const look = async () => {
          await passes(1); // what is due at the very instant has fired
          const at = await now();
          for (const by of ['countyOffice', 'waterHandler'] as const) {
            const { status, body } = await api.get(by, `/v1/cases/${id}`);
            if (status === 200) seen.push({ at, by, body: body as Record<string, unknown> });
          }
        };
        await look();
        for (const { minutes, from } of steps) {
          if (minutes > 0) await passes(minutes);
          for (const [by, action, fields] of [...doings.slice(from), ...doings.slice(0, from)])
            if ((await api.act(by, id, action, fields)).status === 200) break;
          await look();
        }
        for (const { at, by, body } of seen) {
          const then = await asOf(by, id, at);
          // whoever may not read it today is not told of its past either
          if (then.status === 404) expect((await api.get(by, `/v1/cases/${id}`)).status).toBe(404);
          else expect({ at, by, ...told(then.body) }).toEqual({ at, by, ...asReadToday(told(body), then.body) });
        }
      }),
      { numRuns: 6 },
    );
  }, 240_000);

  /** Words and names that today's reader reads otherwise than then: a case that has become confidential, or is no more. */
  function asReadToday(body: Record<string, unknown>, today: Record<string, unknown>): Record<string, unknown> {
    if (body.reads === today.reads) return { ...body, title: today.title };
    const { title, text, reads, events, requester } = today;
    return { ...body, title, text, reads, events, requester };
  }

  it('tells the deadline that held then, also after it has moved', async () => {
    const id = await open();
    await api.act('townshipOffice', id, 'accept', { category: 'water-power', urgency: 'normal', tier: 'B' });
    await api.act('countyOffice', id, 'dispatch', { lead: unitId('water') });
    const [first, before] = [(await api.get('countyOffice', `/v1/cases/${id}`)).body, await now()];
    await passes(60);
    await api.act('waterHandler', id, 'return', returned);
    await passes(2_880);
    await api.act('countyOffice', id, 'dispatch', { lead: unitId('roads') });
    const after = (await api.get('countyOffice', `/v1/cases/${id}`)).body;
    expect(after.dueAt).not.toBe(first.dueAt);
    const { body } = await asOf('countyOffice', id, before);
    expect([body.dueAt, body.lead.organisation.name, body.state, body.asOf]).toEqual([first.dueAt, '县水利局', 'dispatched', before]); // prettier-ignore
    expect([body.actions, body.notOpen]).toEqual([undefined, undefined]);
    expect(body.events.map(({ kind }: { kind: string }) => kind)).toEqual(['open', 'accept', 'dispatch']);
  });

  it('names those whom it waited on then, though somebody else holds the place today', async () => {
    const id = await open();
    await api.act('townshipOffice', id, 'accept', { category: 'water-power', urgency: 'normal', tier: 'B' });
    await api.act('countyOffice', id, 'dispatch', { lead: unitId('water') });
    await passes(10);
    const before = await now();
    await passes(1_440);
    await api.dataSource.query('UPDATE posting SET to_at = $2 WHERE person_id = $1', [personId('waterHandler'), await now()]); // prettier-ignore
    const people = (body: { waitsOn: object }) => JSON.stringify(body.waitsOn);
    expect(people((await api.get('countyOffice', `/v1/cases/${id}`)).body)).not.toContain(personId('waterHandler'));
    expect(people((await asOf('countyOffice', id, before)).body)).toContain(personId('waterHandler'));
    await api.dataSource.query(`UPDATE posting SET to_at = 'infinity' WHERE person_id = $1`, [
      personId('waterHandler'),
    ]);
  });

  it('is measured by the policy that was in force then', async () => {
    const id = await open();
    await passes(5);
    const [before, first] = [await now(), (await api.get('countyOffice', `/v1/cases/${id}`)).body];
    await passes(60);
    const [{ body }] = (await api.dataSource.query(`SELECT body FROM policy_version WHERE county_code = $1 AND code = 'villager-problem'`, [county])) as [{ body: object }]; // prettier-ignore
    const another = JSON.parse(JSON.stringify(body).replace(/"acceptance":\{[^{}]*\}/, '"acceptance":"3wd"')) as object;
    expect(another).not.toEqual(body);
    await api.dataSource.query(
      `WITH version AS (INSERT INTO policy_version (id, county_code, code, hash, body)
           VALUES (gen_random_uuid(), $1, 'villager-problem', 'another', $2) RETURNING id)
         INSERT INTO policy_activation (county_code, code, version_id, from_at, entered_at)
           SELECT $1, 'villager-problem', id, $3, $3 FROM version`,
      [county, another, await now()],
    );
    await passes(5);
    const next = await open();
    const nextDue = (await api.get('countyOffice', `/v1/cases/${next}`)).body.dueAt as string;
    expect((await asOf('countyOffice', id, before)).body.dueAt).toBe(first.dueAt);
    await passes(5);
    expect((await asOf('countyOffice', id, await now())).body.dueAt).toBe(first.dueAt);
    expect((await asOf('countyOffice', next, await now())).body.dueAt).toBe(nextDue);
    expect(nextDue > first.dueAt).toBe(true);
  });

  it('is nothing before it was opened, outside the scope, or ahead', async () => {
    const before = await now();
    await passes(5);
    const id = await open();
    await passes(5);
    expect((await asOf('countyOffice', id, before)).status).toBe(404);
    const at = await now();
    expect((await asOf('countyOffice', id, at)).status).toBe(200);
    expect((await asOf('townshipElsewhere', id, at)).status).toBe(404);
    expect((await asOf('countyOffice', id, at, otherCounty)).status).toBe(404);
    expect((await api.call(null, 'GET', `/v1/cases/${id}?asOf=${encodeURIComponent(at)}`)).status).toBe(401);
    const ahead = Temporal.Instant.from(at).add({ minutes: 5 }).toString();
    for (const [written, code] of [
      [ahead, 'in-the-future'],
      ['then', 'not-an-instant'],
      ['1900-01-01T00:00:00Z', 'out-of-range'],
    ] as const) {
      // prettier-ignore
      const { status, body } = await asOf('countyOffice', id, written);
      expect([written, status, body.errors?.[0]]).toEqual([written, 422, expect.objectContaining({ field: 'asOf', code })]); // prettier-ignore
    }
  });

  it('keeps from today’s reader what has become confidential since, and is no version to act on', async () => {
    const id = await open({ text: '有人偷接水管' });
    await passes(5);
    const before = await now();
    await api.act('townshipOffice', id, 'accept', { category: 'water-power', urgency: 'normal', tier: 'B' });
    await api.act('countyOffice', id, 'set-confidential', { confidential: true, summary: '管道问题' });
    await passes(5);
    const clerk = await asOf('clerk', id, before);
    expect([clerk.status, clerk.body.confidential, clerk.body.summary]).toEqual([200, false, null]);
    expect(JSON.stringify(clerk.body)).not.toMatch(/偷接|水管爆裂/);
    const office = await asOf('countyOffice', id, before);
    expect([office.body.text, office.headers.get('etag')]).toEqual(['有人偷接水管', null]);
  });

  it('of a case that a ledger brought in, nothing before it came, then with the deadline of its registration', async () => {
    const before = await now();
    await passes(5);
    await sendLedger(api, await ledgerFile([{ registered: '2026-11-02', township: '中房镇', village: '下湖村', requester: '陈大山', title: '水渠堵塞', unit: '县水利局' }])); // prettier-ignore
    await passes(5);
    const { items } = (await api.get('countyOffice', `/v1/cases?q=${encodeURIComponent('水渠堵塞')}`)).body as { items: { id: string; dueAt: string }[] }; // prettier-ignore
    const { id, dueAt } = items[0]!;
    expect((await asOf('countyOffice', id, before)).status).toBe(404);
    expect((await asOf('countyOffice', id, await now())).body).toMatchObject({ dueAt, state: 'handling' });
  });
});
