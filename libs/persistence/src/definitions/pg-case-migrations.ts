import { type ClockChange, type MigrationObstacle, type PendingTimer } from '#domain';
import { type CaseMigration, type CaseMigrations, type CaseRecord, type MigratedCase, type Tx } from '#engine';
import { type PgCaseStore } from '../case/case-store.js';
import { instantOf } from '../case/facts-codec.js';
import { BulkInsert } from '../sql/bulk.js';
import { managerOf } from '../transactions.js';

/** A migration as it is read. */
export interface ReadMigration extends CaseMigration {
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** What became of a case, with the number that it is known by. */
export interface ReadMigratedCase extends Omit<MigratedCase, 'clocks'> {
  readonly number: string;
  readonly clocks: readonly (Omit<ClockChange, 'from' | 'to'> & {
    readonly from: string | null;
    readonly to: string | null;
  })[];
}

/** Migrations of cases between the versions of their type. */
export class PgCaseMigrations implements CaseMigrations {
  constructor(private readonly cases: Pick<PgCaseStore, 'openOnOtherVersions'>) {}

  async expected(tx: Tx, countyCode: string, code: string, toVersionId: string): Promise<number> {
    const [{ count }] = (await managerOf(tx).query(
      `SELECT count(*)::int AS count FROM cases
        WHERE county_code = $1 AND type_code = $2 AND open AND type_version_id <> $3`,
      [countyCode, code, toVersionId],
    )) as [{ count: number }];
    return count;
  }

  async create(tx: Tx, migration: Omit<CaseMigration, 'state' | 'moved' | 'stayed'>): Promise<void> {
    const { id, countyCode, code, toVersionId, dryRun, personId, casesExpected } = migration;
    await managerOf(tx).query(
      `INSERT INTO case_migration (id, county_code, code, to_version_id, dry_run, person_id, state, cases_expected, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'running', $7, $8)`,
      [id, countyCode, code, toVersionId, dryRun, personId, casesExpected, tx.now.toString()],
    );
  }

  async running(tx: Tx, countyCode: string, code: string): Promise<CaseMigration | null> {
    const condition = `county_code = $1 AND code = $2 AND state = 'running' AND NOT dry_run`;
    const [migration] = await read(tx, condition, [countyCode, code]);
    return migration ?? null;
  }

  async claim(tx: Tx, id: string): Promise<CaseMigration | null> {
    const [migration] = await read(tx, `id = $1 AND state = 'running'`, [id], 'FOR UPDATE');
    return migration ?? null;
  }

  async next(
    tx: Tx,
    { id, countyCode, code, toVersionId, dryRun }: CaseMigration,
    limit: number,
  ): Promise<CaseRecord[]> {
    const [{ after }] = (await managerOf(tx).query('SELECT done_id AS after FROM case_migration WHERE id = $1', [
      id,
    ])) as [{ after: string | null }];
    return this.cases.openOnOtherVersions(tx, { countyCode, code, toVersionId, after, limit, locked: !dryRun });
  }

  async pendingTimers(tx: Tx, caseIds: readonly string[]): Promise<Map<string, PendingTimer[]>> {
    const rows = (await managerOf(tx).query(
      `SELECT case_id, clock, step, deadline_version, fire_at FROM timer WHERE case_id = ANY($1) AND decision IS NULL`,
      [caseIds],
    )) as { case_id: string; clock: string; step: string; deadline_version: number; fire_at: Date }[];
    const byCase = new Map<string, PendingTimer[]>(caseIds.map((id) => [id, []]));
    for (const { case_id: caseId, clock, step, deadline_version: version, fire_at: at } of rows) {
      byCase.get(caseId)?.push({ clock, step, version, fireAt: instantOf(at) });
    }
    return byCase;
  }

  async note(tx: Tx, migration: CaseMigration, cases: readonly MigratedCase[]): Promise<CaseMigration> {
    const { id } = migration;
    await insertCases.run(
      managerOf(tx),
      cases.map((one) => ({ ...one, id })),
    );
    const stayed = cases.filter(({ obstacles }) => obstacles.length > 0).length;
    const moved = cases.length - stayed;
    await managerOf(tx).query(
      `UPDATE case_migration SET moved = moved + $2, stayed = stayed + $3, done_id = COALESCE($4::uuid, done_id) WHERE id = $1`,
      [id, moved, stayed, cases.at(-1)?.caseId ?? null],
    );
    return { ...migration, moved: migration.moved + moved, stayed: migration.stayed + stayed };
  }

  async end(tx: Tx, id: string, state: 'done' | 'failed'): Promise<void> {
    await managerOf(tx).query(
      `UPDATE case_migration SET state = $2, finished_at = $3 WHERE id = $1 AND state = 'running'`,
      [id, state, tx.now.toString()],
    );
  }

  /** A county's migrations of a type, the newest first. */
  list(tx: Tx, countyCode: string, code: string): Promise<ReadMigration[]> {
    return read(tx, 'county_code = $1 AND code = $2', [countyCode, code], 'ORDER BY created_at DESC, id DESC LIMIT 50');
  }

  async one(tx: Tx, countyCode: string, code: string, id: string): Promise<ReadMigration | null> {
    const [migration] = await read(tx, 'county_code = $1 AND code = $2 AND id = $3', [countyCode, code, id]);
    return migration ?? null;
  }

  /** What became of the cases behind `after`, by number; only of those that stay, where that is asked. */
  readCases(tx: Tx, id: string, onlyStaying: boolean, after: string, limit: number): Promise<ReadMigratedCase[]> {
    return managerOf(tx).query(
      `SELECT m.case_id AS "caseId", c.number, m.from_version_id AS "fromVersionId", m.obstacles, m.clocks
         FROM case_migration_case m JOIN cases c ON c.id = m.case_id
        WHERE m.migration_id = $1 AND (NOT $2 OR NOT m.moves) AND c.number > $3 ORDER BY c.number LIMIT $4`,
      [id, onlyStaying, after, limit],
    ) as Promise<ReadMigratedCase[]>;
  }

  /** Why how many cases stay. */
  async obstacles(tx: Tx, id: string): Promise<(MigrationObstacle & { readonly cases: number })[]> {
    return (await managerOf(tx).query(
      `SELECT o.code, o.name, count(*)::int AS cases
         FROM case_migration_case m, jsonb_to_recordset(m.obstacles) AS o (code text, name text)
        WHERE m.migration_id = $1 GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`,
      [id],
    )) as (MigrationObstacle & { cases: number })[];
  }

  /** Numbers of cases by their ids. */
  async numbers(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = (await managerOf(tx).query('SELECT id, number FROM cases WHERE id = ANY($1)', [caseIds])) as {
      id: string;
      number: string;
    }[];
    return new Map(rows.map(({ id, number }) => [id, number]));
  }
}

function read(tx: Tx, condition: string, values: readonly unknown[], rest = ''): Promise<ReadMigration[]> {
  return managerOf(tx).query(
    `SELECT id, county_code AS "countyCode", code, to_version_id AS "toVersionId", dry_run AS "dryRun",
            person_id AS "personId", state, cases_expected AS "casesExpected", moved, stayed,
            created_at AS "createdAt", finished_at AS "finishedAt"
       FROM case_migration WHERE ${condition} ${rest}`,
    [...values],
  ) as Promise<ReadMigration[]>;
}

const insertCases = new BulkInsert<MigratedCase & { id: string }>('case_migration_case', [
  { name: 'migration_id', type: 'uuid', value: ({ id }) => id },
  { name: 'case_id', type: 'uuid', value: ({ caseId }) => caseId },
  { name: 'from_version_id', type: 'uuid', value: ({ fromVersionId }) => fromVersionId },
  { name: 'moves', type: 'boolean', value: ({ obstacles }) => obstacles.length === 0 },
  { name: 'obstacles', type: 'jsonb', value: ({ obstacles }) => JSON.stringify(obstacles) },
  { name: 'clocks', type: 'jsonb', value: ({ clocks }) => JSON.stringify(clocks) },
]);
