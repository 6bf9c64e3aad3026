import { Temporal } from 'temporal-polyfill';
import { type AuditLog } from '../ports/audit-log.js';
import { type Exports, type StoredExport } from '../ports/exports.js';
import { type Tx } from '../ports/transactions.js';

export interface FetchExportCommand {
  readonly id: string;
  readonly countyCode: string;
  readonly personId: string;
  readonly accountId: string;
}

export type FetchExportResult =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-ready'; readonly state: StoredExport['state'] }
  | { readonly kind: 'expired' }
  | { readonly kind: 'file'; readonly file: Uint8Array; readonly request: StoredExport };

/** Hands the file to its owner; each time is on record, because then it has left the house. */
export class FetchExport {
  constructor(
    private readonly exports: Exports,
    private readonly audit: AuditLog,
  ) {}

  async execute(tx: Tx, { id, countyCode, personId, accountId }: FetchExportCommand): Promise<FetchExportResult> {
    const request = await this.exports.lock(tx, id, countyCode);
    if (request?.personId !== personId) return { kind: 'not-found' };
    if (request.state !== 'done') return { kind: 'not-ready', state: request.state };
    if (!request.expiresAt || Temporal.Instant.compare(request.expiresAt, tx.now) <= 0) return { kind: 'expired' };
    const file = await this.exports.file(tx, id);
    if (!file) return { kind: 'expired' };
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'exported', personId, accountId, subject: { kind: 'export', id } },
      data: { step: 'fetched', rows: request.rows, format: request.format },
    });
    return { kind: 'file', file, request };
  }
}
