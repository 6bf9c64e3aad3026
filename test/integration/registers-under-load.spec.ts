import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EnterRecords, type EnterRecordsCommand } from '#engine';
import { PgDirectories, PgTransactions, RegisterPages } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { county, idOf, seedCounty, village } from '../support/api/seed-county.js';

const freeVillage = '350123103202';
const other = '350124';
const ms = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await seedCounty(api.dataSource, other);
});
afterAll(() => api.stop());

const principals = () =>
  api.dataSource.query(
    `SELECT l.id FROM link l WHERE l.village_code = $1 AND l.principal AND EXISTS (
       SELECT 1 FROM link k WHERE k.id <> l.id AND k.village_code = l.village_code AND k.principal
          AND tstzrange(k.from_at, k.to_at) && tstzrange(l.from_at, l.to_at))`,
    [freeVillage],
  ) as Promise<object[]>;

describe('one principal leader a village', () => {
  const link = (from: string, to: string | null, person: 'leader' | 'otherLeader' | 'chief' = 'leader') => ({
    ...{ personId: personId(person), villageCode: freeVillage, role: 'leader', principal: true, from, to },
  });

  it('holds when twenty are entered at once: one gets it, the others are told of it', async () => {
    const people = ['leader', 'otherLeader', 'chief'] as const;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        api.call('countyOffice', 'POST', '/v1/links', {
          body: link('2026-03-01T00:00:00+08:00', i % 2 ? null : '2026-09-01T00:00:00+08:00', people[i % 3]),
        }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(19).fill(409)]);
    expect(await principals()).toEqual([]);
  });

  it('is kept by the database itself, for terms that have an end too', async () => {
    const insert = (id: string, person: 'leader' | 'chief', from: string, to: string) =>
      api.dataSource.query(
        `INSERT INTO link (id, county_code, person_id, village_code, role, principal, from_at, to_at)
         VALUES ($1, $2, $3, $4, 'leader', true, $5, $6)`,
        [idOf(id), county, personId(person), '350123103203', from, to],
      );
    await insert('first', 'leader', '2026-01-01', '2026-06-01');
    await insert('next', 'chief', '2026-06-01', '2026-07-01');
    await expect(insert('inside', 'chief', '2026-02-01', '2026-03-01')).rejects.toThrow('link_one_principal');
    await expect(insert('over the edge', 'leader', '2026-06-30', 'infinity')).rejects.toThrow('link_one_principal');
    await expect(
      api.dataSource.query(`UPDATE link SET to_at = '2026-06-02' WHERE id = $1`, [idOf('first')]),
    ).rejects.toThrow('link_one_principal');
  });
});

describe('many entries at once, as a workbook brings them', () => {
  const enter = (command: Partial<EnterRecordsCommand<'posting'>> & Pick<EnterRecordsCommand<'posting'>, 'entries'>) =>
    api.app.get(PgTransactions).run((tx) =>
      api.app.get(EnterRecords).execute(tx, {
        ...{ countyCode: county, register: 'posting' },
        registrar: {
          ...{ personId: personId('systemAdmin'), accountId: null },
          postings: [{ ...entry('systemAdmin'), id: 'own', role: 'system-admin' }],
        },
        ...command,
      }),
    );
  const entry = (person: Parameters<typeof personId>[0], of: object = {}) => ({
    ...({ personId: personId(person), organisationId: unitId('roads'), role: 'handler', rank: null } as const),
    ...{ regionCode: county, from: ms('2026-01-01T00:00:00Z'), to: Infinity },
    ...of,
  });
  const count = async () =>
    (
      (await api.dataSource.query('SELECT count(*)::int AS n FROM posting WHERE organisation_id = $1', [
        unitId('roads'),
      ])) as {
        n: number;
      }[]
    )[0]!.n;
  const entries = [
    entry('waterHead'),
    entry('waterHead', { from: ms('2026-05-01T00:00:00Z') }),
    entry('waterHandler', { regionCode: '350123999' }),
    entry('waterHandler'),
    entry('systemAdmin'),
  ];
  const outcomes = ['entered', 'refused', 'refused', 'entered', 'not-allowed'];

  it('are judged one by one, each with those before it; a dry run writes nothing', async () => {
    const before = await count();
    const planned = await enter({ entries, dryRun: true });
    expect(planned.map(({ kind }) => kind)).toEqual(outcomes);
    expect(planned[1]).toMatchObject({ problems: [{ field: 'from', code: 'overlaps-itself' }] });
    expect(await count()).toBe(before);
    expect((await enter({ entries })).map(({ kind }) => kind)).toEqual(outcomes);
    expect(await count()).toBe(before + 2);
    expect((await enter({ entries })).map(({ kind }) => kind)).toEqual([
      ...['refused', 'refused', 'refused', 'refused', 'not-allowed'],
    ]);
  });

  it('are known at once to whoever asks who holds what', async () => {
    const directory = await api.app.get(PgTransactions).read((tx) => api.app.get(PgDirectories).of(tx, county));
    const held = directory.postingsOf(personId('waterHead'), Temporal.Instant.from('2026-11-23T09:00:00+08:00'));
    expect(held.map(({ role }) => role).sort()).toEqual(['handler', 'head']);
  });
});

describe('two counties in one installation', () => {
  it('see and change nothing of each other’s registers', async () => {
    const foreign = personId('waterHead', other);
    const there = await api.call('countyOffice', 'GET', `/v1/persons?limit=500`, {}, other);
    expect(there.body.items.map(({ id }: { id: string }) => id)).toContain(foreign);
    const here = await api.get('countyOffice', '/v1/persons?limit=500');
    expect(here.body.items.map(({ id }: { id: string }) => id)).not.toContain(foreign);
    for (const path of [
      `persons/${foreign}`,
      `organisations/${unitId('water', other)}`,
      `organisations/${unitId('water', other)}/accountability`,
    ])
      expect([path, (await api.get('systemAdmin', `/v1/${path}`)).status]).toEqual([path, 404]);
    const rename = { body: { name: '演示·某人' }, headers: { 'if-match': '"1"' } };
    expect((await api.call('systemAdmin', 'PATCH', `/v1/persons/${foreign}`, rename)).status).toBe(404);
    const borrowed = { personId: foreign, villageCode: village, role: 'cadre', from: '2026-01-01T00:00:00Z' };
    const refused = await api.call('countyOffice', 'POST', '/v1/links', { body: borrowed });
    expect([refused.status, refused.body.errors[0].code]).toEqual([422, 'unknown-person']);
  });
});

describe('lists of a large county', () => {
  beforeAll(async () => {
    await api.dataSource.query(
      `INSERT INTO person (id, county_code, name)
       SELECT gen_random_uuid(), $1, '演示·' || chr(19968 + n % 3000) || n FROM generate_series(1, 20000) n`,
      [county],
    );
    await api.dataSource.query(
      `INSERT INTO posting (id, county_code, person_id, organisation_id, role, region_code, from_at)
       SELECT gen_random_uuid(), $1, id, $2, 'volunteer', $1, timestamptz '2020-01-01' + row_number() OVER () * interval '1 hour'
         FROM person p WHERE county_code = $1 AND NOT EXISTS (SELECT FROM posting held WHERE held.person_id = p.id)`,
      [county, unitId('office')],
    );
    await api.dataSource.query('ANALYZE person; ANALYZE posting');
  });

  /** How the database would find a page, as its planner tells. */
  const planOf = (register: 'person' | 'posting', cursor?: string) =>
    api.app.get(PgTransactions).read(async (tx) => {
      const plans: string[] = [];
      const { manager } = tx as unknown as { manager: { query(sql: string, values: unknown[]): Promise<object[]> } };
      const explaining = {
        query: async (sql: string, values: unknown[]) => {
          const rows = (await manager.query(`EXPLAIN ${sql}`, values)) as { 'QUERY PLAN': string }[];
          plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
          return sql.includes('AS counted') ? [{ count: 0 }] : [];
        },
      };
      const reader = { countyCode: county, area: 'county' as const, keepsPersons: false };
      await new RegisterPages().page({ ...tx, manager: explaining } as never, register, reader, {
        ...{ filter: {}, limit: 50, cursor },
      });
      return plans.at(-1)!;
    });

  it.each([
    ['person', 'person_by_shown_name'],
    ['posting', 'posting_by_term'],
  ] as const)('of every %s ride on an index, from the first page and from any other', async (register, index) => {
    const first = await api.get('countyOffice', `/v1/${register}s?limit=50`);
    expect([first.body.items.length, first.body.more]).toEqual([50, true]);
    for (const cursor of [undefined, first.body.nextCursor as string]) {
      const plan = await planOf(register, cursor);
      expect(plan).toContain(index);
      expect(plan).not.toMatch(/Seq Scan on (person|posting) r\b/);
    }
  });
});
