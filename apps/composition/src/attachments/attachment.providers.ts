import { type FactoryProvider } from '@nestjs/common';
import { Clamd, FolderStore, S3Store, ScanCommand, ScratchFiles } from '#attachments';
import { type AttachmentLimits, limitsOf } from '#domain';
import {
  AddAttachment,
  type AttachmentStore,
  ClearContent,
  type ContentScanner,
  FetchAttachment,
  RemoveAttachment,
  ScanAttachments,
} from '#engine';
import { AesCipher, SegmentCipher } from '#identity';
import {
  Outbox,
  PgAttachments,
  PgAuditLog,
  PgCaseStore,
  PgDefinitions,
  PgNumbering,
  PgTransactions,
} from '#persistence';
import { queues } from '#queue';
import { provide } from '../provide.js';
import { SETTINGS, type Settings } from '../settings.js';

/** How much may be sent, as this installation is set. */
export const ATTACHMENT_LIMITS = Symbol('limits of attachments');
const STORE = Symbol('store of attachments');
const SCANNER = Symbol('scanner of attachments');

/** Of a process that was told of no place for files, and takes none. */
const nowhere = '';

const adapters: FactoryProvider[] = [
  provide(ATTACHMENT_LIMITS, [SETTINGS], ({ attachments }: Settings) => limitsOf(attachments?.fileBytes ?? 0)),
  provide(STORE, [SETTINGS], ({ attachments }: Settings) =>
    attachments?.s3 ? new S3Store(attachments.s3) : new FolderStore(attachments?.folder ?? nowhere),
  ),
  provide(SCANNER, [SETTINGS], ({ attachments: { clamdUrl, scanCommand } = { folder: '', fileBytes: 0 } }: Settings) =>
    clamdUrl ? new Clamd(clamdUrl) : scanCommand ? new ScanCommand(scanCommand) : null,
  ),
  provide(ScratchFiles, [SETTINGS], ({ attachments }: Settings) => new ScratchFiles(attachments?.folder ?? nowhere)),
  provide(SegmentCipher, [], () => new SegmentCipher()),
  provide(
    PgAttachments,
    [AesCipher, Outbox],
    (cipher: AesCipher, outbox: Outbox) => new PgAttachments(cipher, outbox, queues.attachments),
  ),
];

const useCases: FactoryProvider[] = [
  provide(
    AddAttachment,
    [PgTransactions, PgCaseStore, PgDefinitions, PgAttachments, ScratchFiles, STORE, SegmentCipher, SCANNER, PgNumbering, PgAuditLog, ATTACHMENT_LIMITS], // prettier-ignore
    (
      ...[transactions, cases, definitions, attachments, files, store, cipher, ...rest]: [
        ...[PgTransactions, PgCaseStore, PgDefinitions, PgAttachments, ScratchFiles, AttachmentStore, SegmentCipher],
        ...[ContentScanner | null, PgNumbering, PgAuditLog, AttachmentLimits],
      ]
    ) => new AddAttachment(transactions, cases, definitions, attachments, files, { store, cipher }, ...rest),
  ),
  provide(
    FetchAttachment,
    [PgTransactions, PgAttachments, STORE, SegmentCipher, PgAuditLog],
    (...parts: ConstructorParameters<typeof FetchAttachment>) => new FetchAttachment(...parts),
  ),
  provide(
    RemoveAttachment,
    [PgTransactions, PgCaseStore, PgDefinitions, PgAttachments, STORE, PgAuditLog],
    (...parts: ConstructorParameters<typeof RemoveAttachment>) => new RemoveAttachment(...parts),
  ),
  provide(
    ScanAttachments,
    [PgTransactions, PgAttachments, STORE, SegmentCipher, SCANNER, PgAuditLog],
    (...parts: ConstructorParameters<typeof ScanAttachments>) => new ScanAttachments(...parts),
  ),
  provide(
    ClearContent,
    [PgTransactions, PgAttachments, STORE],
    (...parts: ConstructorParameters<typeof ClearContent>) => new ClearContent(...parts),
  ),
];

/** Files of cases: where they lie, who looks into them, and what is done with them. */
export const attachmentProviders = [...adapters, ...useCases];
