import { type JudgedRow, type LedgerColumn, type RowProblem } from '#domain';
import { columnName } from '../workbook/references.js';
import { type Language } from './language.js';
import { reasonOf, suggestionOf } from './row-reasons.js';

/** A problem as people and the API see it. */
export interface ToldProblem {
  readonly code: RowProblem['code'];
  readonly severity: RowProblem['severity'];
  /** Heading of the column in the sheet, and the cell (`C48`); the cell is null where the sheet has no such column. */
  readonly column: string;
  readonly cell: string | null;
  readonly value: string;
  readonly reason: string;
  readonly suggestion: string;
}

/** A judged row as the API answers it (design §11). */
export type ToldRow = Omit<JudgedRow, 'problems' | 'entry' | 'fingerprint' | 'township'> & {
  readonly problems: readonly ToldProblem[];
};

/** Tells a row's problems in the reader's language; entry and fingerprint stay inside, they hold personal data. */
export function tellRow(row: JudgedRow, language: Language): ToldRow {
  const { line, status, villageCode, registeredOn, completedOn, urgency, urgencyLabel, category, categoryLabel } = row;
  return {
    ...{ line, status, villageCode, registeredOn, completedOn, urgency, urgencyLabel, category, categoryLabel },
    ...(row.duplicateOf !== undefined && { duplicateOf: row.duplicateOf }),
    ...(row.changes && { changes: row.changes }),
    problems: row.problems.map((problem) => tellProblem(problem, line, language)),
  };
}

/** One problem told. */
export function tellProblem(problem: RowProblem, line: number, language: Language): ToldProblem {
  const { code, severity, column, index, value } = problem;
  const cell = index === null ? null : `${columnName(index)}${line}`;
  return {
    code,
    severity,
    column,
    cell,
    value,
    reason: reasonOf(problem, language),
    suggestion: suggestionOf(problem, language),
  };
}

/** How a sheet's columns were understood, as the API answers it. */
export function tellMapping(columns: readonly (LedgerColumn & { field: NonNullable<LedgerColumn['field']> })[]) {
  return columns.map(({ index, heading, field, by }) => ({ column: columnName(index), heading, field, by }));
}
