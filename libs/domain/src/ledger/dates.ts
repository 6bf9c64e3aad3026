import { Temporal } from 'temporal-polyfill';
import { type Cell, compact, isDateCell, textOf } from './cell.js';

/** How a date cell was understood. `none` is a cell that says there is no date (yet): blank, 正在办理, 无. */
export type DateReading =
  | { kind: 'date'; date: string; time?: string }
  | { kind: 'none' }
  | { kind: 'done-without-date' }
  | { kind: 'impossible'; parts: string }
  | { kind: 'year-unknown' }
  | { kind: 'not-a-date' };

/** What the sheet tells about its dates: the year its title or its "filled in on" line names, if any. */
export interface DateSetting {
  readonly year?: number;
  /** True in a workbook that counts days from 1904 (old Excel for Mac). */
  readonly from1904?: boolean;
}

/**
 * Reads a date in any notation that townships use: real Excel dates, days counted as bare numbers, `2026-7-3`,
 * `2026/7/3`, `2026.7.3`, `2026年7月3日`, `20260703`, `26.7.3`, and `7月3日` where the sheet names its year.
 * A day that no calendar has (2月30日) is `impossible`, never shifted to a neighbour.
 */
export function readDate(cell: Cell, setting: DateSetting = {}): DateReading {
  if (isDateCell(cell)) return { kind: 'date', date: cell.date, time: cell.time };
  if (typeof cell === 'number') return readNumber(cell, setting);
  const text = compact(textOf(cell)).replace(trailing, '');
  if (text === '') return compact(textOf(cell)) === '' ? { kind: 'none' } : { kind: 'done-without-date' };
  if (pending.test(text)) return { kind: 'none' };
  const full = fullDate.exec(text);
  if (full) return day(yearOf(full[1]!), full[2]!, full[3]!, full[4]);
  const packed = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text);
  if (packed) return day(Number(packed[1]), packed[2]!, packed[3]!);
  const short = /^(\d{1,2})月(\d{1,2})[日号]?$/.exec(text) ?? /^(\d{1,2})[./-](\d{1,2})$/.exec(text);
  if (short) return withoutYear(short[1]!, short[2]!, setting);
  return /^\d{5}(\.\d+)?$/.test(text) ? readNumber(Number(text), setting) : { kind: 'not-a-date' };
}

/** The day that a spreadsheet's day number means, with its time of day to the minute. */
export function dateOfSerial(serial: number, from1904 = false): { date: string; time?: string } {
  const minutes = Math.round((serial - Math.floor(serial)) * 1440);
  const days = Math.floor(serial) + (minutes === 1440 ? 1 : 0);
  const date = (from1904 ? epoch1904 : epoch1900).add({ days }).toString();
  const left = minutes % 1440;
  if (left === 0) return { date };
  return { date, time: `${String(Math.floor(left / 60)).padStart(2, '0')}:${String(left % 60).padStart(2, '0')}` };
}

const fullDate =
  /^['’]?(\d{4}|\d{2})[年./\-—–](\d{1,2})[月./\-—–](\d{1,2})(?:日|号)?(?:T|星期.|周.|\(.*?\))?(?:(\d{1,2}[:时]\d{1,2})(?:分|:\d{1,2}(?:\.\d+)?)?Z?)?$/;

/** Excel's day 1 is 1900-01-01, but it believes in 1900-02-29: from March 1900 on, day 0 is 1899-12-30. */
const epoch1900 = Temporal.PlainDate.from('1899-12-30');
const epoch1904 = Temporal.PlainDate.from('1904-01-01');

/** What people write in the completion column of a matter that is still open. */
const pending =
  /^(无|暂无|没有|空|否|未|\/+|\\+|[-—–_]+|N\/?A|NULL|正在.*|.*中|.*(在办|待办|跟进).*|(还|尚|暂)?未.*|待.*|持续.*|长期.*|处理|办理|已上报|已转.*)$/i;

/** Words after a date that only say what the column says already. */
const trailing = /(已经?|前|当[天日])?(办结|办毕|完成|完结|结案|解决|销号|办理完毕|登记|受理)[。.]?$/;

function yearOf(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

function day(year: number, month: string, dayOfMonth: string, clock?: string): DateReading {
  const parts = { year, month: Number(month), day: Number(dayOfMonth) };
  if (!onCalendar(parts)) return { kind: 'impossible', parts: `${year}-${month}-${dayOfMonth}` };
  const date = `${year}-${String(parts.month).padStart(2, '0')}-${String(parts.day).padStart(2, '0')}`;
  const [hour, minute] = clock ? clock.split(/[:时]/).map(Number) : [];
  if (hour === undefined || minute === undefined || hour > 23 || minute > 59) return { kind: 'date', date };
  return { kind: 'date', date, time: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` };
}

function withoutYear(month: string, dayOfMonth: string, setting: DateSetting): DateReading {
  // A leap year has every day that any year has: what fails there is impossible in all years.
  if (!onCalendar({ year: 2024, month: Number(month), day: Number(dayOfMonth) })) {
    return { kind: 'impossible', parts: `${month}-${dayOfMonth}` };
  }
  return setting.year === undefined ? { kind: 'year-unknown' } : day(setting.year, month, dayOfMonth);
}

/** A number in a date column: a packed date, or a day number whose date format was lost on the way. */
function readNumber(value: number, setting: DateSetting): DateReading {
  if (Number.isInteger(value) && value >= 19_000_101 && value <= 20_991_231) {
    const text = String(value);
    return day(Number(text.slice(0, 4)), text.slice(4, 6), text.slice(6));
  }
  // 2000-01-01 to 2100-01-01 in days; anything else is a count or an amount, not a day.
  const [first, last] = setting.from1904 ? [35_063, 71_588] : [36_526, 73_051];
  return value >= first && value < last
    ? { kind: 'date', ...dateOfSerial(value, setting.from1904) }
    : { kind: 'not-a-date' };
}

function onCalendar({ year, month, day }: { year: number; month: number; day: number }): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}
