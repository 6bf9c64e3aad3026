import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BeginMigration, RunMigration } from '#engine';
import { PgDefinitions, PgTransactions } from '#persistence';
import { type Answer, personId, startApi, type TestApi } from '../support/api/api.js';
import { foldedAndStored } from '../support/api/folded.js';
import { county, seedCounty, village } from '../support/api/seed-county.js';
import { errand, errandPolicy, laterErrand, laterErrandPolicy } from '../support/definitions/errand.js';

/** The later version has no state "done" any more: what is there cannot come along. */
const withoutDone = laterErrand
  .replace(/ {2}done:\n(?: {4}.*\n)+/, '')
  .replace('    to: done\n', '    to: closed\n')
  .replace(/ {2}look:\n(?: {4}.*\n)+/, '')
  .replace(/ {2}looking: .*\n/, '');
const policyWithoutDone = laterErrandPolicy.replace('  looking: 2wd\n', '');

describe('[design §5] open cases come onto another version of their type', () => {
  let api: TestApi;
  let first: string;
  let second: string;
  beforeAll(async () => {
    api = await startApi({ workers: true });
    first = await put(errand, errandPolicy);
  }, 30_000);
  afterAll(() => api.stop());

  /** Sends a type with its policy and lets both come into force. */
  async function put(caseType: string, policy: string): Promise<string> {
    const { body } = await api.call('systemAdmin', 'POST', '/v1/case-types', { body: { caseType, policy } });
    const path = `/v1/case-types/errand/versions/${body.id}/activation`;
    const activated = await api.call('systemAdmin', 'POST', path, { body: { policy: body.policy.id } });
    if (activated.status > 201) throw new Error(JSON.stringify(activated.body));
    return body.id as string;
  }
  const open = async () =>
    (await api.call('clerk', 'POST', '/v1/cases', { body: { type: 'errand', title: '跑一趟', villageCode: village } })).body.id as string; // prettier-ignore
  const migrate = (body: object) => api.call('systemAdmin', 'POST', '/v1/case-types/errand/migrations', { body });
  const get = (path: string) => api.get('systemAdmin', `/v1/case-types/errand/migrations${path}`);
  const over = async (begun: Answer) => {
    expect([begun.status, begun.body]).toMatchObject([202, {}]);
    for (;;) {
      const { body } = await get(`/${begun.body.id}`);
      if (body.state !== 'running') return body;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const rowOf = async (id: string) =>
    (await api.dataSource.query('SELECT type_version_id, version, state FROM cases WHERE id = $1', [id]))[0];
  const timersOf = (id: string, clock: string) =>
    api.dataSource.query('SELECT step, deadline_version, decision FROM timer WHERE case_id = $1 AND clock = $2 ORDER BY fire_at', [id, clock]); // prettier-ignore

  it('none moves by a new version alone, and the dry run moves none either', async () => {
    const id = await open();
    second = await put(laterErrand, laterErrandPolicy);
    expect((await rowOf(id)).type_version_id).toBe(first);
    const foreseen = await over(await migrate({ dryRun: true }));
    expect(foreseen).toMatchObject({ dryRun: true, state: 'done', casesExpected: 1, moved: 1, stayed: 0, stays: [] });
    const { body } = await get(`/${foreseen.id}/cases`);
    expect(body.items).toMatchObject([
      {
        ...{ moves: true, fromVersionId: first, obstacles: [] },
        clocks: [{ clock: 'confirming', why: 'starts', from: null, to: '2026-11-24T17:30:00+08:00' }],
      },
    ]);
    expect(await rowOf(id)).toMatchObject({ type_version_id: first, version: 1 });
  }, 30_000);

  it('moves with its log: what it is stays, a clock of the version starts, and the log folds to it', async () => {
    const [row] = await api.dataSource.query(`SELECT id FROM cases WHERE type_version_id = $1`, [first]);
    const { id } = row as { id: string };
    const doing = await timersOf(id, 'doing');
    expect(await over(await migrate({}))).toMatchObject({ state: 'done', moved: 1, stayed: 0 });
    expect(await rowOf(id)).toEqual({ type_version_id: second, version: 2, state: 'asked' });
    expect(await timersOf(id, 'doing')).toEqual(doing);
    // a reminder a working day before would lie before its start
    expect(await timersOf(id, 'confirming')).toMatchObject([{ step: 'due' }, { step: '+1wd' }]);
    const { body } = await api.get('countyOffice', `/v1/cases/${id}`);
    expect(body.clocks.map(({ clock, status }: Record<string, string>) => [clock, status]).sort()).toEqual([['confirming', 'running'], ['doing', 'running']]); // prettier-ignore
    expect(body.events.at(-1)).toMatchObject({
      ...{ kind: 'migrated', from: 'asked', to: 'asked', actor: { personId: personId('systemAdmin') } },
      data: { from: first, to: second },
    });
    const { folded, stored } = await foldedAndStored(api, id);
    expect(folded).toEqual(stored);
    // once is enough
    expect(await over(await migrate({}))).toMatchObject({ casesExpected: 0, moved: 0 });
  }, 30_000);

  it('stays with the reason where the version does not know its state, and the others move', async () => {
    const [stays, moves] = [await open(), await open()];
    await api.act('countyOffice', stays, 'do');
    const { body: sent } = await api.call('systemAdmin', 'POST', '/v1/case-types', { body: { caseType: withoutDone, policy: policyWithoutDone } }); // prettier-ignore
    // its own policy would leave the clock of those that stay without a span: the policy in force carries both
    await api.call('systemAdmin', 'POST', `/v1/case-types/errand/versions/${sent.id}/activation`, { body: {} });
    const done = await over(await migrate({}));
    expect(done).toMatchObject({
      ...{ stayed: 1, casesExpected: done.moved + 1 },
      stays: [{ code: 'state-gone', name: 'done', cases: 1, reason: 'The version has no state done' }],
    });
    const { body } = await get(`/${done.id}/cases?staying=true`);
    const [{ number }] = (await api.dataSource.query('SELECT number FROM cases WHERE id = $1', [stays])) as [{ number: string }]; // prettier-ignore
    expect(body).toMatchObject({ items: [{ number, moves: false }], nextCursor: null });
    expect((await rowOf(stays)).type_version_id).toBe(second);
    expect((await rowOf(moves)).type_version_id).toBe(sent.id);
    // it goes on under its own version
    expect((await api.act('supervisor', stays, 'look')).body.state).toBe('closed');
    second = sent.id;
  }, 30_000);

  it('a case that is acted on meanwhile is acted on once, and moved', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, open));
    const back = await put(laterErrand, laterErrandPolicy);
    const [done, ...acts] = await Promise.all([
      migrate({}).then(over),
      ...ids.map((id) => api.act('countyOffice', id, 'do')),
    ]);
    expect(done.state).toBe('done');
    for (const { status } of acts) expect([200, 412]).toContain(status);
    for (const [i, id] of ids.entries()) {
      const acted = acts[i]!.status === 200;
      const row = await rowOf(id);
      expect([row.state, row.type_version_id]).toEqual(acted ? [expect.stringMatching(/done|closed/), expect.any(String)] : ['asked', back]); // prettier-ignore
      const { folded, stored } = await foldedAndStored(api, id);
      expect(folded).toEqual(stored);
    }
  }, 30_000);

  it('two runs at once move each case once; one that was cut off goes on behind what it did', async () => {
    const ids = await Promise.all(Array.from({ length: 7 }, open));
    const to = await put(laterErrand.replace('en: Errand', 'en: Small errand'), laterErrandPolicy);
    const [transactions, begin, run] = [PgTransactions, BeginMigration, RunMigration].map((one) => api.app.get(one as never)) as [PgTransactions, BeginMigration, RunMigration]; // prettier-ignore
    const by = { countyCode: county, personId: null, accountId: null };
    const begun = await transactions.run((tx) => begin.execute(tx, by, { code: 'errand', toVersionId: null, dryRun: false })); // prettier-ignore
    if (begun.kind !== 'begun') throw new Error(begun.kind);
    let batches = 0;
    const cut = await run.execute(begun.migration.id, { batch: 2, stops: () => ++batches > 2 });
    expect(cut.kind).toBe('put-off');
    const again = await transactions.run((tx) => begin.execute(tx, by, { code: 'errand', toVersionId: to, dryRun: false })); // prettier-ignore
    expect([again.kind, again.kind === 'goes-on' && again.migration.id]).toEqual(['goes-on', begun.migration.id]);
    const both = await Promise.all([1, 2].map(() => run.execute(begun.migration.id, { batch: 2 })));
    expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'nothing-to-do']);
    const counted = await api.dataSource.query(
      `SELECT count(*)::int AS events, count(DISTINCT case_id)::int AS cases FROM case_event
        WHERE kind = 'migrated' AND data->>'to' = $1 AND case_id = ANY($2)`,
      [to, ids],
    );
    expect(counted).toEqual([{ events: 7, cases: 7 }]);
    const { body } = await get(`/${begun.migration.id}`);
    expect(body).toMatchObject({ state: 'done', moved: body.casesExpected - body.stayed });
  }, 30_000);

  it('goes only onto what is in force, and leaves other counties alone', async () => {
    const refused = await migrate({ to: first });
    expect([refused.status, refused.body.code]).toEqual([409, 'version-not-in-force']);
    expect((await api.call('systemAdmin', 'POST', '/v1/case-types/nothing/migrations', { body: {} })).status).toBe(404);
    expect((await migrate({ to: personId('clerk') })).body.errors).toMatchObject([{ field: 'to', code: 'no-such-version' }]); // prettier-ignore
    const other = '350122';
    await seedCounty(api.dataSource, other);
    const abroad = await api.call('systemAdmin', 'POST', '/v1/case-types/errand/migrations', { body: {} }, other);
    expect(abroad.status).toBe(404);
    const [{ id }] = (await get('')).body.items;
    const guessed = await api.call('systemAdmin', 'GET', `/v1/case-types/errand/migrations/${id}`, {}, other);
    expect(guessed.status).toBe(404);
  });

  it('plans the ladder anew where it is another one now, and keeps the deadline', async () => {
    const id = await open();
    const [before] = (await api.dataSource.query(`SELECT due_at, version FROM clock WHERE case_id = $1 AND name = 'doing'`, [id])) as [{ due_at: Date; version: number }]; // prettier-ignore
    await put(laterErrand.replace('en: Errand', 'en: Errand anew'), laterErrandPolicy.replace('- { at: +1wd', '- { at: +2wd')); // prettier-ignore
    const done = await over(await migrate({}));
    const { body } = await get(`/${done.id}/cases?limit=200`);
    const [{ number }] = (await api.dataSource.query('SELECT number FROM cases WHERE id = $1', [id])) as [{ number: string }]; // prettier-ignore
    const changed = body.items.find((one: { number: string }) => one.number === number).clocks as { why: string }[];
    expect(changed.map(({ why }) => why)).toEqual(['replanned', 'replanned']);
    const [after] = (await api.dataSource.query(`SELECT due_at, version FROM clock WHERE case_id = $1 AND name = 'doing'`, [id])) as [typeof before]; // prettier-ignore
    expect(after).toEqual({ due_at: before.due_at, version: before.version + 1 });
    const timers = (await timersOf(id, 'doing')) as { step: string; decision: string | null }[];
    expect(timers.filter(({ decision }) => decision === null).map(({ step }) => step)).toEqual(['-1wd', 'due', '+2wd']);
    expect(timers.filter(({ decision }) => decision === 'cancelled: superseded')).toHaveLength(3);
  }, 30_000);

  it('is seen by who keeps versions in memory', async () => {
    const versionNow = await api.app.get(PgTransactions).read(async (tx) => {
      return (await api.app.get(PgDefinitions).active(tx, county, 'errand'))?.type.label.en;
    });
    expect(versionNow).toBe('Errand anew');
  });
});
