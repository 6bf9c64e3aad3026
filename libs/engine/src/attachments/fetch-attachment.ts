import { type AttachmentStore, type ContentCipher } from '../ports/attachment-store.js';
import { type AttachmentRecord, type Attachments } from '../ports/attachments.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type Scope } from '../ports/scope.js';
import { type Transactions } from '../ports/transactions.js';

export interface FetchAttachmentCommand {
  readonly caseId: string;
  readonly id: string;
  readonly personId: string;
  readonly accountId: string;
  readonly scope: Scope;
}

export type FetchAttachmentResult =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'not-scanned-yet' }
  /** The row is there and its content is not, or its store does not answer. */
  | { readonly kind: 'out-of-reach' }
  | { readonly kind: 'file'; readonly record: AttachmentRecord; readonly content: AsyncIterable<Uint8Array> };

/** Hands out a file to whoever may read it; on record before its first byte goes out, as every reading of personal data. */
export class FetchAttachment {
  constructor(
    private readonly transactions: Transactions,
    private readonly attachments: Attachments,
    private readonly store: AttachmentStore,
    private readonly cipher: ContentCipher,
    private readonly audit: AuditLog,
  ) {}

  async execute(command: FetchAttachmentCommand): Promise<FetchAttachmentResult> {
    const { caseId, id, personId, accountId, scope } = command;
    const record = await this.transactions.run((tx) => this.attachments.find(tx, scope, caseId, id));
    if (!record) return { kind: 'not-found' };
    if (record.contentKey === null) return { kind: 'gone' };
    if (record.scan === 'pending') return { kind: 'not-scanned-yet' };
    const sealed = await this.store.open(id).catch(() => null);
    const content = sealed && (await begun(this.cipher.open(record.contentKey, sealed)));
    if (!content) return { kind: 'out-of-reach' };
    await this.transactions.run((tx) =>
      this.audit.record(tx, {
        ...{ countyCode: record.countyCode, kind: 'personal-data-read', personId, accountId },
        ...{ subject: { kind: 'attachment', id }, data: { caseId } },
      }),
    );
    return { kind: 'file', record, content };
  }
}

/** Content whose first part was read already; null where that is out of reach or not what was kept. */
async function begun(content: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array> | null> {
  const parts = content[Symbol.asyncIterator]();
  const first = await parts.next().catch(() => null);
  if (first === null) return null;
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      for (let part: IteratorResult<Uint8Array> = first!; !part.done; part = await parts.next()) yield part.value;
    } finally {
      await parts.return?.();
    }
  }
  return all();
}
