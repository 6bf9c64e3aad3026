import { type Writable } from 'node:stream';
import { type INestApplicationContext } from '@nestjs/common';
import { type ClockChange, formatInstant } from '#domain';
import { BeginMigration, type CaseMigration, type MigratedCase, RunMigration } from '#engine';
import { countyTimeZone, PgCaseMigrations, PgDefinitionVersions, PgTransactions } from '#persistence';
import { type ExitCode, WrongUsage } from '../command.js';
import { JsonLines } from '../lines.js';
import { versionOf } from './definitions.command.js';
import { type CountyOptions, withCounty } from './with-county.js';

export interface MigrateCasesOptions extends CountyOptions {
  readonly to?: string;
  readonly 'dry-run'?: boolean;
  readonly batch?: string;
}

/**
 * `guacun case-types migrate CODE`: brings open cases onto the version in force, a line a case and one at the end. Broken
 * off, the same command goes on. `--dry-run` only says what would become of each.
 */
export async function migrateCases(
  words: readonly string[],
  options: MigrateCasesOptions,
  output: Writable,
): Promise<ExitCode> {
  const [code, ...rest] = words;
  if (code === undefined || rest.length > 0) throw new WrongUsage('请写一个案件类型的代码', 'Name one case type by its code'); // prettier-ignore
  const batch = batchOf(options.batch);
  const dryRun = options['dry-run'] ?? false;
  return withCounty(options, async (engine, by) => {
    const begun = await engine.get(PgTransactions).run(async (tx) => {
      const name = { countyCode: by.countyCode, kind: 'case-type', code } as const;
      const to = options.to === undefined ? null : await versionOf(engine, tx, name, options.to);
      return engine.get(BeginMigration).execute(tx, by, { code, toVersionId: to?.id ?? null, dryRun });
    });
    const lines = new JsonLines(output);
    if (begun.kind !== 'begun' && begun.kind !== 'goes-on') {
      await lines.write({ code, result: begun.kind });
      return 1;
    }
    const { migration } = begun;
    const hashes = await hashesOf(engine, migration);
    const told = async (cases: readonly MigratedCase[]) => {
      const numbers = await engine.get(PgTransactions).read(
        (tx) =>
        engine.get(PgCaseMigrations).numbers(tx, cases.map(({ caseId }) => caseId)), // prettier-ignore
      );
      for (const one of cases) await lines.write(lineOf(one, numbers, hashes, migration));
    };
    const result = await engine.get(RunMigration).execute(migration.id, { told, batch });
    const over = await engine
      .get(PgTransactions)
      .read((tx) => engine.get(PgCaseMigrations).one(tx, migration.countyCode, code, migration.id));
    const { moved, stayed, casesExpected } = over ?? migration;
    const to = hashes.get(migration.toVersionId);
    await lines.write({ code, to, dryRun, result: result.kind, goneOn: begun.kind === 'goes-on', cases: casesExpected, moved, stayed }); // prettier-ignore
    return 0;
  });
}

function lineOf(
  { caseId, fromVersionId, obstacles, clocks }: MigratedCase,
  numbers: ReadonlyMap<string, string>,
  hashes: ReadonlyMap<string, string>,
  { toVersionId }: CaseMigration,
) {
  const at = (instant: ClockChange['from']) => instant && formatInstant(instant, countyTimeZone);
  return {
    number: numbers.get(caseId),
    ...{ from: hashes.get(fromVersionId), to: hashes.get(toVersionId), moves: obstacles.length === 0 },
    ...(obstacles.length > 0 && { obstacles }),
    clocks: clocks.map(({ clock, why, from, to }) => ({ clock, why, from: at(from), to: at(to) })),
  };
}

async function hashesOf(engine: INestApplicationContext, { countyCode, code }: CaseMigration) {
  const all = await engine
    .get(PgTransactions)
    .read((tx) => engine.get(PgDefinitionVersions).all(tx, { countyCode, kind: 'case-type', code }));
  return new Map(all.map(({ id, hash }) => [id, hash]));
}

/** Cases a transaction; what the run takes by itself where nothing is said. */
function batchOf(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const batch = /^\d{1,4}$/.test(written) ? Number(written) : 0;
  if (batch >= 1) return batch;
  throw new WrongUsage('--batch 请写 1 到 9999', '--batch takes 1 to 9999');
}
