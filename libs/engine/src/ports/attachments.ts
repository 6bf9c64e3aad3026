import { type AttachmentKind, type Occupied, type RemovalReason, type ScanState } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Scope } from './scope.js';
import { type Tx } from './transactions.js';

export interface NewAttachment {
  readonly id: string;
  readonly countyCode: string;
  readonly caseId: string;
  readonly name: string;
  readonly kind: AttachmentKind;
  readonly bytes: number;
  readonly uploadedBy: string;
  readonly scan: Exclude<ScanState, 'infected'>;
  /** The key of its content; kept sealed. */
  readonly contentKey: Uint8Array;
}

/** A file of a case, as its row tells. */
export interface AttachmentRecord {
  readonly id: string;
  readonly countyCode: string;
  readonly caseId: string;
  readonly name: string;
  readonly kind: AttachmentKind;
  readonly bytes: number;
  readonly uploadedAt: Temporal.Instant;
  readonly uploadedBy: string;
  readonly scan: ScanState;
  readonly removed: { readonly at: Temporal.Instant; readonly because: RemovalReason | 'by-uploader' } | null;
  /** Null once the content is gone. */
  readonly contentKey: Uint8Array | null;
}

/** The rows of attachments. Where a scope is given, a file that the reader may not read is none. */
export interface Attachments {
  /** What a case holds, and what this person added since then. */
  occupied(tx: Tx, caseId: string, personId: string, since: Temporal.Instant): Promise<Occupied>;
  enter(tx: Tx, attachment: NewAttachment): Promise<void>;
  /** Asks a worker, with the commit of this transaction, to have it scanned. */
  askForScan(tx: Tx, countyCode: string, id: string): Promise<void>;
  find(tx: Tx, scope: Scope, caseId: string, id: string): Promise<AttachmentRecord | null>;
  /** Locked, for the system itself. */
  lock(tx: Tx, id: string): Promise<AttachmentRecord | null>;
  /** Ids of those that wait for a scanner, the longest first. */
  pending(tx: Tx, limit: number): Promise<readonly string[]>;
  scanned(tx: Tx, id: string, verdict: 'clean' | 'infected'): Promise<void>;
  /** The row stays; its content cannot be opened any more. */
  remove(tx: Tx, id: string, by: string, because: RemovalReason | 'by-uploader'): Promise<void>;
  /** Which of these have content that is still wanted. */
  wanted(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>>;
}
