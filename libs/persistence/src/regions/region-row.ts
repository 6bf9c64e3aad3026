import { type DivisionRow } from '#domain';

export { regionKinds, type RegionKind } from '#domain';

/** One division under one name, in force from–to, as the register keeps it. */
export type RegionRow = DivisionRow;

/** A row with the line it stands on, for judging it among the others. */
export interface PlacedRow {
  readonly line: number;
  readonly row: RegionRow;
}

export type RegionProblemCode =
  | 'missing-column'
  | 'wrong-number-of-cells'
  | 'missing'
  | 'bad-code'
  | 'bad-date'
  | 'unknown-kind'
  | 'ends-before-it-begins'
  | 'outside-the-county'
  | 'no-parent'
  | 'in-force-twice'
  | 'unknown-successor'
  | 'not-json'
  | 'no-divisions';

/** What is wrong with a file of regions, and where. Lines are counted from 1, as an editor shows them. */
export interface RegionProblem {
  readonly line: number;
  readonly column: string;
  readonly code: RegionProblemCode;
  readonly value?: string;
}
