import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { keptThings, type Period, type Retention } from '#domain';
import { tablesOf } from '#persistence';
import { configDirectory, retentionIn } from '../../apps/composition/src/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkout } from '../support/running-system.js';

/** What the page says of one table: columns about a person, each with all its cells, and the other columns. */
interface Listed {
  readonly personal: ReadonlyMap<string, readonly string[]>;
  readonly others: readonly string[];
}

const page = readFileSync(`${checkout}docs/data-inventory.md`, 'utf8');
const words = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, word]) => word!);

function listedTables(): Map<string, Listed> {
  const sections = page.split(/^### /m).slice(1);
  return new Map(
    sections.map((section) => {
      const lines = section.split(/^## /m)[0]!.split('\n');
      const rows = lines.filter((line) => line.startsWith('| `')).map((line) => line.split('|').slice(1, -1));
      const others = lines.filter((line) => line.includes('Other columns'));
      return [
        lines[0]!.trim(),
        { personal: new Map(rows.map((cells) => [words(cells[0]!)[0]!, cells])), others: others.flatMap(words) },
      ];
    }),
  );
}

const withoutPersons = words(page.split('## 没有人的表')[1]!.split('\n\n').at(-1)!);

/** Names of what is never stored (design §10 and the rules against formalism of 2023, 2024 and 2026). */
const neverStored = new RegExp(
  [
    // who somebody is beyond the post held
    'ethnic|nationalit|religio|belief|party_?member|political|marital|diagnos|disease|health_?status|income|bank_?card',
    'id_?number|id_?card|face|iris|voice_?print|wechat',
    // where somebody is or was, and on what device
    'gps|latitude|longitude|geo_?loc|track|mileage|step_?count|ip_?addr|client_?ip|remote_?addr|user_?agent|device_?id|imei',
    // formalism: presence, diligence and merit turned into numbers
    'check_?in|clock_?in|punch|photo_?required|photo_?count|selfie|points|score|ranking|leader_?board|badge|medal|streak',
    'star_?rating|penalt|demerit|login_?count|sign_?in_?count|visit_?count|online_?time|online_?seconds|active_?minutes',
    'dwell|study_?hours|like_?count|forward_?count|response_?time',
  ].join('|'),
);

describe('the data inventory', () => {
  const listed = listedTables();
  let database: TestDatabase;
  let actual: Map<string, string[]>;

  beforeAll(async () => {
    database = await freshDatabase();
    const client = new pg.Client(database.url);
    await client.connect();
    const { rows } = await client.query<{ table: string; columns: string[] }>(
      `SELECT table_name AS "table", array_agg(column_name::text ORDER BY ordinal_position) AS columns
         FROM information_schema.columns WHERE table_schema = 'public' GROUP BY 1`,
    );
    await client.end();
    actual = new Map(rows.map(({ table, columns }) => [table, columns]));
  });
  afterAll(() => database.drop());

  it('knows every table of the database, and no other', () => {
    expect([...listed.keys(), ...withoutPersons].sort()).toEqual([...actual.keys()].sort());
  });

  it('knows every column of the tables that hold people, and no other', () => {
    const told = [...listed].flatMap(([table, { personal, others }]) =>
      [...personal.keys(), ...others].map((column) => `${table}.${column}`),
    );
    const there = [...listed.keys()].flatMap((table) =>
      (actual.get(table) ?? []).map((column) => `${table}.${column}`),
    );
    expect(told.sort()).toEqual(there.sort());
  });

  it('says of each what it is, what for, who sees it and how long it is kept', () => {
    for (const [table, { personal }] of listed) {
      expect([table, personal.size > 0]).toEqual([table, true]);
      for (const cells of personal.values())
        expect([table, cells.map((cell) => cell.trim() !== '')]).toEqual([table, Array(5).fill(true)]);
    }
  });

  it('calls no column impersonal that refers to a person', async () => {
    const client = new pg.Client(database.url);
    await client.connect();
    const { rows } = await client.query<{ table: string; column: string }>(
      `SELECT c.conrelid::regclass::text AS "table", a.attname::text AS column
         FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
        WHERE c.contype = 'f' AND c.confrelid IN ('person'::regclass, 'requester'::regclass, 'posting'::regclass, 'account'::regclass)`,
    );
    await client.end();
    expect(rows.length).toBeGreaterThan(8);
    for (const { table, column } of rows)
      expect([table, column, listed.get(table)?.personal.has(column)]).toEqual([table, column, true]);
  });

  describe('promises no period that is not carried out', () => {
    let retention: Retention;
    beforeAll(async () => {
      retention = await retentionIn(configDirectory);
    });
    /** Years, months and days that the page promises of a table; an hour or two is of sessions and files themselves. */
    const promised = (table: string): string[] => [
      ...new Set(
        [...listed.get(table)!.personal.values()].flatMap((cells) =>
          [...cells[4]!.matchAll(/(\d+) (year|month|day)s?\b/g)].map(([, amount, unit]) => `${amount} ${unit}`),
        ),
      ),
    ];
    const written = ({ years, months, days }: Period) =>
      [years && `${years} year`, months && `${months} month`, days && `${days} day`].filter(Boolean).join(' ');

    it('each on the page is that of a thing which the nightly job takes from that very table', () => {
      const carriedOut = (table: string) =>
        keptThings.filter((thing) => tablesOf(thing).includes(table)).map((thing) => written(retention[thing]));
      const all = [...listed.keys()].flatMap((table) => promised(table).map((period) => ({ table, period })));
      expect(all.length).toBeGreaterThan(15);
      expect(all.filter(({ table, period }) => !carriedOut(table).includes(period))).toEqual([]);
    });

    it('and each that the job carries out is on the page, of every table that it takes from', () => {
      for (const thing of keptThings) {
        for (const table of tablesOf(thing))
          expect([thing, table, promised(table)]).toEqual([
            thing,
            table,
            expect.arrayContaining([written(retention[thing])]),
          ]);
      }
    });
  });

  it('finds nothing of what is never stored', () => {
    const names = [...actual].flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`));
    expect(names.filter((name) => neverStored.test(name))).toEqual([]);
  });

  it('ranks nobody: the one column called rank is the level of a leader’s office, and the page says so', () => {
    const ranks = [...actual].flatMap(([table, columns]) =>
      columns.filter((column) => column.includes('rank')).map(() => table),
    );
    expect(ranks).toEqual(['posting']);
    expect(page).toContain('`posting.rank` ranks nobody');
  });

  it.each([
    ...['person.gps_latitude', 'visit.check_in_at', 'person.login_count', 'person.party_member', 'link.score'],
    ...['session.ip_address', 'account.sign_in_count', 'contact_pair.diagnosis', 'posting.response_time_p50'],
    ...['person.visit_count', 'activity.photo_required', 'session.user_agent'],
  ])('would notice %s', (name) => {
    expect(neverStored.test(name)).toBe(true);
  });
});
