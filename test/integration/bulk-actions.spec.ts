import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { FireDueTimers } from '#engine';
import { PgBusinessClock } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { type Answer, personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { foldedAndStored } from '../support/api/folded.js';
import { county, type PersonName, seedCounty, village, villageElsewhere } from '../support/api/seed-county.js';
import { abroad } from '../support/authorisation/cast.js';

const problem = {
  type: 'villager-problem',
  title: '水渠漏水',
  text: '村口水渠漏水',
  villageCode: village,
  category: 'farmland-irrigation',
  urgency: 'normal',
};

interface Seen {
  readonly id: string;
  readonly version: number;
}

describe('bulk actions', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
    await seedCounty(api.dataSource, abroad);
    await api.dataSource.query(
      `INSERT INTO region (code, valid_from, county_code, name, kind)
       SELECT $1 || substr(code, 7), valid_from, $1, name, kind FROM region WHERE county_code = $2`,
      [abroad, county],
    );
  });
  afterAll(() => api.stop());

  const open = async (fields: Record<string, unknown> = {}): Promise<Seen> =>
    (await api.call('clerk', 'POST', '/v1/cases', { body: { ...problem, ...fields } })).body as Seen;
  const accepted = async (fields: Record<string, unknown> = {}): Promise<Seen> => {
    const { id } = await open(fields);
    const classified = { category: 'roads', urgency: 'normal', tier: 'B' };
    return (await api.act('townshipOffice', id, 'accept', classified)).body as Seen;
  };
  const dispatched = async (lead = 'water'): Promise<Seen> => {
    const { id } = await accepted();
    return (await api.act('countyOffice', id, 'dispatch', { lead: unitId(lead) })).body as Seen;
  };
  const act = (
    by: PersonName,
    action: string,
    cases: readonly Seen[],
    more: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> =>
    api.call(by, 'POST', `/v1/cases/actions/${action}`, {
      body: { cases: cases.map(({ id, version }) => ({ id, version })), ...more },
      headers,
    });
  const versionOf = async (id: string) =>
    ((await api.dataSource.query('SELECT version FROM cases WHERE id = $1', [id])) as { version: number }[])[0]!
      .version;
  const results = ({ body }: Answer) => body.results as { id: string; result: string; version?: number }[];

  it('says of each case what became of it, in the reader’s language', async () => {
    const [ready, waiting, moved, elsewhere] = [await accepted(), await open(), await accepted(), await accepted()];
    await api.act('clerk', moved.id, 'note', { text: '进展' });
    const theirs = (await api.call('countyOffice', 'POST', '/v1/cases', { body: { ...problem, villageCode: abroad + village.slice(6) } }, abroad)).body as Seen; // prettier-ignore
    const nobodys = { id: randomUUID(), version: 1 };
    const answer = await act('countyOffice', 'dispatch', [ready, waiting, moved, theirs, nobodys, elsewhere], {
      fields: { lead: unitId('water') },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      action: 'dispatch',
      dryRun: false,
      counts: { done: 2, refused: 1, stale: 1, 'not-found': 2, failed: 0 },
    });
    expect(answer.body.results).toEqual([
      { id: ready.id, result: 'done', version: 3, state: 'dispatched' },
      {
        id: waiting.id,
        result: 'refused',
        code: 'not-from-this-state',
        reason: 'The case is not in a state for this.',
      },
      { id: moved.id, result: 'stale', version: 3 },
      { id: theirs.id, result: 'not-found' },
      { id: nobodys.id, result: 'not-found' },
      { id: elsewhere.id, result: 'done', version: 3, state: 'dispatched' },
    ]);
    expect((await api.get('waterHandler', `/v1/cases/${ready.id}`)).body).toMatchObject({
      state: 'dispatched',
      version: 3,
    });
    for (const { id } of [ready, elsewhere]) {
      const { folded, stored } = await foldedAndStored(api, id);
      expect(folded).toEqual(stored);
    }
  });

  it('sees no more than its reader: of another village there is nothing', async () => {
    const { id, version } = (await api.call('clerkElsewhere', 'POST', '/v1/cases', { body: { ...problem, villageCode: villageElsewhere } })).body as Seen; // prettier-ignore
    expect(results(await act('leader', 'urge', [{ id, version }]))).toEqual([{ id, result: 'not-found' }]);
    expect(results(await act('otherLeader', 'urge', [{ id, version }]))).toMatchObject([{ result: 'done' }]);
  });

  it('keeps out who sits with the accused, case by case', async () => {
    const complaint = await accepted({ kind: 'complaint', accusedPerson: personId('secondOfOffice') });
    const other = await accepted();
    const answer = await act('countyOffice', 'urge', [complaint, other]);
    expect(results(answer).map(({ result }) => result)).toEqual(['not-found', 'done']);
    expect(await versionOf(complaint.id)).toBe(complaint.version);
  });

  it('decides all in a dry run, and writes nothing', async () => {
    const [one, other] = [await accepted(), await open()];
    const events = 'SELECT count(*)::int AS n FROM case_event';
    const before = await api.dataSource.query(events);
    const fields = { lead: unitId('water') };
    const foreseen = await act('countyOffice', 'dispatch', [one, other], { fields, dryRun: true });
    expect(foreseen.body).toMatchObject({ dryRun: true, counts: { done: 1, refused: 1 } });
    expect(await api.dataSource.query(events)).toEqual(before);
    const done = await act('countyOffice', 'dispatch', [one, other], { fields });
    expect(done.body.results).toEqual(foreseen.body.results);
  });

  it('names the wrong fields of the form', async () => {
    const one = await accepted();
    const answer = await act('countyOffice', 'dispatch', [one], { fields: { lead: 'nobody' } });
    expect(answer.body.results).toMatchObject([
      { id: one.id, result: 'refused', code: 'bad-fields', errors: [{ field: 'lead', code: 'format' }] },
    ]);
  });

  it('is open to the actions that the case type marks, and says so at each case', async () => {
    const one = await dispatched();
    const { body } = await api.get('countyOffice', `/v1/cases/${one.id}`);
    const marked = (body.actions as { name: string; bulk: boolean }[])
      .filter(({ bulk }) => bulk)
      .map(({ name }) => name);
    expect(marked.sort()).toEqual(['set-tier', 'transfer', 'urge']);
    for (const [action, code] of [
      ['note', 'one-at-a-time'],
      ['fly', 'unknown-action'],
    ] as const) {
      const answer = await act('countyOffice', action, [one], { fields: { text: '同一句话' } });
      expect(answer.body.results).toMatchObject([{ id: one.id, result: 'refused', code }]);
    }
  });

  it.each([
    ['no case', { cases: [] }],
    ['more than 500', { cases: Array.from({ length: 501 }, () => ({ id: randomUUID(), version: 1 })) }],
    ['a case twice', { cases: [1, 2].map((version) => ({ id: personId('clerk'), version })) }],
    ['no version', { cases: [{ id: randomUUID() }] }],
    ['an id that is none', { cases: [{ id: 'x', version: 1 }] }],
    ['null for a case', { cases: [null] }],
    ['a word for the cases', { cases: 'all' }],
    ['fields that are none', { cases: [{ id: randomUUID(), version: 1 }], fields: null }],
    ['a dry run that is none', { cases: [{ id: randomUUID(), version: 1 }], dryRun: 'yes' }],
  ])('refuses %s', async (_what, body) => {
    const answer = await api.call('countyOffice', 'POST', '/v1/cases/actions/urge', { body });
    expect([answer.status, answer.body.code]).toEqual([422, 'bad-fields']);
  });

  it('lets a case that cannot be decided hold up no other, and says that it failed', async () => {
    const [broken, sound] = [await dispatched(), await dispatched()];
    await api.dataSource.query(`UPDATE cases SET facts = facts || '{"applications": 1}' WHERE id = $1`, [broken.id]);
    const answer = await act('countyOffice', 'urge', [broken, sound]);
    expect(results(answer).map(({ result }) => result)).toEqual(['failed', 'done']);
    expect([await versionOf(broken.id), await versionOf(sound.id)]).toEqual([broken.version, sound.version + 1]);
    // it is whole again for the stories that follow
    await api.dataSource.query(`UPDATE cases SET facts = facts || '{"applications": []}' WHERE id = $1`, [broken.id]);
  });

  it('is done once for who asks twice with one key', async () => {
    const cases = [await dispatched(), await dispatched()];
    const headers = { 'idempotency-key': randomUUID() };
    const first = await act('countyOffice', 'urge', cases, {}, headers);
    const again = await act('countyOffice', 'urge', cases, {}, headers);
    expect(first.body.counts).toMatchObject({ done: 2 });
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('locks its cases in the order of their ids, however they are named', async () => {
    const [low, high] = [await dispatched(), await dispatched()].sort((a, b) => (a.id < b.id ? -1 : 1)) as [Seen, Seen];
    const runner = api.dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query('SELECT FROM cases WHERE id = $1 FOR UPDATE', [low.id]);
      const answer = act('supervisor', 'urge', [high, low]);
      const isWaiting = async (): Promise<boolean> => {
        const [{ n }] = (await api.dataSource.query(
          `SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        )) as [{ n: number }];
        return n > 0 || isWaiting();
      };
      await isWaiting();
      // it holds nothing behind the one that it waits for
      await runner.query('SELECT FROM cases WHERE id = $1 FOR UPDATE NOWAIT', [high.id]);
      await runner.rollbackTransaction();
      expect(results(await answer).map(({ id, result }) => [id, result])).toEqual([
        [high.id, 'done'],
        [low.id, 'done'],
      ]);
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      await runner.release();
    }
  });

  it('shares its cases with single actions, other bulk actions and the sweep: nothing is lost, nobody waits for ever', async () => {
    const cases: Seen[] = [];
    for (let i = 0; i < 30; i++) cases.push(await dispatched(i % 2 ? 'water' : 'roads'));
    // receipts are due: the sweep receives what nobody has
    await new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from('2026-11-25T09:00:00+08:00'));
    const sweep = api.app.get(FireDueTimers);
    const current = async () => Promise.all(cases.map(async ({ id }) => ({ id, version: await versionOf(id) })));
    let done = 0;
    const transfer = (lead: string) => ({ fields: { lead: unitId(lead), reason: '换单位' } });
    for (let round = 0; round < 4; round++) {
      const seen = await current();
      const backwards = [...seen].reverse();
      const answers = await Promise.all([
        act('countyOffice', 'transfer', seen, transfer('water')),
        act('secondOfOffice', 'transfer', backwards, transfer('roads')),
        act('supervisor', 'urge', backwards),
        sweep.untilNoneAreDue().then(() => null),
        ...seen.slice(0, 8).map(({ id }, i) => api.act('clerk', id, 'note', { text: `进展${i}` })),
      ]);
      const statuses = answers.flatMap((answer) => (answer ? [answer.status] : []));
      expect(statuses.filter((status) => ![200, 412].includes(status))).toEqual([]);
      const bulk = answers.slice(0, 3).flatMap((answer) => results(answer!));
      expect(bulk.filter(({ result }) => !['done', 'stale', 'refused'].includes(result))).toEqual([]);
      // of those that wanted the same version of a case, one had it
      const ids = bulk.filter(({ result }) => result === 'done').map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      done += ids.length;
    }
    expect(done).toBeGreaterThan(cases.length);
    for (const { id } of cases) {
      const { folded, stored } = await foldedAndStored(api, id);
      expect(folded).toEqual(stored);
    }
  }, 120_000);

  it('dispatches five hundred within a few seconds', async () => {
    const seen: Seen[] = [];
    for (let i = 0; i < 50; i++) seen.push(...(await Promise.all(Array.from({ length: 10 }, () => accepted()))));
    const began = performance.now();
    const answer = await act('countyOffice', 'dispatch', seen, {
      fields: { lead: unitId('water'), requirement: '本周内答复' },
    });
    expect(answer.body.counts).toMatchObject({ done: 500 });
    expect(performance.now() - began).toBeLessThan(5_000);
    const again = await act('countyOffice', 'dispatch', seen, { fields: { lead: unitId('water') } });
    expect(again.body.counts).toMatchObject({ stale: 500 });
  }, 120_000);
});
