import { type LedgerField } from './headings.js';
import { type PlaceHint } from './places.js';

/** Why a row, or one cell of it, is not as it should be. Codes are stable; sentences are made where people read them. */
export type RowProblemCode =
  | 'cell-error'
  | 'date-missing'
  | 'date-unreadable'
  | 'date-impossible'
  | 'date-year-unknown'
  | 'date-in-future'
  | 'date-too-old'
  | 'completed-before-registered'
  | 'completed-without-date'
  | 'village-missing'
  | 'place-above-unresolved'
  | 'township-unknown'
  | 'village-unknown'
  | 'village-code-unknown'
  | 'village-code-and-name-differ'
  | 'village-in-other-township'
  | 'village-ambiguous'
  | 'village-not-in-force'
  | 'village-outside-your-region'
  | 'phone-malformed'
  | 'phone-masked'
  | 'title-missing'
  | 'category-unknown'
  | 'category-missing'
  | 'urgency-unknown'
  | 'urgency-missing'
  | 'not-filled-down'
  | 'repeats-line';

/** One problem of a row. An `error` refuses the row; a `notice` is told and refuses nothing. */
export interface RowProblem {
  readonly code: RowProblemCode;
  readonly severity: 'error' | 'notice';
  readonly field: LedgerField;
  /** Heading of the column as the sheet writes it; empty where the sheet has no such column. */
  readonly column: string;
  /** Column index, 0 is A; null where the sheet has no such column. */
  readonly index: number | null;
  /** What the cell says. */
  readonly value: string;
  /** Places, labels or names that may have been meant. */
  readonly near?: readonly (PlaceHint | string)[];
  /** Excel line that the problem points at. */
  readonly otherLine?: number;
}

/** Problems that are told without refusing the row: the case can be handled without what is missing. */
const notices: ReadonlySet<RowProblemCode> = new Set([
  'phone-masked',
  'category-missing',
  'urgency-missing',
  'not-filled-down',
  'repeats-line',
]);

/** How heavy a problem is. */
export function severityOf(code: RowProblemCode): RowProblem['severity'] {
  return notices.has(code) ? 'notice' : 'error';
}
