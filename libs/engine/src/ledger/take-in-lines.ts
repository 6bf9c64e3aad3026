import { type JudgedRow, type RowProblem } from '#domain';
import { type Cipher } from '../ports/cipher.js';
import {
  type ImportedChunk,
  type LedgerImport,
  type LedgerImports,
  type LedgerRowRecord,
} from '../ports/ledger-imports.js';
import { type LedgerLine, type OpenedLedger } from '../ports/ledger-reader.js';
import { type Tx } from '../ports/transactions.js';
import { type ImportRows, type RowOutcome } from './import-rows.js';
import { rowToImport, type RowToImport } from './row-to-import.js';

/** Lines of a sheet on their way in, with the sheet that they come from. */
export interface Lines {
  readonly ledger: Pick<OpenedLedger, 'mapping'>;
  readonly lines: readonly LedgerLine[];
  readonly skipped: number;
}

/** Takes in judged lines: what was understood is imported (or foreseen, in a dry run), and what became of each line is recorded. */
export class TakeInLines {
  constructor(
    /** Where rows are recorded and persons told; a look from the command line leaves no trace. */
    private readonly imports: Pick<LedgerImports, 'record' | 'tell'>,
    private readonly importRows: ImportRows,
    private readonly cipher: Pick<Cipher, 'blindIndexes'>,
  ) {}

  async execute(tx: Tx, ledgerImport: LedgerImport, { ledger, lines, skipped }: Lines): Promise<ImportedChunk> {
    const columns = new Set<string>(ledger.mapping.map(({ field }) => field));
    const judged = lines.map((line) => insideRegion(line, ledgerImport.regions));
    const rows = judged.flatMap((line) => rowToImport(line, columns, this.digests) ?? []);
    const outcomes = await this.bringIn(tx, ledgerImport, rows);
    const byLine = new Map(outcomes.map((outcome) => [outcome.line, outcome]));
    const chunk = {
      rows: judged.map((line) => recordOf(line, byLine.get(line.line))),
      doneLine: lines.at(-1)?.line ?? 0,
      skipped,
    };
    await this.imports.record(tx, ledgerImport, chunk);
    return chunk;
  }

  private async bringIn(
    tx: Tx,
    ledgerImport: LedgerImport,
    rows: readonly RowToImport[],
  ): Promise<readonly RowOutcome[]> {
    if (ledgerImport.dryRun) return this.importRows.foresee(tx, ledgerImport, rows);
    const { outcomes, digests } = await this.importRows.execute(tx, ledgerImport, rows);
    await this.imports.tell(tx, ledgerImport, digests);
    return outcomes;
  }

  /** Keyed, because a fingerprint holds a name and a title that could be guessed and tried. */
  private readonly digests = (fingerprint: string) => this.cipher.blindIndexes(fingerprint).map(hex);
}

/** A township brings in its own villages only: the others' rows are refused with the reason. */
function insideRegion(line: LedgerLine, regions: readonly string[]): LedgerLine {
  const villageCode = line.entry?.heirCode ?? line.villageCode;
  if (line.status === 'rejected' || !villageCode || regions.some((region) => villageCode.startsWith(region)))
    return line;
  const problem: RowProblem = {
    code: 'village-outside-your-region',
    severity: 'error',
    field: 'village',
    column: '',
    index: null,
    value: villageCode,
  };
  return { ...line, status: 'rejected', problems: [...line.problems, problem] };
}

function recordOf(line: LedgerLine, outcome: RowOutcome | undefined): LedgerRowRecord {
  const { villageCode, registeredOn, completedOn, urgency, category, problems, township, cells } = line;
  return {
    ...{ line: line.line, villageCode, registeredOn, completedOn, urgency, category, problems },
    status: statusOf(line, outcome),
    caseId: outcome?.caseId ?? null,
    duplicateOf: line.duplicateOf ?? null,
    changes: changesOf(line, outcome),
    applied: outcome?.applied ?? null,
    original: line.status === 'rejected' ? { township, cells } : null,
  };
}

function statusOf({ status }: JudgedRow, outcome: RowOutcome | undefined): LedgerRowRecord['status'] {
  return status === 'accepted' && outcome?.news ? 'duplicate' : status;
}

/** Compared with the case where there is one; in a dry run a matter may be repeated in the file alone. */
function changesOf({ changes }: JudgedRow, outcome: RowOutcome | undefined): LedgerRowRecord['changes'] {
  const told = outcome?.news ? outcome.news.changes : changes;
  return told && told.length > 0 ? told : null;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
