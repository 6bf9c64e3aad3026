import { type Actor, type AttachmentLimits, isOpen, type NoRoom, safeName, whyNoRoom } from '#domain';
import { type AttachmentStore, type ContentCipher } from '../ports/attachment-store.js';
import { type Attachments, type NewAttachment } from '../ports/attachments.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type CaseStore } from '../ports/case-store.js';
import { type ContentScanner } from '../ports/content-scanner.js';
import { type Definitions } from '../ports/definitions.js';
import { type Numbering } from '../ports/numbering.js';
import { type ReceivedFile, type ReceivedFiles, type RefusalOfContent } from '../ports/received-files.js';
import { type Scope } from '../ports/scope.js';
import { type Transactions, type Tx } from '../ports/transactions.js';

export interface AddAttachmentCommand {
  readonly caseId: string;
  readonly actor: Actor;
  readonly accountId: string;
  readonly scope: Scope;
}

export type AddAttachmentRefusal =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'case-closed' }
  | { readonly kind: 'no-room'; readonly because: NoRoom };

export type AddAttachmentResult =
  | AddAttachmentRefusal
  | { readonly kind: 'refused'; readonly refusal: RefusalOfContent }
  | { readonly kind: 'infected' }
  /** The store does not take it now. */
  | { readonly kind: 'out-of-reach'; readonly failure: unknown }
  | { readonly kind: 'added'; readonly id: string };

const day = { hours: 24 };

/**
 * Adds a file to a case. The content is taken in, judged, scanned and kept outside of any transaction; the row comes last,
 * after everything was asked again under the lock of the case. Whatever breaks off before leaves no row, and content that
 * nobody knows, which is taken away at once or by the next clearing.
 */
export class AddAttachment {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Pick<CaseStore, 'lock'>,
    private readonly definitions: Definitions,
    private readonly attachments: Attachments,
    private readonly files: ReceivedFiles,
    private readonly keeping: { readonly store: AttachmentStore; readonly cipher: ContentCipher },
    private readonly scanner: ContentScanner | null,
    private readonly numbering: Pick<Numbering, 'newId'>,
    private readonly audit: AuditLog,
    private readonly limits: AttachmentLimits,
  ) {}

  /** Whether there is any sense in sending a file; null where there is. */
  async refusal(command: AddAttachmentCommand): Promise<AddAttachmentRefusal | null> {
    return this.transactions.run((tx) => this.whyNot(tx, command, 0));
  }

  /** Throws what `incoming` throws, such as a connection that was cut. */
  async execute(
    command: AddAttachmentCommand,
    incoming: AsyncIterable<Uint8Array>,
    fileName: string,
  ): Promise<AddAttachmentResult> {
    const received = await this.files.receive(incoming, fileName, this.limits.fileBytes);
    if (received.kind === 'refused') return received;
    try {
      return await this.take(command, received, fileName);
    } finally {
      await received.release();
    }
  }

  private async take(
    command: AddAttachmentCommand,
    { is, content }: Extract<ReceivedFile, { kind: 'accepted' }>,
    fileName: string,
  ): Promise<AddAttachmentResult> {
    const verdict = this.scanner ? await this.scanner.scan(content.read()) : null;
    if (verdict === 'infected') return this.refuseInfected(command);
    const id = this.numbering.newId();
    const contentKey = this.keeping.cipher.newKey();
    try {
      await this.keeping.store.keep(id, this.keeping.cipher.seal(contentKey, content));
    } catch (failure) {
      return { kind: 'out-of-reach', failure };
    }
    let isEntered = false;
    try {
      const refusal = await this.enter(command, {
        ...{ id, caseId: command.caseId, countyCode: command.scope.countyCode, name: safeName(fileName, is), kind: is },
        ...{ bytes: content.bytes, uploadedBy: command.actor.personId!, contentKey },
        scan: verdict === null ? 'not-scanned' : verdict === 'clean' ? 'clean' : 'pending',
      });
      isEntered = refusal === null;
      return refusal ?? { kind: 'added', id };
    } finally {
      // what cannot be taken away now is cleared away by night
      if (!isEntered) await this.keeping.store.remove(id).catch(() => undefined);
    }
  }

  private async enter(command: AddAttachmentCommand, attachment: NewAttachment): Promise<AddAttachmentRefusal | null> {
    const { id, countyCode, caseId, kind, bytes, scan } = attachment;
    return this.transactions.run(async (tx) => {
      const refusal = await this.whyNot(tx, command, bytes);
      if (refusal) return refusal;
      await this.attachments.enter(tx, attachment);
      if (scan === 'pending') await this.attachments.askForScan(tx, countyCode, id);
      await this.audit.record(tx, {
        ...{ countyCode, kind: 'attachment-added', personId: command.actor.personId, accountId: command.accountId },
        ...{ subject: { kind: 'attachment', id }, data: { caseId, is: kind, bytes, scan } },
      });
      return null;
    });
  }

  private async whyNot(tx: Tx, command: AddAttachmentCommand, bytes: number): Promise<AddAttachmentRefusal | null> {
    const record = await this.cases.lock(tx, command.caseId, command.scope);
    if (!record) return { kind: 'not-found' };
    const { type } = await this.definitions.ofVersion(tx, record.countyCode, record.typeVersionId);
    if (!isOpen(type, record.facts.state)) return { kind: 'case-closed' };
    const personId = command.actor.personId!;
    const occupied = await this.attachments.occupied(tx, record.id, personId, tx.now.subtract(day));
    const because = whyNoRoom(occupied, bytes, this.limits);
    return because && { kind: 'no-room', because };
  }

  /** Nothing of it is kept but that somebody sent it. */
  private async refuseInfected({
    caseId,
    actor,
    accountId,
    scope,
  }: AddAttachmentCommand): Promise<AddAttachmentResult> {
    await this.transactions.run((tx) =>
      this.audit.record(tx, {
        ...{ countyCode: scope.countyCode, kind: 'attachment-infected', personId: actor.personId, accountId },
        subject: { kind: 'case', id: caseId },
      }),
    );
    return { kind: 'infected' };
  }
}
