import { type RowProblemCode } from '#domain';

/** What must come out of one row of a messy workbook. `null` dates and codes are those that the planted defect destroys. */
export interface RowTruth {
  readonly line: number;
  readonly status: 'accepted' | 'rejected' | 'duplicate';
  /** Codes of the problems that refuse the row, in alphabetical order. */
  readonly defects: readonly RowProblemCode[];
  readonly duplicateOf: number | null;
  readonly villageCode: string | null;
  readonly registeredOn: string | null;
  readonly completedOn: string | null;
  readonly urgency: string | null;
  readonly category: string | null;
}

/** A messy workbook and everything that is true of it. */
export interface MessyLedger {
  readonly bytes: Buffer;
  readonly sheet: string;
  readonly truth: readonly RowTruth[];
  /** Lines between first and last row that are no rows: blank, totals, signatures, repeated headers, bands. */
  readonly skipped: number;
}
