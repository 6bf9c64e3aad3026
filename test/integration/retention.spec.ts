import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AuditLog, EndRetention, type KeptData, type RetentionCount } from '#engine';
import { anonymisedText, PgAuditLog, PgBusinessClock, PgKeptData, PgTransactions } from '#persistence';
import { Temporal } from 'temporal-polyfill';
import { configDirectory, retentionIn } from '../../apps/composition/src/index.js';
import { startApi, type TestApi, unitId } from '../support/api/api.js';
import { foldedAndStored } from '../support/api/folded.js';
import { county } from '../support/world/small-county.js';
import { village } from '../support/api/seed-county.js';
import { ledgerFile } from '../support/ledgers/ledger-file.js';
import { sendLedger } from '../support/ledgers/send-ledger.js';

const phone = '19900004321';
const problem = {
  ...{ type: 'villager-problem', villageCode: village, category: 'roads', urgency: 'normal' },
  requester: { name: '周小满', phone },
};

/** What figures are counted from. */
const figures = `
  SELECT (SELECT jsonb_object_agg(k, n) FROM (SELECT state || '/' || category || '/' || urgency || '/' || village_code AS k, count(*) AS n FROM cases GROUP BY 1) s) AS cases,
         (SELECT jsonb_object_agg(kind, n) FROM (SELECT kind, count(*) AS n FROM case_event GROUP BY kind) k) AS events,
         (SELECT jsonb_object_agg(clock || decision, n) FROM (SELECT clock, COALESCE(decision, '') AS decision, count(*) AS n FROM timer GROUP BY 1, 2) t) AS timers,
         (SELECT jsonb_agg(due_at ORDER BY id) FROM cases) AS due`;

describe('the end of keeping', () => {
  let api: TestApi;
  let archived: string;
  let open: string;
  let disputed: string;
  let imported: string;
  beforeAll(async () => {
    api = await startApi({ from: '2026-11-23T09:00:00+08:00' });
    [archived, open, disputed] = [
      await declined('蓄水池漏水'),
      await register('水渠堵塞'),
      await declined('茶园水管破裂'),
    ];
    // somebody objects: the application stands on the case until it is decided
    await api.dataSource.query(
      `UPDATE cases SET facts = jsonb_set(facts, '{applications}', '[{"id":"x","action":"object","by":null,"at":"2026-11-24T00:00:00.000Z","fields":{}}]')
        WHERE id = $1`,
      [disputed],
    );
    const row = {
      township: '中房镇',
      village: '下湖村',
      requester: '周大雪',
      phone,
      title: '旧台账的事',
      unit: '县水利局',
    };
    const file = await ledgerFile([{ ...row, registered: '2019-03-01', completed: '2019-03-20', result: '已解决' }]);
    expect((await sendLedger(api, file)).body.counts).toMatchObject({ accepted: 1 });
    [{ id: imported }] = (await api.dataSource.query('SELECT id FROM cases WHERE fingerprint IS NOT NULL')) as [
      { id: string },
    ];
  }, 60_000);
  afterAll(() => api.stop());

  async function register(title: string): Promise<string> {
    const { body } = await api.call('clerk', 'POST', '/v1/cases', {
      body: { ...problem, title, text: `${title},打${phone}` },
    });
    return body.id as string;
  }
  /** Declined and told: archived for good. */
  async function declined(title: string): Promise<string> {
    const id = await register(title);
    await api.act('townshipOffice', id, 'decline', { reason: 'outside-county', channel: 'none' });
    const { body } = await api.get('countyOffice', `/v1/cases/${id}`);
    const decided = await api.act('countyOffice', id, 'decide', { application: body.applications[0].id, agree: true });
    expect(decided.status).toBe(200);
    expect((await api.act('countyOffice', id, 'told', { how: 'phone', on: '2026-11-23' })).body.state).toBe('archived');
    return id;
  }
  const at = (instant: string) => new PgBusinessClock(api.dataSource).standAt(Temporal.Instant.from(instant));
  const run = (dryRun = false) => api.app.get(EndRetention).execute(Temporal.Now.instant(), { dryRun });
  const counted = (counts: readonly RetentionCount[]) =>
    Object.fromEntries(counts.filter(({ count }) => count > 0).map(({ thing, count }) => [thing, count]));
  const found = async (words: string) =>
    (await api.get('countyOffice', `/v1/cases?q=${encodeURIComponent(words)}`)).body.items.map(
      ({ id }: { id: string }) => id,
    ) as string[];
  const seen = async (id: string) => (await api.get('countyOffice', `/v1/cases/${id}`)).body;

  it('has not come for what is younger', async () => {
    expect(counted(await run(true))).toEqual({});
    expect(counted(await run())).toEqual({});
    expect(await seen(archived)).toMatchObject({ title: '蓄水池漏水', requester: { name: '周**' } });
  });

  it('is foreseen without changing anything', async () => {
    await at('2029-11-25T09:00:00+08:00');
    const before = await api.dataSource.query(figures);
    expect(counted(await run(true))).toMatchObject({ requester: 2, notification: expect.any(Number) });
    expect(await seen(archived)).toMatchObject({ requester: { name: '周**' } });
    expect(await api.dataSource.query(figures)).toEqual(before);
  });

  it('takes who asked three years after archiving; the words stay, and what is open or disputed is left alone', async () => {
    // the second is the ledger's, which counts from its import and not from 2019
    expect(counted(await run())).toMatchObject({ requester: 2 });
    expect((await seen(archived)).requester).toEqual({ name: null, phone: null });
    expect((await seen(imported)).requester).toEqual({ name: null, phone: null });
    expect(await seen(archived)).toMatchObject({ title: '蓄水池漏水' });
    for (const id of [open, disputed]) expect((await seen(id)).requester).toMatchObject({ name: '周**' });
    const [left] = (await api.dataSource.query(
      `SELECT count(*)::int AS n FROM requester WHERE anonymised_at IS NOT NULL AND phone_index IS NOT NULL`,
    )) as { n: number }[];
    expect(left!.n).toBe(0);
    expect(counted(await run()).requester).toBeUndefined();
  });

  it('takes the words ten years after; no search finds them, and fold and figures are what they were', async () => {
    await at('2036-11-25T09:00:00+08:00');
    expect(await found('蓄水池')).toEqual([archived]);
    const ids = [archived, open, disputed, imported];
    const [before, folded] = [
      await api.dataSource.query(figures),
      await Promise.all(ids.map((id) => foldedAndStored(api, id))),
    ];
    expect(counted(await run())).toMatchObject({ 'case-text': 2 });
    expect(await found('蓄水池')).toEqual([]);
    expect(await found('旧台账')).toEqual([]);
    expect(await found('水渠')).toEqual([open]);
    expect(await found('茶园')).toEqual([disputed]);
    expect(await seen(archived)).toMatchObject({ title: anonymisedText, text: anonymisedText, state: 'archived' });
    expect(await seen(imported)).toMatchObject({ title: anonymisedText });
    expect(await api.dataSource.query(figures)).toEqual(before);
    const after = await Promise.all(ids.map((id) => foldedAndStored(api, id)));
    expect(after).toEqual(folded);
    // the dispute was written into the row by this test, not by an event
    for (const id of [archived, open, imported]) {
      const { folded: again, stored } = await foldedAndStored(api, id);
      expect(again).toEqual(stored);
    }
  });

  it('is on record, case by case', async () => {
    const rows = (await api.dataSource.query(
      `SELECT data->>'thing' AS thing, subject_id AS id FROM audit_log WHERE kind = 'personal-data-anonymised' AND subject_id IS NOT NULL`,
    )) as { thing: string; id: string }[];
    expect(rows.map(({ thing, id }) => `${thing} ${id}`).sort()).toEqual(
      [archived, imported].flatMap((id) => [`requester ${id}`, `case-text ${id}`]).sort(),
    );
  });

  it('takes messages after half a year, and imports once nothing speaks of them', async () => {
    const left = async (table: string) =>
      ((await api.dataSource.query(`SELECT count(*)::int AS n FROM ${table}`)) as { n: number }[])[0]!.n;
    expect([await left('notification'), await left('ledger_import')]).toEqual([0, 0]);
    // the work itself goes on: a new message for a case that is still open
    await api.act('townshipOffice', open, 'accept', { category: 'roads', urgency: 'normal', tier: 'B' });
    await api.act('countyOffice', open, 'dispatch', { lead: unitId('water') });
    expect(await left('notification')).toBeGreaterThan(0);
    await run();
    expect(await left('notification')).toBeGreaterThan(0);
  });

  it('goes on after a run that broke off between two batches', async () => {
    const ids = [await declined('甲事'), await declined('乙事')];
    await at('2046-12-01T09:00:00+08:00');
    const [transactions, kept] = [api.app.get(PgTransactions), api.app.get(PgKeptData)];
    const one: KeptData = {
      counties: (tx) => kept.counties(tx),
      count: (...asked) => kept.count(...asked),
      take: (tx, county, thing, before) => kept.take(tx, county, thing, before, 1),
      ofTypes: () => Promise.resolve([]),
    };
    let records = 0;
    const breaking: AuditLog = {
      record: (tx, ...entries) => {
        if (entries.length > 0 && ++records > 1) throw new Error('the power is gone');
        return api.app.get(PgAuditLog).record(tx, ...entries);
      },
    };
    const retention = await retentionIn(configDirectory);
    const broken = new EndRetention(transactions, one, breaking, retention);
    await expect(broken.execute(Temporal.Now.instant())).rejects.toThrow('the power is gone');
    const gone = async () =>
      (await Promise.all(ids.map(seen))).filter(({ requester }) => requester.name === null).length;
    expect(await gone()).toBe(1);
    expect(counted(await run())).toMatchObject({ requester: 1, 'case-text': 2 });
    expect(await gone()).toBe(2);
  });

  it('may be run twice at once: nothing is taken or recorded twice', async () => {
    const more = await declined('灯坏了');
    await at('2058-01-01T09:00:00+08:00');
    await Promise.all([run(), run(), run()]);
    const rows = (await api.dataSource.query(
      `SELECT data->>'thing' AS thing FROM audit_log WHERE kind = 'personal-data-anonymised' AND subject_id = $1`,
      [more],
    )) as { thing: string }[];
    expect(rows.map(({ thing }) => thing).sort()).toEqual(['case-text', 'requester']);
  });

  it('keeps less of a kind of work whose type says so, and of no other', async () => {
    const id = await declined('井盖松动');
    await at('2059-01-01T09:00:00+08:00');
    // a year: neither who asked nor the words are past the county's own periods
    expect(counted(await run(true))).not.toHaveProperty('requester');
    await api.dataSource.query(
      `WITH shorter AS (INSERT INTO case_type_version (id, county_code, code, hash, body)
           SELECT gen_random_uuid(), county_code, code, 'shorter', body::jsonb || '{"retention": {"requester": {"months": 6}}}'
             FROM case_type_version WHERE county_code = $1 AND code = 'villager-problem' LIMIT 1 RETURNING id)
         INSERT INTO case_type_activation (county_code, code, version_id, from_at, entered_at)
           SELECT $1, 'villager-problem', id, '2058-06-01', '2058-06-01' FROM shorter`,
      [county],
    );
    expect((await run(true)).filter(({ typeCode }) => typeCode !== undefined)).toMatchObject([
      { thing: 'requester', typeCode: 'villager-problem', count: 1 },
    ]);
    await run();
    expect(await seen(id)).toMatchObject({ title: '井盖松动', requester: { name: null } });
  });
});
