import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actorAt, AskedWording, type Directory } from '#domain';
import { type Scope, scopeAt, type Tx } from '#engine';
import {
  type CaseFilter,
  type CaseSort,
  createDataSource,
  Inbox,
  PgCaseStore,
  PgDirectories,
  SimilarCases,
} from '#persistence';
import pg from 'pg';
import { departmentId, handlerId, leaderId } from '../bench/county/bench-county.js';
import { explainPage, explainRead, type Plan } from '../bench/overdue/explain.js';
import { counties, loadOpenCases } from '../bench/overdue/load.js';
import { present } from '../bench/overdue/open-cases.js';
import { personId } from '../support/api/api.js';
import { county, village } from '../support/api/seed-county.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

const openCases = 40_000;

describe('[design §8] lists ride on indexes', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let directory: Directory;
  beforeAll(async () => {
    database = await freshDatabase();
    const admin = new URL(process.env['GUACUN_TEST_SERVER']!);
    admin.pathname = new URL(database.url).pathname;
    await loadOpenCases(database.url, admin.href, openCases);
    client = new pg.Client(admin.href);
    await client.connect();
    await fillTimersAndInboxes(client);
    directory = await directoryOf(database.url);
  }, 120_000);
  afterAll(async () => {
    await client?.end();
    await database?.drop();
  });

  const readers = {
    'the county’s supervisor': () => personId('supervisor'),
    'the county office': () => personId('countyOffice'),
    'a township office': () => personId('townshipOffice'),
    'a department': () => handlerId(3),
    'a leader': () => leaderId(2),
    'a village clerk': () => personId('clerk'),
  };
  const scopeOf = (reader: keyof typeof readers): Scope =>
    scopeAt(county, actorAt(readers[reader](), directory, present), directory, present);

  const everyReader = Object.keys(readers) as (keyof typeof readers)[];
  const pages: Record<string, { filter: CaseFilter; sort: CaseSort; cursor?: string }> = {
    overdue: { filter: { overdue: true }, sort: 'dueAt' },
    'overdue, the last first': { filter: { overdue: true }, sort: '-dueAt' },
    'overdue, a later page': { filter: { overdue: true }, sort: 'dueAt', cursor: cursorAt('2026-11-01T00:00:00Z') },
    'overdue in a township': { filter: { overdue: true, village: '350123103' }, sort: 'dueAt' },
    'overdue of a department': { filter: { overdue: true, department: departmentId(3) }, sort: 'dueAt' },
    'due within three days': { filter: { dueUntil: present.add({ hours: 72 }) }, sort: 'dueAt' },
    'found by words': { filter: { q: '反光镜' }, sort: 'dueAt' },
    'overdue and found by words': { filter: { overdue: true, q: '反光镜' }, sort: 'dueAt' },
    '[I-40] found by several words': { filter: { q: '桥头 G228国道路灯 3楼' }, sort: 'dueAt' },
    '[I-40] found by the end of a number': { filter: { q: '002345' }, sort: 'dueAt' },
    '[I-40] found by the beginning of a number': { filter: { q: '35012320260023' }, sort: 'dueAt' },
    '[I-40] found by a village': { filter: { q: '下湖村' }, sort: 'dueAt' },
    '[I-40] found by a township and words': { filter: { q: '中房镇反光镜' }, sort: '-dueAt' },
    '[I-40] overdue and found by a place': { filter: { overdue: true, q: '中房镇 护栏' }, sort: 'dueAt' },
  };
  const combinations = everyReader.flatMap((reader) => Object.keys(pages).map((page) => [reader, page] as const));

  it.each(combinations)('for %s: %s', async (reader, page) => {
    const plans = await explainPage(client, scopeOf(reader), present, { ...pages[page]!, limit: 50 });
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) expectIndexes(plan, ['cases', 'case_text', 'case_event']);
  });

  it.each(['the county’s supervisor', 'the county office'] as const)(
    'what %s has to see is counted from the index alone, recusal included',
    async (reader) => {
      const [plan] = await explainPage(client, scopeOf(reader), present, { ...pages.overdue!, limit: 50 });
      expect(JSON.stringify(plan!.plan)).toMatch(/"Index Only Scan"[^{]*"cases_due"/);
      expect(plan!.statement).toContain('accused_organisation_id');
    },
  );

  it('the leader’s priority list', async () => {
    const filter = { onLeadersList: leaderId(2), open: true };
    const plans = await explainPage(client, scopeOf('a leader'), present, { filter, sort: 'dueAt', limit: 50 });
    for (const plan of plans) expectIndexes(plan, ['cases', 'case_text']);
  });

  it('one case by its id, for who sees it by assignment', async () => {
    const [{ id }] = (await client.query<{ id: string }>('SELECT id FROM cases WHERE county_code = $1 LIMIT 1', [county])).rows as [{ id: string }]; // prettier-ignore
    const read = (tx: Tx) => new PgCaseStore(null as never).read(tx, id, scopeOf('a department'));
    for (const plan of await explainRead(client, present, read)) expectIndexes(plan, ['cases', 'clock', 'timer']);
  });

  // as many as a county of a hundred thousand cases has in one village
  it.each(everyReader)('what may be the same problem of a village, for %s', async (reader) => {
    await client.query('BEGIN');
    await client.query(
      `UPDATE cases SET village_code = $2, open = n % 4 > 0, running = n % 4 > 0, closed_at = CASE WHEN n % 4 = 0 THEN $3::timestamptz END
         FROM (SELECT id AS chosen, row_number() OVER (ORDER BY id) AS n FROM cases WHERE county_code = $1 LIMIT 700) AS numbered WHERE id = chosen`,
      [county, village, present.toString()],
    );
    const grams = new AskedWording({ title: '村口路灯不亮', text: '村口入户路面破损,弯道缺少反光镜,雨后塌方堵路,夏季用电跳闸' }).grams(60); // prettier-ignore
    const question = { villageCode: village, grams, closedSince: present.subtract({ hours: 90 * 24 }), limit: 60 };
    const plans = await explainRead(client, present, (tx) => new SimilarCases().likely(tx, scopeOf(reader), question));
    await client.query('ROLLBACK');
    expect(plans).toHaveLength(1);
    expectIndexes(plans[0]!, ['cases', 'case_text']);
    expect(plans[0]!.milliseconds).toBeLessThan(50);
  });

  it('an inbox with the titles that its reader may read', async () => {
    const read = (tx: Tx) => new Inbox().messages(tx, scopeOf('a department'), handlerId(3), { unreadOnly: false, limit: 50 }); // prettier-ignore
    const plans = await explainRead(client, present, read);
    expect(plans).toHaveLength(1);
    expectIndexes(plans[0]!, ['notification', 'cases', 'case_text']);
    expect(plans[0]!.indexes).toContain('notification_inbox');
  });

  it('what is due among timers of which most are decided or far away', async () => {
    const plans = await explainRead(client, present, (tx) => new PgCaseStore(null as never).claimDue(tx, 100, []));
    expectIndexes(plans[0]!, ['timer', 'cases']);
    expect(plans[0]!.indexes).toContain('timer_due');
  });

  it('would notice a list that reads every case', async () => {
    await client.query('BEGIN');
    await client.query('SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan = off'); // prettier-ignore
    const [plan] = await explainPage(client, scopeOf('the county’s supervisor'), present, { ...pages.overdue!, limit: 50 }); // prettier-ignore
    await client.query('ROLLBACK');
    expect(plan!.scanned).toContain('cases');
  });
});

function expectIndexes({ scanned, statement }: Plan, tables: readonly string[]): void {
  expect({ scanned: scanned.filter((table) => tables.includes(table)), statement }).toEqual({ scanned: [], statement });
}

function cursorAt(at: string): string {
  return Buffer.from(JSON.stringify([at, '00000000-0000-7000-8000-000000000000'])).toString('base64url');
}

async function directoryOf(url: string): Promise<Directory> {
  const dataSource = await createDataSource(url, 1).initialize();
  try {
    return await new PgDirectories().of({ manager: dataSource.manager, now: present, counties: {} } as unknown as Tx, county); // prettier-ignore
  } finally {
    await dataSource.destroy();
  }
}

/** A timer and a message a case; of the timers one in a hundred is due. */
async function fillTimersAndInboxes(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO timer (case_id, clock, step, deadline_version, county_code, fire_at, decision, decided_at)
     SELECT id, 'handling', 'due', 1, county_code, CASE WHEN n % 100 = 0 THEN $1::timestamptz ELSE $1::timestamptz + interval '20 days' END,
            CASE WHEN n % 2 = 1 THEN 'fired' END, CASE WHEN n % 2 = 1 THEN $1::timestamptz END
       FROM (SELECT id, county_code, row_number() OVER (ORDER BY id) AS n FROM cases WHERE open) AS numbered`,
    [present.toString()],
  );
  await client.query(
    `INSERT INTO notification (id, county_code, person_id, case_id, clock, step, deadline_version, kind, because, created_at)
     SELECT gen_random_uuid(), county_code, lead_person_id, id, 'handling', 'due', 1, 'escalate', 'handler', opened_at
       FROM cases WHERE lead_person_id IS NOT NULL`,
  );
  await client.query('VACUUM (ANALYZE)');
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM cases WHERE open');
  if (rows[0]!.count < openCases || counties.length !== 10) throw new Error(`only ${rows[0]!.count} cases`);
}
