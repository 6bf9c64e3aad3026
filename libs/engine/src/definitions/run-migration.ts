import { clockChanges, decideMigration, type EventActor, type PendingTimer, theSystem } from '#domain';
import { Unfolding } from '../cases/unfolding.js';
import { type CaseMigration, type CaseMigrations, type MigratedCase } from '../ports/case-migrations.js';
import { type CaseChange, type CaseRecord, type CaseStore } from '../ports/case-store.js';
import { type Definitions, type Directories } from '../ports/definitions.js';
import { type Transactions, type Tx } from '../ports/transactions.js';

/** Cases a transaction: few enough that nobody who works on one of them waits long. */
const casesAtOnce = 500;

export type RunMigrationResult =
  | { readonly kind: 'done'; readonly migration: CaseMigration }
  /** Asked to stop between two batches; another run goes on. */
  | { readonly kind: 'put-off' }
  /** It is over, or there is none. */
  | { readonly kind: 'nothing-to-do' };

/** What a run is told to do on the way. */
export interface OnTheWay {
  /** Hears what became of each batch, after its commit. */
  readonly told?: (cases: readonly MigratedCase[]) => Promise<void> | void;
  /** Asked before each batch. */
  readonly stops?: () => boolean;
  readonly batch?: number;
}

/**
 * Brings open cases onto a version of their type, each by an event of its log, batch by batch. A case that has moved is
 * on the version, and the run remembers how far it has looked, so that one that was broken off simply goes on.
 */
export class RunMigration {
  constructor(
    private readonly transactions: Transactions,
    private readonly migrations: CaseMigrations,
    private readonly cases: Pick<CaseStore, 'save'>,
    private readonly definitions: Definitions,
    private readonly directories: Directories,
  ) {}

  async execute(id: string, { told, stops, batch = casesAtOnce }: OnTheWay = {}): Promise<RunMigrationResult> {
    for (;;) {
      if (stops?.()) return { kind: 'put-off' };
      const after = await this.transactions.run((tx) => this.batch(tx, id, batch));
      if (!after) return { kind: 'nothing-to-do' };
      await told?.(after.cases);
      if (after.migration.state === 'done') return { kind: 'done', migration: after.migration };
    }
  }

  private async batch(tx: Tx, id: string, limit: number) {
    const migration = await this.migrations.claim(tx, id);
    if (!migration) return null;
    const records = await this.migrations.next(tx, migration, limit);
    const timers = await this.migrations.pendingTimers(
      tx,
      records.map((record) => record.id),
    );
    const judged: { case: MigratedCase; change: CaseChange | null }[] = [];
    for (const record of records) judged.push(await this.judge(tx, record, migration, timers.get(record.id) ?? []));
    if (!migration.dryRun) {
      await this.cases.save(
        tx,
        judged.flatMap(({ change }) => change ?? []),
      );
    }
    const cases = judged.map((one) => one.case);
    const noted = await this.migrations.note(tx, migration, cases);
    if (records.length === limit) return { cases, migration: noted };
    await this.migrations.end(tx, id, 'done');
    return { cases, migration: { ...noted, state: 'done' as const } };
  }

  private async judge(
    tx: Tx,
    record: CaseRecord,
    { countyCode, toVersionId, personId }: CaseMigration,
    timers: readonly PendingTimer[],
  ) {
    const { typeVersionId } = record;
    const { type } = await this.definitions.ofVersion(tx, countyCode, typeVersionId);
    const definition = await this.definitions.ofVersion(tx, countyCode, toVersionId);
    const directory = await this.directories.of(tx, countyCode);
    const unfolding = new Unfolding({ ...record, typeVersionId: toVersionId }, record, definition, directory);
    const actor: EventActor = personId === null ? theSystem : { kind: 'person', personId, postingId: null };
    const [from, to] = [{ versionId: typeVersionId, type }, { versionId: toVersionId }];
    const { facts, clocks } = record;
    const decision = decideMigration({ facts, clocks, from, to, timers, actor }, unfolding.context(tx.now));
    const about = { caseId: record.id, fromVersionId: typeVersionId };
    if (!decision.ok) return { case: { ...about, obstacles: decision.obstacles, clocks: [] }, change: null };
    unfolding.append(decision.event);
    const changes = clockChanges(clocks, unfolding.record.clocks);
    return { case: { ...about, obstacles: [], clocks: changes }, change: unfolding.change };
  }
}
