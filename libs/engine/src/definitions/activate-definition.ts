import { type Activated, inForceAt, type ScheduleProblem, type Shortcoming } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type AuditLog } from '../ports/audit-log.js';
import {
  type DefinitionName,
  type DefinitionVersion,
  type DefinitionVersions,
  type OnWhoseWord,
} from '../ports/definition-versions.js';
import { type Tx } from '../ports/transactions.js';
import { type CountySchedule } from './county-schedule.js';

export interface ActivateCommand {
  readonly name: Pick<DefinitionName, 'kind' | 'code'>;
  readonly versionId: string;
  /** Of a case type: the version of its policy that comes into force with it. */
  readonly policyVersionId: string | null;
  /** Null: now. */
  readonly from: Temporal.Instant | null;
}

export type ActivateResult =
  /** `from`: since when, or from when on. Nothing changed where it is in force then anyway. */
  | { readonly kind: 'activated' | 'in-force-already'; readonly from: Temporal.Instant; readonly hash: string }
  | { readonly kind: 'not-found' | 'policy-not-found' | 'in-the-past' }
  /** Another one, or this one at another time, waits: it is withdrawn first. */
  | { readonly kind: 'taken'; readonly from: Temporal.Instant }
  | { readonly kind: 'refused'; readonly problems: readonly (Shortcoming | ScheduleProblem)[] };

/**
 * Lets a version come into force, now or at a later instant, never in the past: nothing that was decided is changed by
 * it. Proven anew, with what will be in force then. Cases stay on the version of their type, and open clocks keep their
 * deadlines until they are counted anew.
 */
export class ActivateDefinition {
  constructor(
    private readonly versions: DefinitionVersions,
    private readonly schedule: CountySchedule,
    private readonly audit: AuditLog,
  ) {}

  async execute(
    tx: Tx,
    by: OnWhoseWord,
    { name, versionId, policyVersionId, from }: ActivateCommand,
  ): Promise<ActivateResult> {
    const { countyCode } = by;
    await this.versions.takeTurn(tx, countyCode);
    const own = { countyCode, ...name };
    const version = await this.versions.one(tx, own, versionId);
    if (!version) return { kind: 'not-found' };
    const policy = { ...own, kind: 'policy' } as const;
    const withIt = policyVersionId === null ? null : await this.versions.one(tx, policy, policyVersionId);
    if (policyVersionId !== null && !withIt) return { kind: 'policy-not-found' };
    const at = from ?? tx.now;
    if (at.epochMilliseconds < tx.now.epochMilliseconds) return { kind: 'in-the-past' };

    const wanted: { version: DefinitionVersion; entered: readonly Activated[] }[] = [];
    for (const one of withIt ? [version, withIt] : [version]) {
      const entered = await this.versions.activations(tx, one);
      if (inForceAt(entered, at)?.versionId === one.id) continue;
      const taken = entered.find((other) => isInTheWay(other, one.id, at, tx.now));
      if (taken) return { kind: 'taken', from: taken.from };
      wanted.push({ version: one, entered });
    }
    const { hash } = version;
    if (wanted.length === 0) {
      const held = inForceAt(await this.versions.activations(tx, own), at);
      return { kind: 'in-force-already', from: held?.from ?? at, hash };
    }
    const problems = await this.schedule.problems(tx, own, ({ kind, code }, entered) => {
      const added = wanted.find((one) => one.version.kind === kind && one.version.code === code);
      return added ? inOrder([...entered, { versionId: added.version.id, from: at }]) : entered;
    });
    if (problems.length > 0) return { kind: 'refused', problems };
    for (const one of wanted) await this.enter(tx, by, one.version, at);
    return { kind: 'activated', from: at, hash };
  }

  private async enter(
    tx: Tx,
    { personId, accountId, countyCode }: OnWhoseWord,
    { id, kind, code, hash, ...rest }: DefinitionVersion,
    from: Temporal.Instant,
  ): Promise<void> {
    await this.versions.activate(tx, { ...rest, kind, code }, { versionId: id, from }, personId);
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'configuration-changed', personId, accountId, subject: { kind, id: code } },
      data: { hash, outcome: 'activated', from: from.toString() },
    });
  }
}

/** What waits for the same instant; and the version itself, where it waits for another one. */
function isInTheWay(
  { from, versionId }: Activated,
  id: string,
  at: Temporal.Instant,
  { epochMilliseconds: now }: Temporal.Instant,
): boolean {
  return from.epochMilliseconds > now && (versionId === id || from.epochMilliseconds === at.epochMilliseconds);
}

function inOrder(activated: readonly Activated[]): readonly Activated[] {
  return [...activated].sort((a, b) => a.from.epochMilliseconds - b.from.epochMilliseconds);
}
