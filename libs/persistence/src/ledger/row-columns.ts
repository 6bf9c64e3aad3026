import { type Cipher, type LedgerRowRecord } from '#engine';
import { type BulkColumn } from '../sql/bulk.js';

export interface ImportRow {
  readonly importId: string;
  readonly row: LedgerRowRecord;
}

/** What of a row is sealed, because it quotes cells. */
export type RowDetails = Pick<LedgerRowRecord, 'problems' | 'changes' | 'original'>;

/** The columns of a row; codes and dates in the open, quoted cells sealed. */
export function rowColumns(cipher: Cipher): readonly BulkColumn<ImportRow>[] {
  return [
    { name: 'import_id', type: 'uuid', value: ({ importId }) => importId },
    { name: 'line', type: 'int', value: ({ row }) => row.line },
    { name: 'status', type: 'text', value: ({ row }) => row.status },
    { name: 'village_code', type: 'text', value: ({ row }) => row.villageCode },
    { name: 'registered_on', type: 'date', value: ({ row }) => row.registeredOn },
    { name: 'completed_on', type: 'date', value: ({ row }) => row.completedOn },
    { name: 'urgency', type: 'text', value: ({ row }) => row.urgency },
    { name: 'category', type: 'text', value: ({ row }) => row.category },
    { name: 'case_id', type: 'uuid', value: ({ row }) => row.caseId },
    { name: 'duplicate_of', type: 'int', value: ({ row }) => row.duplicateOf },
    { name: 'applied', type: 'text', value: ({ row }) => row.applied },
    { name: 'details', type: 'bytea', value: ({ row }) => sealedDetails(row, cipher) },
  ];
}

function sealedDetails({ problems, changes, original }: LedgerRowRecord, cipher: Cipher): Buffer | null {
  if (problems.length === 0 && !changes && !original) return null;
  const details: RowDetails = { problems, changes, original };
  return Buffer.from(cipher.seal(JSON.stringify(details)));
}

/** A row as the driver gives it. */
export interface StoredRow {
  line: number;
  status: LedgerRowRecord['status'];
  village_code: string | null;
  registered_on: string | null;
  completed_on: string | null;
  urgency: LedgerRowRecord['urgency'];
  category: string | null;
  case_id: string | null;
  duplicate_of: number | null;
  applied: LedgerRowRecord['applied'];
  details: Buffer | null;
}

export function rowOf(stored: StoredRow, cipher: Cipher, keyId: string): LedgerRowRecord {
  const details = stored.details
    ? (JSON.parse(cipher.open(stored.details, keyId)) as RowDetails)
    : { problems: [], changes: null, original: null };
  return {
    line: stored.line,
    status: stored.status,
    villageCode: stored.village_code,
    registeredOn: stored.registered_on,
    completedOn: stored.completed_on,
    urgency: stored.urgency,
    category: stored.category,
    caseId: stored.case_id,
    duplicateOf: stored.duplicate_of,
    applied: stored.applied,
    ...details,
  };
}
