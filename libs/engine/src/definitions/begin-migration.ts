import { inForceAt } from '#domain';
import { type AuditLog } from '../ports/audit-log.js';
import { type CaseMigration, type CaseMigrations } from '../ports/case-migrations.js';
import { type DefinitionVersions, type OnWhoseWord } from '../ports/definition-versions.js';
import { type Numbering } from '../ports/numbering.js';
import { type Tx } from '../ports/transactions.js';

export interface BeginMigrationCommand {
  readonly code: string;
  /** Null: the version in force. */
  readonly toVersionId: string | null;
  readonly dryRun: boolean;
}

export type BeginMigrationResult =
  /** `goes-on`: the same run was begun before and is not over. */
  | { readonly kind: 'begun' | 'goes-on'; readonly migration: CaseMigration }
  | { readonly kind: 'not-found' | 'not-in-force' | 'no-policy' }
  | { readonly kind: 'another-runs'; readonly migration: CaseMigration };

/** Begins to bring a type's open cases onto a version of it: onto the one in force, or, only to look, onto any. */
export class BeginMigration {
  constructor(
    private readonly versions: DefinitionVersions,
    private readonly migrations: CaseMigrations,
    private readonly numbering: Numbering,
    private readonly audit: AuditLog,
  ) {}

  async execute(tx: Tx, by: OnWhoseWord, command: BeginMigrationCommand): Promise<BeginMigrationResult> {
    const { countyCode, personId, accountId } = by;
    const { code, dryRun } = command;
    const name = { countyCode, kind: 'case-type', code } as const;
    await this.versions.takeTurn(tx, countyCode);
    const active = inForceAt(await this.versions.activations(tx, name), tx.now)?.versionId ?? null;
    const wanted = command.toVersionId ?? active;
    const to = wanted && (await this.versions.one(tx, name, wanted));
    if (!to) return { kind: 'not-found' };
    if (!dryRun && to.id !== active) return { kind: 'not-in-force' };
    if (!inForceAt(await this.versions.activations(tx, { ...name, kind: 'policy' }), tx.now))
      return { kind: 'no-policy' };
    const other = dryRun ? null : await this.migrations.running(tx, countyCode, code);
    if (other) return { kind: other.toVersionId === to.id ? 'goes-on' : 'another-runs', migration: other };

    const casesExpected = await this.migrations.expected(tx, countyCode, code, to.id);
    const begun = { id: this.numbering.newId(), countyCode, code, toVersionId: to.id, dryRun, personId, casesExpected };
    await this.migrations.create(tx, begun);
    if (!dryRun) {
      await this.audit.record(tx, {
        ...{ countyCode, kind: 'configuration-changed', personId, accountId, subject: { kind: 'case-type', id: code } },
        data: { hash: to.hash, outcome: 'migration-begun', migration: begun.id, cases: casesExpected },
      });
    }
    return { kind: 'begun', migration: { ...begun, state: 'running', moved: 0, stayed: 0 } };
  }
}
