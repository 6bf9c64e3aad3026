/** Kinds of division as the statistical codes tell them apart; `quasi-…` units are no bodies of self-government. */
export const regionKinds = [
  'county',
  'street',
  'town',
  'township',
  'ethnic-township',
  'quasi-township',
  'residents-committee',
  'village-committee',
  'quasi-residents-committee',
  'quasi-village-committee',
] as const;

export type RegionKind = (typeof regionKinds)[number];

/** One division under one name, in force from–to (dates, `validTo` exclusive). A renamed one has a row for each name. */
export interface RegionRow {
  /** 6 digits a county, 9 a township, 12 a village. */
  readonly code: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly kind: RegionKind;
  /** Urban-rural class: 111 main city … 220 village. */
  readonly urbanRuralClass: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Of a division that was merged or recoded: where its cases belong since. */
  readonly successorCode: string | null;
}

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
  | 'unknown-successor';

/** What is wrong with a file of regions, and where. Lines are counted from 1, as an editor shows them. */
export interface RegionProblem {
  readonly line: number;
  readonly column: string;
  readonly code: RegionProblemCode;
  readonly value?: string;
}
