import { type Cell, dateOfSerial } from '#domain';
import { type IsDateStyle } from './date-formats.js';
import { unescaped } from './shared-texts.js';
import { type TextPool } from './text-pool.js';

/** What a workbook knows that its cells refer to. */
export interface CellSetting {
  readonly texts: TextPool | null;
  readonly isDate: IsDateStyle;
  readonly from1904: boolean;
}

/** The value of a cell from its type, its style and the text of its `v` element; a formula gives its last result. */
export function cellValue(
  type: string | undefined,
  style: string | undefined,
  value: string,
  setting: CellSetting,
): Cell {
  switch (type) {
    case 's':
      return setting.texts?.get(Number(value)) ?? null;
    case 'str':
      return unescaped(value);
    case 'b':
      return value === '1' || value === 'true';
    case 'e':
      return { kind: 'error', code: value };
    case 'd':
      return isoDate(value);
    default:
      return numberOrDate(value, style, setting);
  }
}

function numberOrDate(value: string, style: string | undefined, setting: CellSetting): Cell {
  if (value.trim() === '') return null;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  // Below one day it is a time of day; above year 9999 it is not a day.
  const isDay = style !== undefined && number >= 1 && number < 2_958_466 && setting.isDate(Number(style));
  return isDay ? { kind: 'date', ...dateOfSerial(number, setting.from1904) } : number;
}

/** Dates of the strict dialect: `2026-07-13T16:16:00`. */
function isoDate(value: string): Cell {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?/.exec(value) ?? [];
  return date === undefined ? value : { kind: 'date', date, ...(time && time !== '00:00' && { time }) };
}
