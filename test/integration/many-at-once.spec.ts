import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FireDueTimers } from '#engine';
import { PgBusinessClock, PgCaseStore, PgDefinitions, PgDirectories, PgNumbering, PgTransactions } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { type Answer, personId, startApi, type TestApi, unitId } from '../support/api/api.js';
import { type PersonName, village } from '../support/api/seed-county.js';

const problem = {
  ...{ type: 'villager-problem', title: '水渠漏水', text: '村口水渠漏水', villageCode: village },
  ...{ category: 'farmland-irrigation', urgency: 'normal' },
};
const takingPart = [
  ...(['clerk', 'townshipOffice', 'countyOffice', 'secondOfOffice', 'supervisor'] as const),
  ...(['leader', 'secretary', 'waterHandler', 'waterHead'] as const),
] satisfies PersonName[];

describe('many at once, on a real database', () => {
  let api: TestApi;
  let deadlocksBefore: number;
  beforeAll(async () => {
    api = await startApi({ poolSize: 40 });
    deadlocksBefore = await deadlocks();
  });
  afterAll(() => api.stop());

  const rows = <T>(sql: string, ...values: unknown[]) => api.dataSource.query(sql, values) as Promise<T[]>;
  const one = async <T>(sql: string, ...values: unknown[]) => (await rows<T>(sql, ...values))[0]!;
  /** Deadlocks that the database has had to break, of this test's own database. */
  const deadlocks = async () => {
    await rows(`SELECT pg_stat_clear_snapshot()`);
    const { n } = await one<{ n: number }>(`SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()`); // prettier-ignore
    return n;
  };
  const versionOf = async (id: string) =>
    (await one<{ version: number }>('SELECT version FROM cases WHERE id = $1', id)).version;
  const act = (by: PersonName, id: string, action: string, fields: object, version: number) =>
    api.call(by, 'POST', `/v1/cases/${id}/actions/${action}`, {
      body: { fields },
      headers: { 'if-match': `"${version}"` },
    });
  /** As a tool would: whoever comes too late looks again and tries again. Every answer on the way is told to `seen`. */
  async function insists(by: PersonName, id: string, action: string, fields: object, seen: Answer[]): Promise<Answer> {
    for (let version = await versionOf(id); ;) {
      const answer = await act(by, id, action, fields, version);
      seen.push(answer);
      if (answer.status !== 412) return answer;
      version = answer.body.version as number;
    }
  }
  async function opened(): Promise<string> {
    return (await api.call('clerk', 'POST', '/v1/cases', { body: problem })).body.id as string;
  }
  async function does(by: PersonName, id: string, action: string, fields: Record<string, unknown> = {}) {
    const answer = await api.act(by, id, action, fields);
    expect([action, answer.status, answer.body.reason ?? 'done']).toEqual([action, 200, 'done']);
  }
  async function handled(): Promise<string> {
    const id = await opened();
    await does('townshipOffice', id, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    await does('countyOffice', id, 'dispatch', { lead: unitId('water') });
    await does('waterHandler', id, 'receive');
    return id;
  }
  const pending = (id: string) =>
    one<{ application: string }>(`SELECT facts->'applications'->0->>'id' AS application FROM cases WHERE id = $1`, id);

  it('fifty writers on one case lose nothing and double nothing, and it is urged once', async () => {
    const id = await handled();
    const before = await versionOf(id);
    const seen: Answer[] = [];
    const writers = Array.from({ length: 50 }, (_, i) => {
      const by = takingPart[i % takingPart.length]!;
      return insists(by, id, 'note', { text: `进展 ${i}` }, seen);
    });
    const urging = (['supervisor', 'leader', 'countyOffice', 'secondOfOffice'] as const).map((by) =>
      insists(by, id, 'urge', {}, seen),
    );
    const noted = await Promise.all(writers);
    const urged = (await Promise.all(urging)).map(({ status }) => status).sort();

    expect(noted.map(({ status }) => status)).toEqual(Array<number>(50).fill(200));
    expect(urged).toEqual([200, 409, 409, 409]);
    expect([...new Set(seen.map(({ status }) => status))].filter((status) => ![200, 409, 412].includes(status))).toEqual([]); // prettier-ignore
    const bodies = await rows<{ body: string }>(`SELECT body FROM case_text WHERE case_id = $1 AND kind = 'note.text'`, id); // prettier-ignore
    expect(bodies.map(({ body }) => body).sort()).toEqual(Array.from({ length: 50 }, (_, i) => `进展 ${i}`).sort());
    // one version for each thing done, none left out and none given twice
    const versions = seen.filter(({ status }) => status === 200).map(({ body }) => body.version as number);
    expect(versions.sort((a, b) => a - b)).toEqual(Array.from({ length: 51 }, (_, i) => before + 1 + i));
    expect(await versionOf(id)).toBe(before + 51);
    const { n } = await one<{ n: number }>(`SELECT count(*)::int AS n FROM case_event WHERE case_id = $1 AND kind IN ('note', 'urge')`, id); // prettier-ignore
    expect(n).toBe(51);
    expect((await deadlocks()) - deadlocksBefore).toBe(0);
  }, 120_000);

  it('two cases that are merged into each other at the same moment: one goes on, the other is told why not', async () => {
    const pairs = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const [a, b] = [await opened(), await opened()];
        await does('countyOffice', a, 'merge', { survivor: b, reason: '同一件事' });
        await does('townshipOffice', b, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
        await does('countyOffice', b, 'merge', { survivor: a, reason: '同一件事' });
        return [a, b] as const;
      }),
    );
    const answers = await Promise.all(
      pairs.map(([a, b]) =>
        Promise.all(
          (
            [
              ['secondOfOffice', a],
              ['supervisor', b],
            ] as const
          ).map(async ([by, id]) => {
            const { application } = await pending(id);
            return insists(by, id, 'decide', { application, agree: true }, []);
          }),
        ),
      ),
    );
    for (const both of answers) expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const reasons = answers.flat().flatMap(({ status, body }) => (status === 409 ? [body.reason as string] : []));
    expect(reasons.filter((reason) => !['case-is-over', 'not-from-this-state'].includes(reason))).toEqual([]);
    for (const [i, pair] of pairs.entries()) {
      const states = await rows<{ state: string; links: { kind: string }[]; repeats: number }>(
        `SELECT state, facts->'links' AS links, (facts->>'repeatCount')::int AS repeats FROM cases WHERE id = ANY($1) ORDER BY state = 'merged'`, // prettier-ignore
        pair,
      );
      expect([i, states.map(({ state }) => state === 'merged'), states.map(({ links }) => links?.map(({ kind }) => kind))]).toEqual([i, [false, true], [['repeat'], ['merged-into']]]); // prettier-ignore
      expect(states[0]!.repeats).toBe(1);
    }
    expect((await deadlocks()) - deadlocksBefore).toBe(0);
  }, 120_000);

  it('twenty cases that come into one key project at once are all served, each once', async () => {
    const cases = await Promise.all(Array.from({ length: 21 }, handled));
    for (const id of cases) await does('waterHead', id, 'propose', { blocker: 'money', reason: '要四十万' });
    const [first = '', ...others] = cases;
    await does('chief', first, 'convert', { title: '水渠改造', leader: personId('leader'), lead: unitId('water') });
    const [{ project }] = (await rows<{ project: string }>(`SELECT facts->'links'->0->>'caseId' AS project FROM cases WHERE id = $1`, first)) as [{ project: string }]; // prettier-ignore
    const before = await versionOf(project);
    // each is asked for twice, as by somebody whose first answer was lost; and the project tells its news meanwhile
    const answers = await Promise.all([
      ...others.flatMap((id) => [1, 2].map(() => insists('chief', id, 'convert', { project }, []))),
      ...[1, 2, 3].map((i) => insists('leader', project, 'note', { text: `已完成勘测 ${i}`, contacted: true }, [])),
    ]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(23);
    expect(statuses.filter((status) => status === 409)).toHaveLength(20);
    const { links } = await one<{ links: { kind: string; caseId: string }[] }>(`SELECT facts->'links' AS links FROM cases WHERE id = $1`, project); // prettier-ignore
    expect(links.map(({ caseId }) => caseId).sort()).toEqual([...cases].sort());
    expect(await versionOf(project)).toBe(before + 23);
    const served = await rows<{ state: string; links: { caseId: string }[] }>(`SELECT state, facts->'links' AS links FROM cases WHERE id = ANY($1)`, cases); // prettier-ignore
    expect(served.map((row) => [row.state, row.links.map(({ caseId }) => caseId)])).toEqual(cases.map(() => ['in-project', [project]])); // prettier-ignore
    expect((await deadlocks()) - deadlocksBefore).toBe(0);
  }, 120_000);

  it('sixteen sweeps on one list decide each timer once, while people write on the same cases', async () => {
    const cases = await Promise.all(Array.from({ length: 40 }, handled));
    for (let i = 0; i < 20; i++) cases.push(...(await Promise.all(Array.from({ length: 40 }, opened))));
    const until = '2026-12-25T18:00:00+08:00';
    await new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from(until));
    const due = () => one<{ n: number }>(`SELECT count(*)::int AS n FROM timer WHERE decision IS NULL AND fire_at <= $1`, until); // prettier-ignore
    expect((await due()).n).toBeGreaterThan(2_000);

    const sweeps = Array.from({ length: 16 }, () => {
      const { app } = api;
      return new FireDueTimers(
        ...([app.get(PgTransactions), app.get(PgCaseStore), app.get(PgDefinitions), app.get(PgDirectories)] as const),
        ...([app.get(PgNumbering), { batch: 60, lanes: 1 }] as const),
      ).untilNoneAreDue();
    });
    const seen: Answer[] = [];
    const writers = Array.from({ length: 60 }, (_, i) =>
      insists('countyOffice', cases[i]!, 'note', { text: `到期时的进展 ${i}` }, seen),
    );
    const decided = (await Promise.all(sweeps)).reduce((sum, some) => sum + some, 0);
    expect((await Promise.all(writers)).map(({ status }) => status)).toEqual(Array<number>(60).fill(200));
    expect(seen.filter(({ status }) => status >= 500)).toEqual([]);
    // what a sweep skipped because a writer held it, the next one finds
    const rest = await api.app.get(FireDueTimers).untilNoneAreDue();
    expect((await due()).n).toBe(0);

    const { all } = await one<{ all: number }>(`SELECT count(*)::int AS all FROM timer WHERE decision IN ('fired', 'skipped: collapsed') AND decided_at = $1`, until); // prettier-ignore
    expect(decided + rest).toBeGreaterThanOrEqual(all);
    // a step is told of by one event, and each person once
    const twice = await rows(
      `SELECT case_id, data->>'clock', data->>'step', data->>'version' FROM case_event WHERE kind = 'step'
        GROUP BY 1, 2, 3, 4 HAVING count(*) > 1`,
    );
    expect(twice).toEqual([]);
    const [{ fired, stepped }] = (await rows(
      `SELECT (SELECT count(*)::int FROM timer WHERE decision = 'fired' AND fire_at > '2026-11-23T10:00:00+08:00') AS fired,
              (SELECT count(*)::int FROM case_event WHERE kind = 'step' OR actor_kind = 'system') AS stepped`,
    )) as [{ fired: number; stepped: number }];
    expect(stepped).toBe(fired);
    const notes = await rows(`SELECT 1 FROM case_text WHERE kind = 'note.text' AND body LIKE '到期时的进展%'`);
    expect(notes).toHaveLength(60);
    expect((await deadlocks()) - deadlocksBefore).toBe(0);
  }, 180_000);
});
