import { type Cell, type LedgerChange, type LedgerUrgency, type Recipient, type RowProblem } from '#domain';
import { type LedgerFileProblem, type OpenedLedger } from './ledger-reader.js';
import { type Tx } from './transactions.js';

/** Whose ledger it is, and what is to be done with it. */
export interface LedgerImport {
  readonly id: string;
  readonly countyCode: string;
  /** The importer; null where an operator of the installation only looks. */
  readonly personId: string | null;
  /** Codes of the regions whose rows the importer may bring in. */
  readonly regions: readonly string[];
  readonly fileName: string;
  readonly dryRun: boolean;
  /** The county's local day on which it was handed in: a resumed run judges by the same day. */
  readonly today: string;
}

/** An import whose file waits to be run, or to be run on. */
export interface UnfinishedImport extends LedgerImport {
  readonly file: Uint8Array;
  /** Rows up to this Excel line are in. */
  readonly doneLine: number;
}

export interface LedgerCount {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number;
}

/** What became of one row. */
export interface LedgerRowRecord {
  readonly line: number;
  readonly status: 'accepted' | 'rejected' | 'duplicate';
  readonly villageCode: string | null;
  readonly registeredOn: string | null;
  readonly completedOn: string | null;
  readonly urgency: LedgerUrgency | null;
  readonly category: string | null;
  /** The case that it opened, or that it tells again. */
  readonly caseId: string | null;
  readonly duplicateOf: number | null;
  readonly changes: readonly LedgerChange[] | null;
  /** How the changes were applied (in a dry run: would be); null where there are none, or the case is over. */
  readonly applied: 'report' | 'note' | null;
  readonly problems: readonly RowProblem[];
  /** Of a rejected row: the township that held for it and its cells, so that it can be handed back. */
  readonly original: { readonly township: string | null; readonly cells: readonly Cell[] } | null;
}

export interface ImportedChunk {
  readonly rows: readonly LedgerRowRecord[];
  /** Rows up to this line are in with this chunk. */
  readonly doneLine: number;
  /** Lines so far that are no rows. */
  readonly skipped: number;
}

/** Cases that a person now has to see to because of an import, counted, and the place for which the person is told. */
export interface LedgerDigest extends Recipient {
  readonly cases: number;
}

/** The imports with their rows: sealed file and cells, and how far each has come. */
export interface LedgerImports {
  create(tx: Tx, ledgerImport: LedgerImport, ledger: Omit<OpenedLedger, 'rows' | 'close' | 'skipped'>): Promise<void>;
  /** Keeps the file, sealed, for a run that comes later. */
  keepFile(tx: Tx, id: string, file: Uint8Array): Promise<void>;
  /** Asks a worker to run it, with the commit of this transaction. */
  enqueue(tx: Tx, countyCode: string, id: string): Promise<void>;
  /** The import with its file; null where there is nothing left to do. */
  unfinished(tx: Tx, id: string): Promise<UnfinishedImport | null>;
  /**
   * Takes the import's turn: one transaction at a time brings rows into a county, and only one that stands where the
   * import stands. False where another run has gone on behind `doneLine`, or has ended it.
   */
  takeTurn(tx: Tx, ledgerImport: LedgerImport, doneLine: number): Promise<boolean>;
  record(tx: Tx, ledgerImport: LedgerImport, chunk: ImportedChunk): Promise<void>;
  /** One inbox message a person and import, however many chunks add to it. */
  tell(tx: Tx, ledgerImport: LedgerImport, digests: readonly LedgerDigest[]): Promise<void>;
  /** Done: the file is deleted. */
  finish(tx: Tx, id: string, skipped: number): Promise<void>;
  /** Given up: the file is deleted, what is in stays in. */
  fail(tx: Tx, id: string, problem: LedgerFileProblem): Promise<void>;
}
