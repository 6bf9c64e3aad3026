import { type DateReading, readDate } from './dates.js';
import { type RowCells } from './row-cells.js';
import { type DateSetting } from './dates.js';
import { compact } from './cell.js';
import { type LedgerField } from './headings.js';

/** A day with its time of day, where the ledger has one. */
export interface LedgerDay {
  readonly date: string;
  readonly time: string | null;
}

/** Both dates of a row; null where there is none or it was refused (the problem is noted in the cells). */
export interface RowDates {
  readonly registered: LedgerDay | null;
  readonly completed: LedgerDay | null;
}

/** Ledgers of this kind exist since 2011; anything before the century is a slip of the pen or a number taken for a day. */
const earliest = '2000-01-01';

/** Reads the two dates of a row and holds them against each other and against `today` (ISO). */
export function datesOf(cells: RowCells, setting: DateSetting, today: string): RowDates {
  const registered = dayIn(cells, 'registeredOn', readDate(cells.cell('registeredOn'), setting), today);
  if (registered === 'none') cells.add('date-missing', 'registeredOn');
  const completed = completionOf(cells, setting, today);
  const start = typeof registered === 'object' ? registered : null;
  if (start && completed && completed.date < start.date) cells.add('completed-before-registered', 'completedOn');
  return { registered: start, completed };
}

function completionOf(cells: RowCells, setting: DateSetting, today: string): LedgerDay | null {
  const read = readDate(cells.cell('completedOn'), setting);
  const completed = dayIn(cells, 'completedOn', read, today);
  if (typeof completed === 'object') return completed;
  // 是否办结: 是, and no day: it cannot be filed without one, and is not open either.
  if (completed === 'none' && saysDone(cells.text('status'))) cells.add('completed-without-date', 'completedOn');
  return null;
}

function dayIn(cells: RowCells, field: LedgerField, read: DateReading, today: string): LedgerDay | 'none' | 'refused' {
  if (read.kind === 'none') return 'none';
  if (read.kind === 'date') {
    if (read.date > today) cells.add('date-in-future', field);
    else if (read.date < earliest) cells.add('date-too-old', field);
    else return { date: read.date, time: read.time ?? null };
    return 'refused';
  }
  cells.add(codeOf[read.kind], field);
  return 'refused';
}

const codeOf = {
  impossible: 'date-impossible',
  'year-unknown': 'date-year-unknown',
  'done-without-date': 'completed-without-date',
  'not-a-date': 'date-unreadable',
} as const;

function saysDone(text: string): boolean {
  return /^(是|√|✓|已?(办结|完成|解决|完结|结案|销号)|办毕)$/.test(compact(text));
}
