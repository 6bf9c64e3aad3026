import { type EditionComparison, movesOf } from './compare-editions.js';
import { type Division, type DivisionRow } from './division.js';

/** What an edition does to the register: rows that end on its day, and rows that begin. Nothing is removed. */
export interface EditionRows {
  readonly ended: readonly (Pick<DivisionRow, 'code' | 'successorCode'> & { readonly validTo: string })[];
  readonly begun: readonly DivisionRow[];
}

/** The rows that a comparison without open questions ends and begins on `day` (ISO date). */
export function rowsOfEdition(comparison: EditionComparison, day: string): EditionRows {
  const { fates, born } = comparison;
  const moves = movesOf(comparison);
  const ended = fates.flatMap(({ before: { code }, after, fate }) => {
    const isOther = after === null || fate.kind === 'renamed' || fate.kind === 'amended';
    return isOther ? [{ code, validTo: day, successorCode: after ? null : (moves.get(code) ?? null) }] : [];
  });
  const changed = fates.flatMap(({ after, fate }) =>
    after && (fate.kind === 'renamed' || fate.kind === 'amended') ? [after] : [],
  );
  return { ended, begun: [...changed, ...born].map((division) => rowFrom(division, day)) };
}

/** The register after an edition: the rows that it ends are closed, those that it begins are added. */
export function withEdition(rows: readonly DivisionRow[], { ended, begun }: EditionRows): DivisionRow[] {
  const ends = new Map(ended.map((end) => [end.code, end]));
  return [
    ...rows.map((row) => {
      const end = row.validTo === null ? ends.get(row.code) : undefined;
      return end ? { ...row, validTo: end.validTo, successorCode: end.successorCode } : row;
    }),
    ...begun,
  ];
}

function rowFrom({ code, name, shortName, kind, urbanRuralClass }: Division, validFrom: string): DivisionRow {
  return { code, name, shortName, kind, urbanRuralClass, validFrom, validTo: null, successorCode: null };
}
