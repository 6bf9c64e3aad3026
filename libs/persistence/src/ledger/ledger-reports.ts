import {
  type Cipher,
  type LedgerCount,
  type LedgerFrame,
  type LedgerRowRecord,
  type OpenedLedger,
  type Tx,
} from '#engine';
import { managerOf } from '../transactions.js';
import { rowOf, type StoredRow } from './row-columns.js';

/** How an import stands, as its importer and the county office may know it. */
export interface LedgerReport {
  readonly id: string;
  /** The importer, who alone sees what the file says of people. */
  readonly personId: string;
  readonly fileName: string;
  readonly dryRun: boolean;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly sheet: string;
  readonly alsoLedgers: readonly string[];
  readonly mapping: OpenedLedger['mapping'];
  readonly counts: LedgerCount & { readonly skipped: number };
  readonly rowsExpected: number;
  readonly failure: { readonly code: string } | null;
}

/** Which imports a person may look at: all of the county, or one's own while posted to all their regions. */
export interface ReportScope {
  readonly countyCode: string;
  readonly own: { readonly personId: string; readonly regions: readonly string[] } | null;
}

/** What imports have done, for reading. */
export class LedgerReports {
  constructor(private readonly cipher: Cipher) {}

  async one(tx: Tx, { countyCode, own }: ReportScope, id: string): Promise<LedgerReport | null> {
    const [row] = (await managerOf(tx).query(
      `SELECT id, person_id AS "personId", file_name AS "fileName", dry_run AS "dryRun", state, sheet, also_ledgers AS "alsoLedgers", mapping,
              accepted, rejected, duplicates, skipped, rows_expected AS "rowsExpected", failure
         FROM ledger_import WHERE id = $1 AND county_code = $2 AND ($3::uuid IS NULL OR (person_id = $3 AND NOT EXISTS (
              SELECT FROM unnest(regions) AS brought (code)
               WHERE NOT EXISTS (SELECT FROM unnest($4::text[]) AS held (code) WHERE starts_with(brought.code, held.code)))))`,
      [id, countyCode, own?.personId ?? null, own?.regions ?? []],
    )) as (Omit<LedgerReport, 'counts'> & Omit<LedgerReport['counts'], 'rows'>)[];
    if (!row) return null;
    const { accepted, rejected, duplicates, skipped, ...report } = row;
    return { ...report, counts: { rows: accepted + rejected + duplicates, accepted, rejected, duplicates, skipped } };
  }

  /** Rows behind `line` in file order, of one status or of all. */
  async rows(
    tx: Tx,
    id: string,
    { behind, status, limit }: { behind: number; status: LedgerRowRecord['status'] | null; limit: number },
  ): Promise<LedgerRowRecord[]> {
    const rows = (await managerOf(tx).query(
      `SELECT r.line, r.status, r.village_code, r.registered_on, r.completed_on, r.urgency, r.category, r.case_id, r.duplicate_of,
              r.applied, r.details, i.key_id
         FROM ledger_import_row r JOIN ledger_import i ON i.id = r.import_id
        WHERE r.import_id = $1 AND r.line > $2 AND ($3::text IS NULL OR r.status = $3) ORDER BY r.line LIMIT $4`,
      [id, behind, status, limit],
    )) as (StoredRow & { key_id: string })[];
    return rows.map((row) => rowOf(row, this.cipher, row.key_id));
  }

  /** The frame of the sheet, which refused rows are handed back in. */
  async frame(tx: Tx, id: string): Promise<LedgerFrame> {
    const [row] = (await managerOf(tx).query('SELECT frame, key_id FROM ledger_import WHERE id = $1', [id])) as {
      frame: Buffer;
      key_id: string;
    }[];
    if (!row) throw new Error(`no import ${id}`);
    return JSON.parse(this.cipher.open(row.frame, row.key_id)) as LedgerFrame;
  }
}
