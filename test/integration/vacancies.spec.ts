import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { choose, conditionsOf, waitedOn } from '#domain';
import { wholeCounty } from '#engine';
import { CaseDetails, PgBusinessClock, PgDefinitions, PgDirectories, PgTransactions } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, idOf, type PersonName, village, villageElsewhere } from '../support/api/seed-county.js';

const problem = {
  type: 'villager-problem',
  title: '水渠漏水',
  text: '村口水渠漏水',
  villageCode: village,
  category: 'farmland-irrigation',
  urgency: 'normal',
};

describe('the vacancy board', () => {
  let api: TestApi;
  /** By the state in which each waits. */
  const cases: Record<string, string> = {};
  beforeAll(async () => {
    api = await startApi();
    const open = async (fields = {}) =>
      (await api.call('clerk', 'POST', '/v1/cases', { body: { ...problem, ...fields } })).body.id as string;
    const accepted = async (tier: string, leadTo?: string) => {
      const id = await open();
      await api.act('townshipOffice', id, 'accept', { category: 'roads', urgency: 'normal', tier });
      if (leadTo)
        await api.act('countyOffice', id, 'dispatch', {
          lead: unitId('water'),
          handler: personId(leadTo as PersonName),
        });
      return id;
    };
    cases.registered = await open();
    cases.emergency = await open({ urgency: 'emergency' });
    cases.tierC = await accepted('C');
    cases.tierB = await accepted('B');
    cases.dispatched = await accepted('B', 'waterHandler');
    cases.ofTheHead = await accepted('A', 'waterHead');
    cases.declined = await open();
    await api.act('townshipOffice', cases.declined, 'decline', { reason: 'unclear', channel: 'none' });
    const { applications } = (await api.get('countyOffice', `/v1/cases/${cases.declined}`)).body;
    await api.act('countyOffice', cases.declined, 'decide', { application: applications[0].id, agree: true });
  });
  afterAll(() => api.stop());

  const stand = (local: string) => new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from(`${local}+08:00`));
  const endAt = (person: PersonName, local: string) =>
    api.dataSource.query('UPDATE posting SET to_at = $1 WHERE person_id = $2', [`${local}+08:00`, personId(person)]);
  const board = async (kind: string, by: PersonName = 'countyOffice', query = '') =>
    (await api.get(by, `/v1/vacancies/${kind}${query}`)).body;
  const ids = async (kind: string, by?: PersonName) =>
    ((await board(kind, by)).items as { id: string }[]).map(({ id }) => id).sort();

  /** The cases whose first place nobody fills, found by asking the rules about each. */
  const unheldByTheRules = () =>
    api.app.get(PgTransactions).read(async (tx) => {
      const directory = await api.app.get(PgDirectories).of(tx, county);
      const found: string[] = [];
      for (const id of Object.values(cases)) {
        const record = (await api.app.get(CaseDetails).record(tx, wholeCounty(county), id))!;
        const { type } = await api.app.get(PgDefinitions).ofVersion(tx, county, record.typeVersionId);
        const state = type.states.get(record.facts.state)!;
        const conditions = conditionsOf(record.facts, tx.now);
        const waited = waitedOn(record.facts, { directory, state, conditions, now: tx.now });
        const first = choose(state.waitsOn, conditions)?.[0];
        if (first && (waited?.party !== first || waited.personIds.length === 0)) found.push(id);
      }
      return found.sort();
    });

  it('is empty of cases while every place is filled', async () => {
    expect(await ids('unheld')).toEqual([]);
    expect(await ids('ended-postings')).toEqual([]);
    expect((await api.get('countyOffice', '/v1/vacancies')).body).toMatchObject({
      unheld: { count: 0, more: false },
      'ended-postings': { count: 0, more: false },
      units: { count: 0, more: false },
    });
  });

  it('shows a case at the very instant at which the term of its handler is over, and the chain is asked', async () => {
    await endAt('waterHandler', '2026-11-24T00:00:00');
    await stand('2026-11-23T23:59:59');
    expect(await ids('unheld')).toEqual([]);
    await stand('2026-11-24T00:00:00');
    expect(await ids('unheld')).toEqual([cases.dispatched]);
    expect(await ids('ended-postings')).toEqual([cases.dispatched]);
    const { body } = await api.get('supervisor', `/v1/cases/${cases.dispatched}`);
    expect(body.waitsOn).toEqual({ party: 'head', personIds: [personId('waterHead')] });
    // another handler in the unit holds the place; whom the case names is still gone
    await api.dataSource.query(
      `INSERT INTO posting (id, county_code, person_id, organisation_id, role, region_code, from_at) VALUES ($1, $2, $3, $4, 'handler', $2, '2026-11-24T01:00:00+08:00')`,
      [idOf('a new handler'), county, personId('roadsHandler'), unitId('water')],
    );
    await stand('2026-11-24T01:00:00');
    expect(await ids('unheld')).toEqual([]);
    expect(await ids('ended-postings')).toEqual([cases.dispatched]);
    await api.dataSource.query('DELETE FROM posting WHERE id = $1', [idOf('a new handler')]);
  });

  it('says what the rules say of each case, whoever leaves or is away', async () => {
    const leaving: [PersonName, string][] = [
      ['townshipOffice', '2026-11-25T00:00:00'],
      ['waterHead', '2026-11-26T00:00:00'],
      ['leader', '2026-11-27T00:00:00'],
      ['countyOffice', '2026-11-28T00:00:00'],
      ['secondOfOffice', '2026-11-29T00:00:00'],
    ];
    let most = 0;
    for (const [person, at] of leaving) {
      await endAt(person, at);
      await stand(at);
      const expected = await unheldByTheRules();
      expect([person, await ids('unheld', 'supervisor')]).toEqual([person, expected]);
      expect((await api.get('supervisor', '/v1/vacancies')).body.unheld.count).toBe(expected.length);
      most = Math.max(most, expected.length);
    }
    expect(most).toBeGreaterThan(5);
  });

  it('counts somebody away without a stand-in as an empty place, and with one as a filled place', async () => {
    await api.dataSource.query(`UPDATE posting SET to_at = 'infinity' WHERE county_code = $1`, [county]);
    const away = (standIn: string | null, from: string, to: string) =>
      api.dataSource.query(
        'INSERT INTO absence (id, county_code, person_id, stand_in_id, from_at, to_at, entered_by) VALUES ($1, $2, $3, $4, $5, $6, $3)',
        [idOf(`away ${from}`), county, personId('waterHandler'), standIn, from, to],
      );
    await away(null, '2026-11-30T00:00:00+08:00', '2026-12-01T00:00:00+08:00');
    await away(personId('roadsHandler'), '2026-12-01T00:00:00+08:00', '2026-12-02T00:00:00+08:00');
    for (const [at, expected] of [
      ['2026-11-30T00:00:00', [cases.dispatched]],
      ['2026-12-01T00:00:00', []],
    ] as const) {
      await stand(at);
      expect(await unheldByTheRules()).toEqual(expected);
      expect(await ids('unheld')).toEqual(expected);
    }
  });

  it('shows units without a head, villages without a leader, empty offices and gaps ahead, a page at a time', async () => {
    await endAt('waterHead', '2026-12-01T01:00:00');
    await endAt('townshipElsewhere', '2026-12-01T01:00:00');
    await stand('2026-12-01T01:00:00');
    expect((await board('units')).items).toEqual([
      { id: unitId('water'), name: '县水利局', regionCode: county, openCases: 2 },
    ]);
    const { body: counts } = await api.get('countyOffice', '/v1/vacancies');
    const [{ villages }] = (await api.dataSource.query(
      `SELECT count(*)::int AS villages FROM region WHERE length(code) = 12 AND valid_from <= '2026-12-01' AND (valid_to IS NULL OR valid_to > '2026-12-01')`,
    )) as [{ villages: number }];
    expect(counts.villages).toEqual({ count: villages - 2, more: false });
    let [cursor, seen] = ['', 0];
    do {
      const page = await board('villages', 'countyOffice', `?limit=100${cursor && `&cursor=${cursor}`}`);
      expect(page.items.map(({ code }: { code: string }) => code)).not.toContain(village);
      seen += page.items.length;
      cursor = page.nextCursor ?? '';
    } while (cursor);
    expect(seen).toBe(villages - 2);
    await api.dataSource.query(`UPDATE link SET principal = false WHERE village_code = $1`, [villageElsewhere]);
    const lacking = (await board('villages', 'countyOffice', `?limit=200`)).items;
    expect(lacking.find(({ code }: { code: string }) => code === villageElsewhere)?.lacks).toBe('no-principal');
    const offices = (await board('offices')).items as { role: string; code: string }[];
    expect(offices).toContainEqual(expect.objectContaining({ role: 'township-office', code: '350123200' }));
    expect(offices).not.toContainEqual(expect.objectContaining({ code: '350123103' }));
    const gaps = await board('duty', 'countyOffice', '?limit=2');
    expect(gaps.items[0]).toMatchObject({ region: { code: county }, role: 'head', from: '2026-12-01T01:00:00+08:00' });
    expect(gaps.nextCursor).toBe('2');
  });

  it('shows a township its own part, an administrator no cases, and others nothing', async () => {
    await endAt('waterHandler', '2026-12-01T01:00:00');
    expect(await ids('unheld', 'townshipOffice')).toEqual(await ids('unheld'));
    expect(await ids('unheld', 'systemAdmin')).toEqual([]);
    const own = (await board('villages', 'townshipOffice', '?limit=200')).items as { code: string }[];
    expect(own.length).toBeGreaterThan(3);
    expect(own.every(({ code }) => code.startsWith('350123103'))).toBe(true);
    expect((await api.get('clerk', '/v1/vacancies')).status).toBe(403);
    expect((await api.get('countyOffice', '/v1/vacancies/persons')).status).toBe(404);
    expect((await api.get('countyOffice', '/v1/vacancies/units?cursor=x')).status).toBe(422);
  });
});
