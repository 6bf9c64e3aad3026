import { type Tx } from './transactions.js';

/**
 * What is recorded beside the cases' own events, which are the record of what was done to cases: who came in, who read
 * personal data, who changed how the system works or who may do what, and what left the house (design §10).
 */
export type AuditKind =
  | 'signed-in'
  | 'sign-in-refused'
  | 'locked-out'
  | 'signed-out'
  | 'password-changed'
  | 'second-factor-changed'
  | 'token-made'
  | 'token-revoked'
  | 'access-refused'
  | 'personal-data-read'
  | 'personal-data-disclosed'
  | 'personal-data-anonymised'
  | 'attachment-added'
  | 'attachment-removed'
  | 'attachment-infected'
  | 'key-rotated'
  | 'exported'
  | 'export-decided'
  | 'imported'
  | 'people-changed'
  | 'account-changed'
  | 'handed-over'
  | 'regions-changed'
  | 'configuration-changed'
  | 'log-sealed-elsewhere'
  | 'audit-read';

export interface AuditEntry {
  readonly countyCode: string | null;
  readonly kind: AuditKind;
  /** Who did it; null where it was the system, or somebody who is not known yet. */
  readonly personId: string | null;
  readonly accountId?: string | null;
  /** What it was done to, as a kind of thing and its id: `case`, `requester`, `account`, `posting`, … */
  readonly subject?: { readonly kind: string; readonly id: string };
  /** Codes, counts, ids and instants; never free text, never personal data. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The audit log: written in the acting transaction, so that nothing happens unrecorded and nothing is recorded that did not happen. */
export interface AuditLog {
  record(tx: Tx, ...entries: readonly AuditEntry[]): Promise<void>;
}
