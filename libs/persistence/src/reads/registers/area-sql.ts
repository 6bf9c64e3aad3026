import { type ReadingArea } from '#engine';
import { type Parameters } from '../../case/scope-sql.js';

/** Whose registers are read, and which part of them. */
export interface RegisterReader {
  readonly countyCode: string;
  readonly area: ReadingArea;
  /** Keeps the register of persons, and so sees the names of those without office too. */
  readonly keepsPersons: boolean;
}

/** The part of a register that a reader may see, as a condition on a column that holds region codes. */
export type InArea = (column: string) => string;

/**
 * The reader's area in SQL; null where it is the whole county. Somebody of a township sees what is of that township or
 * a village of it, and what is the county's own.
 */
export function areaCondition(
  { countyCode, area }: Pick<RegisterReader, 'countyCode' | 'area'>,
  parameters: Parameters,
): InArea | null {
  if (area === 'county') return null;
  const [townships, county] = [parameters.add(area), parameters.add(countyCode)];
  return (column) => `(left(${column}, 9) = ANY(${townships}) OR ${column} = ${county})`;
}
