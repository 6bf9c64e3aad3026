import { type AttachmentStore, type ContentCipher } from '../ports/attachment-store.js';
import { type Attachments } from '../ports/attachments.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type ContentScanner, type ScanVerdict } from '../ports/content-scanner.js';
import { type Transactions } from '../ports/transactions.js';

/** Files asked about in one round; those that are left wait for the next. */
const round = 100;

/** Has files scanned that no scanner answered about when they came. Run twice, the second run finds nothing to do. */
export class ScanAttachments {
  constructor(
    private readonly transactions: Transactions,
    private readonly attachments: Attachments,
    private readonly store: AttachmentStore,
    private readonly cipher: ContentCipher,
    private readonly scanner: ContentScanner | null,
    private readonly audit: AuditLog,
  ) {}

  /** Those that wait, until none does or the scanner does not answer; how many were decided. */
  async pending(): Promise<number> {
    const ids = await this.transactions.run((tx) => this.attachments.pending(tx, round));
    let decided = 0;
    for (const id of ids) {
      if ((await this.one(id)) === 'no-answer') break;
      decided++;
    }
    return decided;
  }

  /** One of them. Without a scanner, or with one that is away, it goes on waiting. */
  async one(id: string): Promise<ScanVerdict | 'nothing-to-do'> {
    const waiting = await this.transactions.run((tx) => this.attachments.lock(tx, id));
    if (waiting?.scan !== 'pending' || waiting.contentKey === null) return 'nothing-to-do';
    const sealed = this.scanner && (await this.store.open(id));
    if (!this.scanner || !sealed) return 'no-answer';
    const verdict = await this.scanner.scan(this.cipher.open(waiting.contentKey, sealed));
    if (verdict === 'no-answer') return verdict;
    const isDecided = await this.transactions.run(async (tx) => {
      const attachment = await this.attachments.lock(tx, id);
      if (attachment?.scan !== 'pending' || attachment.contentKey === null) return false;
      await this.attachments.scanned(tx, id, verdict);
      if (verdict === 'infected') {
        const { countyCode, caseId } = attachment;
        await this.audit.record(tx, {
          ...{ countyCode, kind: 'attachment-infected', personId: null },
          ...{ subject: { kind: 'attachment', id }, data: { caseId } },
        });
      }
      return true;
    });
    if (isDecided && verdict === 'infected') await this.store.remove(id).catch(() => undefined);
    return isDecided ? verdict : 'nothing-to-do';
  }
}
