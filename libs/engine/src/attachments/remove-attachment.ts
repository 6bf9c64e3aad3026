import { type Actor, decideRemoval, isOpen, type RemovalDecision, type RemovalReason } from '#domain';
import { type AttachmentStore } from '../ports/attachment-store.js';
import { type Attachments } from '../ports/attachments.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type CaseStore } from '../ports/case-store.js';
import { type Definitions } from '../ports/definitions.js';
import { type Scope } from '../ports/scope.js';
import { type Transactions } from '../ports/transactions.js';

export interface RemoveAttachmentCommand {
  readonly caseId: string;
  readonly id: string;
  readonly actor: Actor;
  readonly accountId: string;
  readonly scope: Scope;
  readonly reason: RemovalReason | null;
}

export type RemoveAttachmentResult =
  { readonly kind: 'not-found' | 'gone' | 'removed' } | Exclude<RemovalDecision, { kind: 'remove' }>;

/** Takes a file away. The row stays as a record; the key of its content goes with the transaction, the content right after. */
export class RemoveAttachment {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Pick<CaseStore, 'lock'>,
    private readonly definitions: Definitions,
    private readonly attachments: Attachments,
    private readonly store: AttachmentStore,
    private readonly audit: AuditLog,
  ) {}

  async execute(command: RemoveAttachmentCommand): Promise<RemoveAttachmentResult> {
    const { caseId, id, actor, accountId, scope, reason } = command;
    const result = await this.transactions.run(async (tx): Promise<RemoveAttachmentResult> => {
      const record = await this.cases.lock(tx, caseId, scope);
      const attachment = record && (await this.attachments.find(tx, scope, caseId, id));
      if (!attachment) return { kind: 'not-found' };
      if (attachment.contentKey === null) return { kind: 'gone' };
      const { type } = await this.definitions.ofVersion(tx, record.countyCode, record.typeVersionId);
      const caseIsOpen = isOpen(type, record.facts.state);
      const decision = decideRemoval({ actor, reason, caseIsOpen, uploadedBy: attachment.uploadedBy });
      if (decision.kind !== 'remove') return decision;
      await this.attachments.remove(tx, id, actor.personId!, decision.because);
      await this.audit.record(tx, {
        ...{ countyCode: record.countyCode, kind: 'attachment-removed', personId: actor.personId, accountId },
        ...{ subject: { kind: 'attachment', id }, data: { caseId, because: decision.because } },
      });
      return { kind: 'removed' };
    });
    // a store that does not answer changes nothing: without its key the content is noise, and is cleared away by night
    if (result.kind === 'removed') await this.store.remove(id).catch(() => undefined);
    return result;
  }
}
