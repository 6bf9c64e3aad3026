import { type AuditEntry, type AuditLog, type Tx } from '#engine';
import { BulkInsert } from '../sql/bulk.js';
import { managerOf } from '../transactions.js';

export class PgAuditLog implements AuditLog {
  async record(tx: Tx, ...entries: readonly AuditEntry[]): Promise<void> {
    await insertEntries.run(
      managerOf(tx),
      entries.map((entry) => ({ ...entry, at: tx.now.toString() })),
    );
  }
}

const insertEntries = new BulkInsert<AuditEntry & { at: string }>('audit_log', [
  { name: 'county_code', type: 'text', value: ({ countyCode }) => countyCode },
  { name: 'at', type: 'timestamptz', value: ({ at }) => at },
  { name: 'kind', type: 'text', value: ({ kind }) => kind },
  { name: 'person_id', type: 'uuid', value: ({ personId }) => personId },
  { name: 'account_id', type: 'uuid', value: ({ accountId }) => accountId ?? null },
  { name: 'subject_kind', type: 'text', value: ({ subject }) => subject?.kind ?? null },
  { name: 'subject_id', type: 'text', value: ({ subject }) => subject?.id ?? null },
  { name: 'data', type: 'jsonb', value: ({ data }) => JSON.stringify(data ?? {}) },
]);
