/** A figure about fewer than this is a figure about somebody, and is not shown (design §10). */
export const leastNumber = 5;

/** The figure where it stands on `count` persons, units or cases enough; null where it has to stay hidden. */
export function smallNumbers<Figure>(count: number, figure: Figure): Figure | null {
  return count >= leastNumber ? figure : null;
}

/** A unit's figure, and the number of cases on which it stands. */
export interface UnitFigure {
  readonly organisationId: string;
  readonly figure: number;
  readonly cases: number;
}

/**
 * Units in the order of a figure, the highest first: only where the county has asked for rankings, which none does by
 * itself; of units alone, never of persons; without units whose figure stands on too few cases, and not at all where
 * too few units are left (design §10). Null where there is no ranking to show.
 */
export function rankingOf(units: readonly UnitFigure[], isAskedFor: boolean): readonly UnitFigure[] | null {
  if (!isAskedFor) return null;
  const shown = units.filter(({ cases }) => smallNumbers(cases, true));
  return smallNumbers(
    shown.length,
    shown.toSorted((a, b) => b.figure - a.figure),
  );
}
