import { type Actor, identitiesOf, isSecondPerson, type Role } from '#domain';
import { type AuditLog } from '../ports/audit-log.js';
import { type Directories } from '../ports/definitions.js';
import { type Exports, type StoredExport } from '../ports/exports.js';
import { type Tx } from '../ports/transactions.js';

/** Who may agree to a long export. */
export const exportDeciders: readonly Role[] = ['supervisor', 'security-admin'];

export interface DecideExportCommand {
  readonly id: string;
  readonly countyCode: string;
  readonly actor: Actor;
  readonly accountId: string;
  readonly agree: boolean;
}

export type DecideExportResult = 'not-found' | 'own' | 'decided-before' | 'decided';

/** A second person agrees to a long export, or does not (`isSecondPerson`). */
export class DecideExport {
  constructor(
    private readonly exports: Exports,
    private readonly directories: Directories,
    private readonly audit: AuditLog,
  ) {}

  async execute(tx: Tx, { id, countyCode, actor, accountId, agree }: DecideExportCommand): Promise<DecideExportResult> {
    const asked = await this.exports.lock(tx, id, countyCode);
    if (!asked) return 'not-found';
    const first = await this.askers(tx, asked);
    const decider = identitiesOf(actor).find((one) => mayDecide(one) && isSecondPerson(one, first));
    if (!decider) return 'own';
    if (asked.state !== 'to-decide') return 'decided-before';
    const personId = actor.personId!;
    await this.exports.decide(tx, id, agree ? 'waiting' : 'refused', personId);
    if (agree) await this.exports.enqueue(tx, countyCode, id);
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'export-decided', personId, accountId, subject: { kind: 'export', id } },
      data: {
        ...{ agree, rows: asked.rowsExpected, askedBy: asked.personId },
        ...(decider.actedBy && { onBehalfOf: decider.personId }),
      },
    });
    return 'decided';
  }

  /** Who asked, and those whose work that person did then: what they see made the list. */
  private async askers(tx: Tx, { countyCode, personId, askedAt }: StoredExport): Promise<string[]> {
    const directory = await this.directories.of(tx, countyCode);
    return [personId, ...directory.stoodInForBy(personId, askedAt)];
  }
}

function mayDecide({ postings }: Actor): boolean {
  return postings.some(({ role }) => exportDeciders.includes(role));
}
