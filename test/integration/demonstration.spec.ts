import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { type DataSource } from 'typeorm';
import {
  type DemonstrationAccount,
  growDemonstrationCounty,
  type Grown,
  type Growth,
} from '../../apps/local/src/demonstration/index.js';
import { readDemonstrationFiles } from '../../apps/local/src/demonstration/files.js';
import { isSyntheticName } from '../../apps/local/src/demonstration/people/synthetic-name.js';
import { readCategories } from '../../apps/composition/src/categories.js';
import { ledgerVocabulary } from '#domain';
import { AesCipher, Argon2Passwords } from '#identity';
import { judgeLedger, openLedger } from '#ledgers';
import { createDataSource, PgPlaces } from '#persistence';
import { AjvForms } from '#platform';
import { freshDatabase, type TestDatabase } from '../support/database.js';

const configDirectory = fileURLToPath(new URL('../../config', import.meta.url));
const notices = [{ version: '2020-01-01', text: '告知' }];
/** A Tuesday night; any other day does as well, as its history is counted backwards in working days. */
const present = Temporal.Instant.from('2026-11-24T02:20:00+08:00');

describe('the demonstration county', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let growth: Growth;
  let grown: Extract<Grown, { grown: true }>;
  const cipher = new AesCipher(randomBytes(32));
  const ask = <Row>(sql: string, values: unknown[] = []) => dataSource.query(sql, values) as Promise<Row[]>;
  const number = async (sql: string, values: unknown[] = []) =>
    Number((await ask<{ n: string }>(`SELECT count(*) AS n ${sql}`, values))[0]!.n);

  beforeAll(async () => {
    database = await freshDatabase();
    dataSource = await createDataSource(database.url, 4).initialize();
    const dataDirectory = await mkdtemp(join(tmpdir(), 'guacun-demonstration-'));
    // left over from a start that was interrupted, and open to everybody
    await writeFile(join(dataDirectory, 'demo-accounts.json'), '[]');
    await chmod(join(dataDirectory, 'demo-accounts.json'), 0o644);
    growth = {
      ...{ dataSource, configDirectory, dataDirectory, cipher, present, notices },
      forms: new AjvForms(),
      places: new PgPlaces(await readCategories(configDirectory)),
      say: () => {},
    };
    const result = await growDemonstrationCounty(growth);
    if (!result.grown) throw new Error(result.because);
    grown = result;
  }, 120_000);
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
    await rm(growth.dataDirectory, { recursive: true });
  });

  it('stands on the 203 units of the real divisions', async () => {
    expect(await number('FROM region WHERE length(code) = 12 AND valid_to IS NULL')).toBe(203);
    expect(await number(`FROM region WHERE kind = 'village-committee' AND valid_to IS NULL`)).toBe(189);
    expect(await number('FROM region WHERE length(code) = 9')).toBe(12);
  });

  it('is labelled, and everybody in it is made up', async () => {
    expect(await ask('SELECT code, name, demonstration FROM county')).toEqual([
      { code: '350123', name: '罗源县', demonstration: true },
    ]);
    const { surnames } = (await readDemonstrationFiles(configDirectory)).people;
    const people = await ask<{ name: string }>('SELECT name FROM person');
    expect(people.filter(({ name }) => !isSyntheticName(name, surnames))).toEqual([]);
    expect(new Set(people.map(({ name }) => name)).size).toBe(people.length);
    const requesters = await ask<{ identity: Buffer; key_id: string }>('SELECT identity, key_id FROM requester');
    const opened = requesters.map(
      ({ identity, key_id }) => JSON.parse(cipher.open(identity, key_id)) as { phone: string },
    );
    expect(opened.length).toBeGreaterThan(100);
    expect(await ask('SELECT DISTINCT privacy_notice AS version FROM requester')).toEqual([{ version: '2020-01-01' }]);
    expect(opened.every(({ phone }) => /^100\d{8}$/.test(phone))).toBe(true);
  });

  it('has somebody in every role, and a leader for each village but the five shown as a gap', async () => {
    const roles = await ask<{ role: string; n: number }>('SELECT role, count(*)::int AS n FROM posting GROUP BY role');
    expect(Object.fromEntries(roles.map(({ role, n }) => [role, n]))).toEqual({
      ...{ 'county-office': 2, supervisor: 2, leader: 11, 'township-office': 22, 'field-cadre': 22 },
      ...{ 'village-clerk': 60, 'first-secretary': 39, instructor: 24, handler: 33, head: 33 },
      ...{ 'system-admin': 1, 'security-admin': 1, 'audit-admin': 1 },
    });
    expect(await number(`FROM link WHERE role = 'leader' AND principal`)).toBe(184);
    expect(
      await number(`FROM region r WHERE kind = 'village-committee' AND valid_to IS NULL
        AND NOT EXISTS (SELECT 1 FROM link l WHERE l.village_code = r.code AND l.role = 'leader')`),
    ).toBe(5);
  });

  it('has a leader, a head and an officer of the county and of each township on duty at every hour of the history', async () => {
    const gaps = await ask(
      `SELECT moment FROM generate_series($1::timestamptz - interval '42 days', $1::timestamptz + interval '42 days', '1 hour') moment
        WHERE (SELECT count(*) FROM duty_roster WHERE from_at <= moment AND moment < to_at) <> 36`,
      [present.toString()],
    );
    expect(gaps).toEqual([]);
  });

  it('lived through its history without a step refused', async () => {
    expect(grown.refused).toEqual([]);
    expect(grown.cases).toBe(163);
    // with the key projects that three of them became
    expect(await number('FROM cases')).toBe(166);
    const kinds = new Set(
      (await ask<{ kind: string }>('SELECT DISTINCT kind FROM case_event')).map(({ kind }) => kind),
    );
    for (const kind of [
      ...['open', 'accept', 'decline', 'applied', 'application-refused', 'told', 'dispatch', 'receive', 'return'],
      ...[
        'designate',
        'note',
        'answer',
        'report',
        'approve-report',
        'reject-report',
        'callback',
        'complete',
        'confirm',
      ],
      ...['clear', 'reopen', 'urge', 'issue-order', 'drop-order', 'archive', 'step'],
    ])
      expect(kinds).toContain(kind);
  });

  it('writes each event at its time: nothing in the future, each case in order', async () => {
    expect(await number('FROM case_event WHERE at > $1', [present.toString()])).toBe(0);
    expect(
      await ask(`SELECT case_id FROM (SELECT case_id, at, lag(at) OVER (PARTITION BY case_id ORDER BY id) AS before
                   FROM case_event) e WHERE at < before`),
    ).toEqual([]);
    expect(await number(`FROM timer WHERE decision = 'fired'`)).toBeGreaterThan(200);
    // reminders and escalations stand at their own instants, not at the next step of somebody's story
    // (but where a rise in urgency left the highest step behind: that fires at once)
    expect(
      await ask(`SELECT t.case_id FROM timer t WHERE t.decision = 'fired' AND t.decided_at <> t.fire_at
        AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = t.case_id AND e.kind = 'set-urgency')`),
    ).toEqual([]);
  });

  it('leaves the supervisor about fifteen overdue cases of every level, some due soon, and drafts to decide', async () => {
    const overdue = await ask<{ level: string | null; n: number }>(
      `SELECT supervision_level AS level, count(*)::int AS n FROM cases WHERE running AND due_at <= $1 GROUP BY 1`,
      [present.toString()],
    );
    const total = overdue.reduce((sum, { n }) => sum + n, 0);
    expect(total).toBeGreaterThanOrEqual(12);
    expect(total).toBeLessThanOrEqual(24);
    // without a level: late in acceptance or dispatch, where nothing is promised to the villager yet
    const levels = overdue.flatMap(({ level }) => (level === null ? [] : [level]));
    expect(levels.sort()).toEqual(['blue', 'orange', 'red', 'urge']);
    const soon = await number(
      `FROM cases WHERE running AND due_clock = 'handling' AND due_at > $1 AND due_at <= $1::timestamptz + interval '3 days'`,
      [present.toString()],
    );
    expect(soon).toBeGreaterThanOrEqual(6);
    expect(soon).toBeLessThanOrEqual(20);
    expect(await number(`FROM supervision_order WHERE state = 'draft'`)).toBeGreaterThanOrEqual(3);
    expect(await number(`FROM supervision_order WHERE state = 'issued' AND raise_to = 'orange'`)).toBe(1);
  });

  it('keeps the one promise: every open case has a running clock with a timer that is still to fire', async () => {
    expect(await number('FROM cases WHERE open')).toBeGreaterThan(100);
    const forgotten = await ask(
      `SELECT number, state FROM cases c WHERE open AND NOT EXISTS (
         SELECT 1 FROM clock k JOIN timer t ON t.case_id = k.case_id
            AND t.clock = k.name || CASE WHEN k.subject = '' THEN '' ELSE ':' || k.subject END
          WHERE k.case_id = c.id AND k.status = 'running' AND t.decision IS NULL AND t.fire_at > $1)`,
      [present.toString()],
    );
    expect(forgotten).toEqual([]);
    expect(await number('FROM timer WHERE decision IS NULL AND fire_at <= $1', [present.toString()])).toBe(0);
    expect(await number('FROM timer t JOIN cases c ON c.id = t.case_id WHERE NOT c.open AND decision IS NULL')).toBe(0);
  });

  it('gives each leader a list, the one of the tour with something to confirm', async () => {
    const lists = await ask<{ n: number }>(
      `SELECT count(*)::int AS n FROM cases WHERE open AND state <> 'cleared' AND leader_id IS NOT NULL GROUP BY leader_id`,
    );
    expect(lists.length).toBe(10);
    expect(
      await number(
        `FROM cases c JOIN account a ON a.person_id = c.leader_id
          WHERE a.name = 'leader' AND c.state = 'completed' AND c.facts->>'confirmedAt' IS NULL`,
      ),
    ).toBeGreaterThanOrEqual(1);
  });

  it('writes an account a role that signs in, for the owner of the file only', async () => {
    expect((await stat(grown.accountsFile)).mode & 0o777).toBe(0o600);
    const accounts = JSON.parse(await readFile(grown.accountsFile, 'utf8')) as DemonstrationAccount[];
    expect(accounts.map(({ role }) => role)).toEqual([
      ...['leader', 'county-office', 'supervisor', 'township-office', 'village-clerk', 'first-secretary'],
      ...['handler', 'head', 'system-admin', 'security-admin', 'audit-admin'],
    ]);
    expect(new Set(accounts.map(({ password }) => password)).size).toBe(accounts.length);
    for (const { role, name, password } of accounts) {
      const [row] = await ask<{ hash: string; posted: string }>(
        `SELECT a.password_hash AS hash, p.role AS posted FROM account a JOIN posting p ON p.person_id = a.person_id WHERE a.name = $1`,
        [name],
      );
      expect(row!.posted).toBe(role);
      expect(row!.hash).toMatch(/^\$argon2id\$/);
      expect(await new Argon2Passwords().matches(password, row!.hash)).toBe(true);
    }
  });

  it('writes a ledger that says 合成数据 and that the importer accepts whole', async () => {
    expect((await stat(grown.ledgerFile)).mode & 0o777).toBe(0o600);
    const opened = await openLedger({ path: grown.ledgerFile });
    if (!opened.ok) throw new Error(opened.problem.code);
    const named = await ask<{ code: string; name: string; short_name: string }>(
      'SELECT code, name, short_name FROM region WHERE valid_to IS NULL',
    );
    const categories = await readCategories(configDirectory);
    const vocabulary = ledgerVocabulary({
      county: '罗源县',
      today: present.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString(),
      townships: named.filter(({ code }) => code.length === 9),
      villages: named
        .filter(({ code }) => code.length === 12)
        .map(({ code, name, short_name }) => ({ code, townshipCode: code.slice(0, 9), names: [name, short_name] })),
      categories: categories.map((category) => ({ synonyms: [], ...category })),
      organisations: (
        await ask<{ id: string; name: string; aliases: string[] }>('SELECT id, name, aliases FROM organisation')
      ).map(({ id, name, aliases }) => ({ id, names: [name, ...aliases] })),
    });
    const found = judgeLedger(opened.ledger, vocabulary);
    if (!found.ok) throw new Error(found.problem.code);
    let known = 0;
    for await (const row of found.judging.rows()) if (row.entry?.leadUnit?.organisationId) known++;
    opened.ledger.close();
    expect(found.judging.sheet).toContain('合成数据');
    expect(found.judging.counts).toMatchObject({ rows: 150, accepted: 150 });
    // so an open row is given to its unit at once
    expect(known).toBe(150);
  });

  it('is not grown a second time', async () => {
    const accounts = await readFile(grown.accountsFile, 'utf8');
    expect(await growDemonstrationCounty(growth)).toEqual({ grown: false, because: 'county-exists' });
    // with the key projects that three of them became
    expect(await number('FROM cases')).toBe(166);
    expect(await readFile(grown.accountsFile, 'utf8')).toBe(accounts);
  });
});

describe('a first start that is interrupted', () => {
  it('leaves nothing behind, so that the next one begins anew', async () => {
    const database = await freshDatabase();
    const dataSource = await createDataSource(database.url, 4).initialize();
    const growth: Growth = {
      ...{ dataSource, configDirectory, cipher: new AesCipher(randomBytes(32)), present, notices },
      dataDirectory: '/nowhere/to/write',
      forms: new AjvForms(),
      // nothing can be registered anywhere: the history is over before it begins
      places: { check: () => Promise.reject(new Error('the power went out')) },
      say: () => {},
    };
    try {
      await expect(growDemonstrationCounty(growth)).rejects.toThrow('the power went out');
      const [left] = (await dataSource.query(
        'SELECT (SELECT count(*) FROM county)::int + (SELECT count(*) FROM person)::int + (SELECT count(*) FROM region)::int AS n',
      )) as { n: number }[];
      expect(left).toEqual({ n: 0 });
    } finally {
      await dataSource.destroy();
      await database.drop();
    }
  }, 60_000);
});
