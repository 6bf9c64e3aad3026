import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HandOver, type HandOverCommand } from '#engine';
import {
  PgAuditLog,
  PgCaseStore,
  PgDefinitions,
  PgDirectories,
  PgHandOvers,
  PgNumbering,
  PgTransactions,
} from '#persistence';
import { type Answer, personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { foldedAndStored } from '../support/api/folded.js';
import { county, idOf, type PersonName, village } from '../support/api/seed-county.js';

const problem = {
  type: 'villager-problem',
  title: '水渠漏水',
  text: '村口水渠漏水',
  villageCode: village,
  category: 'farmland-irrigation',
  urgency: 'normal',
};
/** All of them may handle for the water office. */
const handlers = ['waterHandler', 'waterHead', 'roadsHandler', 'roadsHead'] as const;

describe('hand-overs and actions on the same cases at once', () => {
  let api: TestApi;
  const cases: string[] = [];

  beforeAll(async () => {
    api = await startApi();
    for (const one of ['roadsHandler', 'roadsHead']) {
      await api.dataSource.query(
        `INSERT INTO posting (id, county_code, person_id, organisation_id, role, region_code, from_at)
         VALUES ($1, $2, $3, $4, 'handler', $2, '2020-01-01')`,
        [idOf(`water posting of ${one}`), county, idOf(`${county}/${one}`), unitId('water')],
      );
    }
    for (let i = 0; i < 24; i++) {
      const { body } = await api.call('clerk', 'POST', '/v1/cases', { body: problem });
      const id = body.id as string;
      await api.act('townshipOffice', id, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
      await api.act('countyOffice', id, 'dispatch', {
        lead: unitId('water'),
        handler: personId(handlers[i % handlers.length]!),
      });
      cases.push(id);
    }
  });
  afterAll(() => api.stop());

  const rows = async (sql: string, values: unknown[] = []) =>
    (await api.dataSource.query(sql, values)) as Record<string, unknown>[];
  const handOver = (from: PersonName, to: PersonName, body: object = { ends: [], cases: 'all' }) =>
    api.call('systemAdmin', 'POST', `/v1/persons/${personId(from)}/hand-over`, {
      body: { ...body, successorId: personId(to) },
    });

  it('loses nothing: each action happened or was refused, each case has somebody, its log is what it is', async () => {
    const pairs = handlers.flatMap((from) => handlers.filter((to) => to !== from).map((to) => [from, to] as const));
    const wishes: (() => Promise<['hand-over' | 'note' | 'transfer' | 'urge' | 'leave', Answer]>)[] = [];
    for (let i = 0; i < 50; i++) {
      const [from, to] = pairs[(i * 7) % pairs.length]!;
      wishes.push(async () => ['hand-over', await handOver(from, to)]);
      const id = cases[(i * 5) % cases.length]!;
      wishes.push(async () => ['note', await api.act('clerk', id, 'note', { text: `进展${i}` })]);
      const handler = personId(handlers[i % handlers.length]!);
      const lead = { lead: unitId('water'), handler, reason: '换人' };
      wishes.push(async () => ['transfer', await api.act('countyOffice', id, 'transfer', lead)]);
      if (i % 5 === 0) wishes.push(async () => ['urge', await api.act('supervisor', id, 'urge')]);
      // and several at once enter that the same person leaves for good
      if (i % 10 === 0) wishes.push(async () => ['leave', await handOver('roadsHead', 'waterHandler', {})]);
    }
    const answers = await Promise.all(wishes.map((wish) => wish()));

    const statuses = (kind: string) => answers.filter(([one]) => one === kind).map(([, { status }]) => status);
    for (const kind of ['hand-over', 'note', 'transfer', 'urge', 'leave']) {
      const strange = statuses(kind).filter((status) => ![200, 201, 409, 412].includes(status));
      expect([kind, strange]).toEqual([kind, []]);
    }
    // some of each kind really happened, and only one of those that let the same person leave
    expect(statuses('hand-over').filter((status) => status === 201).length).toBeGreaterThan(3);
    expect(statuses('note')).toContain(200);
    expect(statuses('leave').filter((status) => status === 201)).toHaveLength(1);

    for (const kind of ['note', 'transfer', 'urge']) {
      const [{ count }] = (await rows('SELECT count(*)::int AS count FROM case_event WHERE kind = $1', [kind])) as [
        { count: number },
      ];
      expect([kind, count]).toEqual([kind, statuses(kind).filter((status) => status === 200).length]);
    }
    for (const id of cases) {
      const { folded, stored } = await foldedAndStored(api, id);
      expect(folded).toEqual(stored);
      const [row] = await rows('SELECT version, lead_person_id FROM cases WHERE id = $1', [id]);
      const events = await rows('SELECT kind, data FROM case_event WHERE case_id = $1 ORDER BY id', [id]);
      expect(row).toEqual({ version: events.length, lead_person_id: stored.leadPersonId });
      // who hands a case over is the one who had it
      let holder: unknown = null;
      for (const { kind, data } of events as { kind: string; data: Record<string, unknown> }[]) {
        if (kind === 'hand-over') expect(data.from).toBe(holder);
        if (data.handler !== undefined) holder = data.handler;
      }
      expect((await api.get('supervisor', `/v1/cases/${id}`)).body.waitsOn.personIds).toHaveLength(1);
    }
    // who has left for good is named by nothing that was handed over
    expect(
      await rows(`SELECT FROM posting WHERE person_id = $1 AND to_at = 'infinity'`, [personId('roadsHead')]),
    ).toEqual([]);
    expect(await rows(`SELECT FROM hand_over WHERE state <> 'done'`)).toEqual([]);
    const [wrong] = await rows(
      `SELECT count(*)::int AS count FROM hand_over_item i
        WHERE i.kind = 'handler' AND NOT EXISTS (SELECT FROM case_event e WHERE e.case_id = i.case_id AND e.data->>'handOver' = i.hand_over_id::text)`,
    );
    expect(wrong).toEqual({ count: 0 });
    const digests = await rows(
      'SELECT hand_over_id FROM notification WHERE hand_over_id IS NOT NULL GROUP BY 1, person_id HAVING count(*) > 1',
    );
    expect(digests).toEqual([]);
  });

  it('goes on behind the last chunk when it was cut off, and moves each case once', async () => {
    const { app } = api;
    let left = 3;
    const cut = new (class extends PgCaseStore {
      override save(...parts: Parameters<PgCaseStore['save']>) {
        if (left-- === 0) throw new Error('pulled the plug');
        return super.save(...parts);
      }
    })((app.get(PgCaseStore) as unknown as { writer: ConstructorParameters<typeof PgCaseStore>[0] }).writer);
    const handOvers = (cases: PgCaseStore) =>
      new HandOver(
        app.get(PgTransactions),
        cases,
        app.get(PgHandOvers),
        app.get(PgDefinitions),
        app.get(PgDirectories),
        app.get(PgAuditLog),
        app.get(PgNumbering),
        2,
      );
    await handOver('waterHead', 'waterHandler');
    await handOver('roadsHandler', 'waterHandler');
    const command: HandOverCommand = {
      countyCode: county,
      wish: {
        personId: personId('waterHandler'),
        successorId: personId('waterHead'),
        ends: [],
        links: [],
        duties: [],
        cases: 'all',
        takers: {},
      },
      at: null,
      actor: { kind: 'person', personId: personId('countyOffice'), postings: [] },
      accountId: null,
      mayPassPostings: false,
    };
    await expect(handOvers(cut).execute(command)).rejects.toThrow('pulled the plug');
    const [running] = await rows(`SELECT id FROM hand_over WHERE state = 'running'`);
    const moved = () =>
      rows(`SELECT case_id, count(*)::int AS times FROM case_event WHERE data->>'handOver' = $1 GROUP BY 1`, [
        running!.id,
      ]);
    expect(await moved()).toHaveLength(6);

    expect(await handOvers(app.get(PgCaseStore)).untilNoneAreDue()).toBe(1);
    const all = await moved();
    expect([all.length, new Set(all.map(({ times }) => times))]).toEqual([24, new Set([1])]);
    const [digest] = await rows('SELECT person_id, cases FROM notification WHERE hand_over_id = $1', [running!.id]);
    expect(digest).toEqual({ person_id: personId('waterHead'), cases: 24 });
    expect(await rows(`SELECT FROM hand_over WHERE state <> 'done'`)).toEqual([]);
  });
});
