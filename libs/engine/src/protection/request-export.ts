import { type AuditLog } from '../ports/audit-log.js';
import { type ExportRequest, type Exports } from '../ports/exports.js';
import { type Numbering } from '../ports/numbering.js';
import { type Scope } from '../ports/scope.js';
import { type Tx } from '../ports/transactions.js';

/** As many rows a person takes out within 24 hours without a second person, in one file or in many. */
export const rowsWithoutApproval = 5_000;
const counted = { hours: 24 };
/** More than this leaves the house in no file: then the filter is to be narrowed. */
export const rowsAtMost = 50_000;

export interface RequestExportCommand extends Omit<ExportRequest, 'id'> {
  readonly accountId: string;
  readonly scope: Scope;
}

export type RequestExportResult =
  | { readonly kind: 'too-many' }
  | { readonly kind: 'asked'; readonly id: string; readonly state: 'waiting' | 'to-decide' };

/** Asks for a list of cases as a file. */
export class RequestExport {
  constructor(
    private readonly exports: Exports,
    private readonly numbering: Pick<Numbering, 'newId'>,
    private readonly audit: AuditLog,
  ) {}

  async execute(tx: Tx, { accountId, scope, ...request }: RequestExportCommand): Promise<RequestExportResult> {
    const { countyCode, personId, format, columns } = request;
    const rows = await this.exports.count(tx, scope, request.filter, rowsAtMost + 1);
    if (rows > rowsAtMost) return { kind: 'too-many' };
    const id = this.numbering.newId();
    const before = await this.exports.rowsWithoutConsent(tx, personId, tx.now.subtract(counted));
    const state = before + rows > rowsWithoutApproval ? 'to-decide' : 'waiting';
    await this.exports.create(tx, { ...request, id }, state, rows);
    if (state === 'waiting') await this.exports.enqueue(tx, countyCode, id);
    await this.audit.record(tx, {
      ...{ countyCode, kind: 'exported', personId, accountId, subject: { kind: 'export', id } },
      data: { step: 'asked', state, rows, before, format, columns },
    });
    return { kind: 'asked', id, state };
  }
}
