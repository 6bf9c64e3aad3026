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

/** A county, township or village under one name. */
export interface Division {
  /** 6 digits a county, 9 a township, 12 a village. */
  readonly code: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly kind: RegionKind;
  /** Urban-rural class: 111 main city … 220 village. */
  readonly urbanRuralClass: string | null;
}

/** A division in force from–to (dates, `validTo` exclusive). A renamed one has a row for each name. */
export interface DivisionRow extends Division {
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Of a division that was merged or recoded: where its cases belong since. */
  readonly successorCode: string | null;
}

/** The date from which on a row counts that has been in force for as long as anybody asks; PostgreSQL's word for it. */
export const always = '-infinity';

/** The rows in force on a day (ISO date). */
export function inForceOn<Row extends Pick<DivisionRow, 'validFrom' | 'validTo'>>(
  rows: readonly Row[],
  day: string,
): Row[] {
  return rows.filter(
    ({ validFrom, validTo }) => (validFrom === always || validFrom <= day) && (validTo === null || day < validTo),
  );
}

/**
 * A register knows no beginning of what its first edition lists: these rows are open to the past, so that an old ledger
 * finds its villages. Later rows keep their dates.
 */
export function openToThePast<Row extends Pick<DivisionRow, 'validFrom'>>(rows: readonly Row[]): Row[] {
  const first = rows.map(({ validFrom }) => validFrom).sort()[0];
  return rows.map((row) => (row.validFrom === first ? { ...row, validFrom: always } : row));
}

/** The code under which a division lives on the day: its own, or at the end of its successors; null where it has none. */
export function successorOn(rows: readonly DivisionRow[], code: string, day: string): string | null {
  const passed = new Set<string>();
  for (let one: string | null = code; one !== null && !passed.has(one);) {
    const own: readonly DivisionRow[] = rows.filter((row) => row.code === one);
    if (inForceOn(own, day).length > 0) return one;
    passed.add(one);
    one = own.filter(({ successorCode }) => successorCode !== null).at(-1)?.successorCode ?? null;
  }
  return null;
}
