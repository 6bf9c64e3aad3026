import { countyOf, townshipOf } from '#domain';
import { type PlacedRow, type RegionProblem, type RegionRow } from './region-row.js';

/** What is wrong between the rows of one file: strangers, orphans, a code in force twice, a successor nobody knows. */
export function judgeRegions(rows: readonly PlacedRow[]): RegionProblem[] {
  const byCode = new Map<string, RegionRow[]>();
  for (const { row } of rows) byCode.set(row.code, [...(byCode.get(row.code) ?? []), row]);
  const county = rows[0] && countyOf(rows[0].row.code);
  return rows.flatMap(({ line, row }): RegionProblem[] => {
    const problem = (column: string, code: RegionProblem['code'], value: string) => ({ line, column, code, value });
    const parent = parentOf(row.code);
    return [
      ...(countyOf(row.code) === county ? [] : [problem('code', 'outside-the-county', row.code)]),
      ...(parent === null || byCode.has(parent) ? [] : [problem('code', 'no-parent', row.code)]),
      ...(isTwiceInForce(row, byCode.get(row.code)!) ? [problem('valid_from', 'in-force-twice', row.validFrom)] : []),
      ...(row.successorCode === null || byCode.has(row.successorCode)
        ? []
        : [problem('successor_code', 'unknown-successor', row.successorCode)]),
    ];
  });
}

function parentOf(code: string): string | null {
  if (code.length === 12) return townshipOf(code);
  return code.length === 9 ? countyOf(code) : null;
}

/** Told of the later of the two rows only. */
function isTwiceInForce(row: RegionRow, sameCode: readonly RegionRow[]): boolean {
  return sameCode
    .slice(0, sameCode.indexOf(row))
    .some((other) => row.validFrom < (other.validTo ?? '9999') && other.validFrom < (row.validTo ?? '9999'));
}
