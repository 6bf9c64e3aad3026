import { compact, type LedgerRow, textOf } from './cell.js';
import { type DateSetting } from './dates.js';

/**
 * The year that short dates (7月3日) of a sheet belong to: the year of its "filled in on" line, else the only year that
 * its title lines or its name give. Where two years are named, or none, there is no such year and short dates are refused.
 */
export function dateSettingOf(rowsAbove: readonly LedgerRow[], sheetName: string, from1904 = false): DateSetting {
  const texts = [...rowsAbove.flatMap((row) => row.cells.map((cell) => compact(textOf(cell)))), compact(sheetName)];
  const stated = texts.map((text) => filledIn.exec(text)?.[1]).find(Boolean);
  if (stated) return { year: Number(stated), from1904 };
  const years = new Set(texts.flatMap((text) => [...text.matchAll(anyYear)].map((match) => match[1]!)));
  return years.size === 1 ? { year: Number([...years][0]), from1904 } : { from1904 };
}

const filledIn = /(?:填报|填表|报送|上报|制表|统计|截至|截止)(?:日期|时间)?:?(20\d\d)[年./-]/;
const anyYear = /(?<!\d)(20\d\d)(?!\d)/g;
