import { type CalendarProblem } from './calendar-problem.js';

/** Opening hours of one day as minutes after 0:00, in order and apart: [[510, 720], [870, 1050]]. Empty: off. */
export type Hours = readonly (readonly [open: number, close: number])[];

/** Minutes of "HH:MM", "24:00" included; null where it is no time of day. */
export function parseTimeOfDay(text: unknown): number | null {
  if (typeof text !== 'string') return null;
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (!match) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= 1440 ? minutes : null;
}

/**
 * Reads [["08:30","12:00"], …]. An interval ends on the day on which it began: a night shift is written as two, up to
 * "24:00" and from "00:00" on, so that a working day stays one date. Adds what it refuses to `problems`.
 */
export function readHours(value: unknown, field: string, problems: CalendarProblem[]): Hours {
  if (!Array.isArray(value)) {
    problems.push({ field, code: 'wrong-type', value, expected: 'a list of [open, close]' });
    return [];
  }
  const hours: [number, number][] = [];
  for (const [index, entry] of (value as unknown[]).entries()) {
    const interval = readInterval(entry, `${field}.${index}`, problems);
    if (interval) hours.push(interval);
  }
  hours.sort((a, b) => a[0] - b[0]);
  for (let i = 1; i < hours.length; i++) {
    if (hours[i]![0] < hours[i - 1]![1]) problems.push({ field, code: 'hours-overlap', value });
  }
  return hours;
}

function readInterval(entry: unknown, field: string, problems: CalendarProblem[]): [number, number] | null {
  if (!Array.isArray(entry) || entry.length !== 2) {
    problems.push({ field, code: 'wrong-type', value: entry, expected: '[open, close]' });
    return null;
  }
  const [open, close] = [parseTimeOfDay(entry[0]), parseTimeOfDay(entry[1])];
  if (open === null) problems.push({ field: `${field}.0`, code: 'bad-time', value: entry[0] });
  if (close === null) problems.push({ field: `${field}.1`, code: 'bad-time', value: entry[1] });
  if (open === null || close === null) return null;
  if (open >= close) {
    problems.push({ field, code: 'hours-backwards', value: entry });
    return null;
  }
  return [open, close];
}
