import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import {
  chinese,
  elsewhere,
  errors,
  ifMatch,
  link,
  nobody,
  posting,
  registersOf,
  township,
} from '../support/api/registers.js';
import { county, village, villageElsewhere, type PersonName } from '../support/api/seed-county.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
const { audited, end, patch, post, someone } = registersOf(() => api);

describe('postings', () => {
  it('begin, end and stay as history; who holds a role when is found by instant', async () => {
    const person = await someone();
    const entered = await post('systemAdmin', 'postings', posting(person, { role: 'leader', rank: 'deputy' }));
    expect(entered).toMatchObject({
      status: 201,
      body: { person: { id: person }, organisation: { name: '县水利局' }, role: 'leader', rank: 'deputy', to: null },
    });
    const ended = await end('systemAdmin', 'postings', entered);
    expect(ended.body).toMatchObject({
      from: '2026-01-01T00:00:00+08:00',
      to: '2026-11-23T09:00:00+08:00',
      version: 2,
    });
    const held = async (at: string) =>
      (await api.get('countyOffice', `/v1/postings?person=${person}&at=${encodeURIComponent(at)}`)).body
        .count as number;
    expect([await held('2026-11-23T08:59:59+08:00'), await held('2026-11-23T09:00:00+08:00')]).toEqual([1, 0]);
    expect((await api.get('countyOffice', `/v1/postings?person=${person}`)).body.count).toBe(1);
    expect((await api.get('countyOffice', `/v1/postings?person=${person}&current=true`)).body.count).toBe(0);
    const again = await end('systemAdmin', 'postings', ended);
    expect([again.status, errors(again)]).toEqual([409, [['at', 'ended-already']]]);
  });

  it('are open to their holder at once', async () => {
    const dutyless = await api.get('clerk', '/v1/supervision-orders');
    expect(dutyless.status).toBe(403);
    const entered = await post(
      'systemAdmin',
      'postings',
      posting(personId('clerk'), { role: 'handler', organisationId: unitId('township'), regionCode: township }),
    );
    expect((await api.get('clerk', '/v1/supervision-orders')).status).toBe(200);
    await end('systemAdmin', 'postings', entered);
    expect((await api.get('clerk', '/v1/supervision-orders')).status).toBe(403);
  });

  it('that have not begun are withdrawn, and the audit log says what they were', async () => {
    const person = await someone();
    const entered = await post('systemAdmin', 'postings', posting(person, { from: '2027-01-01T00:00:00+08:00' }));
    expect((await end('systemAdmin', 'postings', entered)).body).toEqual({ id: entered.body.id, withdrawn: true });
    expect((await api.get('systemAdmin', `/v1/postings/${entered.body.id}`)).status).toBe(404);
    expect((await audited(entered.body.id)).at(-1)!.data).toMatchObject({
      ...{ change: 'withdrawn', personId: person, role: 'handler', from: '2026-12-31T16:00:00Z', to: null },
    });
  });

  it('are corrected by whoever saw them last; the log keeps what stood there', async () => {
    const entered = await post('systemAdmin', 'postings', posting(await someone()));
    const path = `/v1/postings/${entered.body.id}`;
    expect((await api.call('systemAdmin', 'PATCH', path, { body: { role: 'head' } })).status).toBe(428);
    const corrected = await patch('systemAdmin', 'postings', entered, {
      role: 'head',
      to: '2027-01-01T00:00:00+08:00',
    });
    expect(corrected.body).toMatchObject({ role: 'head', to: '2027-01-01T00:00:00+08:00', version: 2 });
    expect((await patch('systemAdmin', 'postings', entered, { role: 'handler' })).status).toBe(412);
    expect((await patch('systemAdmin', 'postings', corrected, { role: null })).status).toBe(422);
    expect((await patch('systemAdmin', 'postings', corrected, { to: null })).body).toMatchObject({
      to: null,
      version: 3,
    });
    const [, log] = await audited(entered.body.id);
    expect(log!.data).toEqual({
      ...{ change: 'corrected', fields: { role: ['handler', 'head'], to: [null, '2026-12-31T16:00:00Z'] } },
    });
  });

  it.each<[string, object, [string, string][]]>([
    ['nobody', { personId: nobody }, [['personId', 'unknown-person']]],
    ['a unit that is not there', { organisationId: nobody }, [['organisationId', 'unknown-organisation']]],
    ['a place that is not there', { regionCode: '350123999' }, [['regionCode', 'unknown-region']]],
    ['a clerk for a township', { role: 'village-clerk', regionCode: township }, [['regionCode', 'region-too-wide']]],
    ['a rank for a handler', { rank: 'chief' }, [['rank', 'rank-of-leaders-only']]],
    ['a term that ends first', { to: '2025-01-01T00:00:00+08:00' }, [['to', 'ends-before-it-begins']]],
    ['no instant', { from: '2026-01-01' }, [['from', 'not-an-instant']]],
    ['a year that nobody means', { from: '1926-01-01T00:00:00Z' }, [['from', 'out-of-range']]],
    ['an unknown role', { role: 'king' }, [['role', 'enum']]],
  ])('are refused for %s', async (_what, of, expected) => {
    const answer = await post('systemAdmin', 'postings', posting(personId('waterHead'), of));
    expect([answer.status, errors(answer)]).toEqual([422, expected]);
  });

  it('of a village’s clerk are the township office’s, in its own township', async () => {
    const clerk = { role: 'village-clerk', organisationId: unitId('township'), regionCode: village };
    const person = await someone();
    const entered = await post('townshipOffice', 'postings', posting(person, clerk));
    expect(entered.status).toBe(201);
    expect((await end('townshipOffice', 'postings', entered)).status).toBe(200);
    const elsewhereToo = posting(person, { ...clerk, regionCode: villageElsewhere });
    const other = posting(person, { ...clerk, role: 'field-cadre' });
    expect((await post('townshipOffice', 'postings', elsewhereToo)).status).toBe(403);
    expect((await post('townshipOffice', 'postings', other)).status).toBe(403);
    const widened = await patch('townshipOffice', 'postings', entered, {
      role: 'township-office',
      regionCode: township,
    });
    expect(widened.status).toBe(403);
  });

  it('of the last county supervisor do not end before somebody follows', async () => {
    const [held] = (await api.get('systemAdmin', `/v1/postings?person=${personId('supervisor')}`)).body.items as {
      id: string;
    }[];
    const read = await api.get('systemAdmin', `/v1/postings/${held!.id}`);
    const refused = await api.call('systemAdmin', 'POST', `/v1/postings/${held!.id}/end`, {
      body: {},
      headers: { ...ifMatch(read), ...chinese },
    });
    expect([refused.status, errors(refused)]).toEqual([409, [['to', 'last-holder']]]);
    expect(refused.body.errors[0].message).toContain('请先安排接任的人');
    const next = posting(await someone(), { role: 'supervisor', organisationId: unitId('supervision') });
    // nor does who follows from a day ahead withdraw again, once the first one's end is entered
    const day = '2026-12-01T00:00:00+08:00';
    const follows = await post('systemAdmin', 'postings', { ...next, from: day });
    expect(follows.status).toBe(201);
    const at = (one: Answer, body: object) =>
      api.call('systemAdmin', 'POST', `/v1/postings/${one.body.id as string}/end`, { body, headers: ifMatch(one) });
    expect((await at(read, { at: day })).status).toBe(200);
    const withdrawn = await at(follows, { at: day });
    expect([withdrawn.status, errors(withdrawn)]).toEqual([409, [['at', 'last-holder']]]);
    expect((await post('systemAdmin', 'postings', { ...next, personId: await someone() })).status).toBe(201);
    expect((await at(follows, { at: day })).body).toEqual({ id: follows.body.id, withdrawn: true });
  });

  it('are given to nobody by themselves', async () => {
    const own = posting(personId('systemAdmin'), { role: 'county-office', organisationId: unitId('office') });
    expect(await post('systemAdmin', 'postings', own)).toMatchObject({ status: 403, body: { code: 'own-posting' } });
  });

  it('are read by a township for itself and the county, not for another township', async () => {
    const regions = async (by: PersonName) => {
      const { body } = await api.get(by, '/v1/postings?limit=500');
      return new Set((body.items as { regionCode: string }[]).map(({ regionCode }) => regionCode.slice(0, 9)));
    };
    expect(await regions('clerk')).toEqual(new Set([county, township]));
    expect(await regions('countyOffice')).toEqual(new Set([county, township, elsewhere]));
    const [there] = (await api.get('countyOffice', `/v1/postings?region=${elsewhere}`)).body.items as { id: string }[];
    expect((await api.get('clerk', `/v1/postings/${there!.id}`)).status).toBe(404);
    const names = (await api.get('clerk', '/v1/persons?limit=500')).body.items as { name: string }[];
    expect(names.some(({ name }) => name === '演示·clerkElsewhere')).toBe(false);
  });
});

describe('links', () => {
  it('tie many persons to many villages over time', async () => {
    const person = await someone();
    for (const code of [village, villageElsewhere])
      expect((await post('countyOffice', 'links', link(person, { villageCode: code }))).status).toBe(201);
    const mine = await api.get('countyOffice', `/v1/links?person=${person}`);
    expect(mine.body.items.map(({ villageCode }: { villageCode: string }) => villageCode).sort()).toEqual([
      village,
      villageElsewhere,
    ]);
    const [one] = mine.body.items as { id: string; version: number }[];
    const read = await api.get('countyOffice', `/v1/links/${one!.id}`);
    const ended = await end('countyOffice', 'links', read);
    expect(ended.body.to).toBe('2026-11-23T09:00:00+08:00');
    const back = await post(
      'countyOffice',
      'links',
      link(person, { villageCode: read.body.villageCode, from: ended.body.to }),
    );
    expect(back.status).toBe(201);
    expect((await api.get('countyOffice', `/v1/links?person=${person}`)).body.count).toBe(3);
  });

  it('have one principal leader a village at a time; the next one takes over to the instant', async () => {
    const first = (await api.get('countyOffice', `/v1/links?region=${village}&role=leader`)).body.items[0] as {
      id: string;
    };
    const next = link(personId('chief'), {
      villageCode: village,
      role: 'leader',
      principal: true,
      from: '2026-12-01T00:00:00+08:00',
    });
    const refused = await post('countyOffice', 'links', next, chinese);
    expect([refused.status, errors(refused)]).toEqual([409, [['principal', 'another-principal']]]);
    expect(refused.body.errors[0].message).toContain(first.id);
    const held = await api.get('countyOffice', `/v1/links/${first.id}`);
    await end('countyOffice', 'links', held, '2026-12-01T00:00:00+08:00');
    expect((await post('countyOffice', 'links', next)).status).toBe(201);
  });

  it('are the county office’s alone', async () => {
    for (const by of ['systemAdmin', 'townshipOffice', 'clerk', 'leader'] as const)
      expect([by, (await post(by, 'links', link(personId('chief')))).status]).toEqual([by, 403]);
    expect((await api.call(null, 'POST', '/v1/links', { body: link(personId('chief')) })).status).toBe(401);
  });
});
