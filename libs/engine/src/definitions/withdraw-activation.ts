import { type Activated, type ScheduleProblem, type Shortcoming } from '#domain';
import { type AuditLog } from '../ports/audit-log.js';
import { type DefinitionName, type DefinitionVersions, type OnWhoseWord } from '../ports/definition-versions.js';
import { type Tx } from '../ports/transactions.js';
import { type CountySchedule } from './county-schedule.js';

export type WithdrawResult =
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'not-found' | 'nothing-waits' }
  | { readonly kind: 'refused'; readonly problems: readonly (Shortcoming | ScheduleProblem)[] };

/** Takes back that a version comes into force later. What has come into force can only be followed by another version. */
export class WithdrawActivation {
  constructor(
    private readonly versions: DefinitionVersions,
    private readonly schedule: CountySchedule,
    private readonly audit: AuditLog,
  ) {}

  async execute(
    tx: Tx,
    { countyCode, personId, accountId }: OnWhoseWord,
    { kind, code }: Pick<DefinitionName, 'kind' | 'code'>,
    versionId: string,
  ): Promise<WithdrawResult> {
    await this.versions.takeTurn(tx, countyCode);
    const name = { countyCode, kind, code };
    const version = await this.versions.one(tx, name, versionId);
    if (!version) return { kind: 'not-found' };
    const waiting = (await this.versions.activations(tx, name)).find(
      (one) => one.versionId === versionId && one.from.epochMilliseconds > tx.now.epochMilliseconds,
    );
    if (!waiting) return { kind: 'nothing-waits' };
    const problems = await this.schedule.problems(tx, name, (of, entered) =>
      of.kind === kind && of.code === code ? entered.filter((one) => !isSame(one, waiting)) : entered,
    );
    if (problems.length > 0) return { kind: 'refused', problems };
    await this.versions.withdraw(tx, name, waiting.id, personId);
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'configuration-changed', personId, accountId, subject: { kind, id: code } },
      data: { hash: version.hash, outcome: 'withdrawn', from: waiting.from.toString() },
    });
    return { kind: 'withdrawn' };
  }
}

function isSame(a: Activated, b: Activated): boolean {
  return a.versionId === b.versionId && a.from.epochMilliseconds === b.from.epochMilliseconds;
}
