import { type AuditLog } from '../ports/audit-log.js';
import { type Exports } from '../ports/exports.js';
import { type Tx } from '../ports/transactions.js';

export interface DecideExportCommand {
  readonly id: string;
  readonly countyCode: string;
  readonly personId: string;
  readonly accountId: string;
  readonly agree: boolean;
}

export type DecideExportResult = 'not-found' | 'own' | 'decided-before' | 'decided';

/** A second person agrees to a long export, or does not; never the one who asked. */
export class DecideExport {
  constructor(
    private readonly exports: Exports,
    private readonly audit: AuditLog,
  ) {}

  async execute(
    tx: Tx,
    { id, countyCode, personId, accountId, agree }: DecideExportCommand,
  ): Promise<DecideExportResult> {
    const asked = await this.exports.lock(tx, id, countyCode);
    if (!asked) return 'not-found';
    if (asked.personId === personId) return 'own';
    if (asked.state !== 'to-decide') return 'decided-before';
    await this.exports.decide(tx, id, agree ? 'waiting' : 'refused', personId);
    if (agree) await this.exports.enqueue(tx, countyCode, id);
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'export-decided', personId, accountId, subject: { kind: 'export', id } },
      data: { agree, rows: asked.rowsExpected, askedBy: asked.personId },
    });
    return 'decided';
  }
}
