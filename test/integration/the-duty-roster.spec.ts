import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { chinese, duty, elsewhere, errors, registersOf, township } from '../support/api/registers.js';
import { county } from '../support/api/seed-county.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
const { post } = registersOf(() => api);

interface Gap {
  readonly region: { readonly code: string };
  readonly organisation: { readonly name: string } | null;
  readonly role: string;
  readonly from: string;
  readonly to: string;
}

describe('the duty roster', () => {
  it('is kept by the county office, and by a township office inside its township', async () => {
    expect((await post('countyOffice', 'duty-roster', duty())).status).toBe(201);
    expect((await post('townshipOffice', 'duty-roster', duty())).status).toBe(403);
    expect((await post('townshipOffice', 'duty-roster', duty({ regionCode: elsewhere }))).status).toBe(403);
    const own = await post(
      'townshipOffice',
      'duty-roster',
      duty({ personId: personId('townshipOffice'), regionCode: township }),
    );
    expect(own).toMatchObject({ status: 201, body: { regionName: '中房镇', organisation: null } });
    const ofUnit = await post(
      'countyOffice',
      'duty-roster',
      duty({ personId: personId('waterHead'), organisationId: unitId('water') }),
    );
    expect(ofUnit).toMatchObject({ status: 201, body: { organisation: { name: '县水利局' } } });
    const twice = await post(
      'countyOffice',
      'duty-roster',
      duty({ from: '2026-11-25T07:00:00+08:00', to: '2026-11-26T07:00:00+08:00' }),
    );
    expect([twice.status, errors(twice)]).toEqual([409, [['from', 'overlaps-itself']]]);
  });

  it('says who is on duty at any instant at each level, and where nobody is', async () => {
    const { body } = await api.get('townshipOffice', '/v1/duty?at=2026-11-24T12:00:00%2B08:00');
    const [ofCounty, ofTownship, ...others] = body.levels;
    expect(others).toEqual([]);
    expect(ofCounty).toMatchObject({
      region: { code: county },
      leader: [{ person: { id: personId('chief') } }],
      head: [{ person: { id: personId('leader') }, to: '2026-11-25T08:00:00+08:00' }],
      officer: [],
    });
    expect(ofTownship).toMatchObject({
      region: { code: township },
      leader: [],
      head: [{ person: { id: personId('townshipOffice') } }],
    });
    expect(body.units).toEqual([expect.objectContaining({ organisation: { id: unitId('water'), name: '县水利局' } })]);
    const before = await api.get('countyOffice', '/v1/duty?at=2026-11-24T07:59:59%2B08:00');
    expect(before.body.levels[0].head).toEqual([]);
  });

  it('shows its gaps, to the instant, for each level and role', async () => {
    const query = 'from=2026-11-24T00:00:00%2B08:00&to=2026-11-26T00:00:00%2B08:00';
    const { body } = await api.get('townshipOffice', `/v1/duty/gaps?${query}`);
    const of = (code: string, role: string) =>
      body.items
        .filter((gap: Gap) => !gap.organisation && gap.region.code === code && gap.role === role)
        .map(({ from, to }: { from: string; to: string }) => [from.slice(5, 16), to.slice(5, 16)]);
    expect(of(county, 'leader')).toEqual([]);
    expect(of(county, 'head')).toEqual([
      ['11-24T00:00', '11-24T08:00'],
      ['11-25T08:00', '11-26T00:00'],
    ]);
    expect(of(county, 'officer')).toEqual([['11-24T00:00', '11-26T00:00']]);
    expect(of(township, 'leader')).toEqual([['11-24T00:00', '11-26T00:00']]);
    expect(body.count).toBe(body.items.length);
    const whole = await api.get('countyOffice', `/v1/duty/gaps?${query}`);
    expect(
      new Set(whole.body.items.map(({ region }: { region: { code: string } }) => region.code)).size,
    ).toBeGreaterThan(10);
  });

  it('shows the gaps of units that keep a roster, and of another one only where it is asked for', async () => {
    const query = 'from=2026-11-24T00:00:00%2B08:00&to=2026-11-26T00:00:00%2B08:00';
    const gaps = async (more = '') =>
      (await api.get('countyOffice', `/v1/duty/gaps?${query}${more}`)).body.items as Gap[];
    const ofUnits = (await gaps()).filter(({ organisation }) => organisation);
    expect(ofUnits.map(({ organisation, region, role, from, to }) => [organisation!.name, region.code, role, from.slice(5, 16), to.slice(5, 16)])).toEqual([
      ['县水利局', county, 'head', '11-24T00:00', '11-24T08:00'],
      ['县水利局', county, 'head', '11-25T08:00', '11-26T00:00'],
    ]); // prettier-ignore
    expect(await gaps(`&organisation=${unitId('water')}`)).toEqual(ofUnits);
    expect((await gaps(`&organisation=${unitId('roads')}`)).map(({ role }) => role)).toEqual([
      'leader',
      'head',
      'officer',
    ]);
    const unknown = await api.get('countyOffice', `/v1/duty/gaps?${query}&organisation=${personId('chief')}`);
    expect(errors(unknown)).toEqual([['organisation', 'unknown-organisation']]);
  });

  it('refuses windows and instants that make no sense', async () => {
    for (const [query, expected] of [
      ['from=2026-11-24T00:00:00Z&to=2026-11-23T00:00:00Z', ['to', 'ends-before-it-begins']],
      ['to=2036-11-23T00:00:00Z', ['to', 'too-many']],
      ['from=tomorrow', ['from', 'not-an-instant']],
    ] as const)
      expect(errors(await api.get('countyOffice', `/v1/duty/gaps?${query}`))).toEqual([expected]);
    expect(errors(await api.get('countyOffice', '/v1/duty?at=now'))).toEqual([['at', 'not-an-instant']]);
    const endless = await post('countyOffice', 'duty-roster', { ...duty(), to: undefined }, chinese);
    expect([endless.status, errors(endless), endless.body.errors[0].message]).toEqual([
      422,
      [['to', 'required']],
      '请填写',
    ]);
  });

  it('is not the administrators’ to read', async () => {
    expect((await api.get('systemAdmin', '/v1/duty')).status).toBe(403);
    expect((await api.get('systemAdmin', '/v1/duty-roster')).status).toBe(403);
  });
});
