import { type EpochDay } from '../calendar/epoch-day.js';
import { type WorkingCalendar } from '../calendar/working-calendar.js';
import { millisecondsOf, type Span } from '../span/span.js';
import { clockTimeAfter, clockTimeBefore } from './count-clock-time.js';
import { naturalDaysAfter, naturalDaysBefore, type Roll } from './count-natural-days.js';
import { workingDaysAfter, workingDaysBefore } from './count-working-days.js';
import { workingTimeAfter, workingTimeBefore } from './count-working-time.js';
import { type Counted, type CountFailure } from './count.js';
import { type Notes } from './note.js';
import { type Stop } from './pause.js';

/** Where a count begins: the instant (epoch ms), and the date to which that instant is reckoned. */
export interface Anchor {
  readonly at: number;
  readonly day: EpochDay;
}

export interface CountRules {
  readonly stops: readonly Stop[];
  readonly roll: Roll;
}

/** Counts a span of any unit from an anchor, forward or (negative) backward; time.md §3 line by line. */
export function countSpan(
  { at, day }: Anchor,
  span: Span,
  calendar: WorkingCalendar,
  { stops, roll }: CountRules,
  notes?: Notes,
): Counted | CountFailure {
  const forward = span.amount > 0;
  switch (span.unit) {
    case 'wd':
      noteStartDay(at, day, forward, calendar, notes);
      return forward
        ? workingDaysAfter(day, span.amount, calendar, stops, notes)
        : workingDaysBefore(day, -span.amount, calendar, notes);
    case 'nd':
      noteStartDay(at, day, forward, calendar, notes);
      return forward
        ? naturalDaysAfter(day, span.amount, calendar, stops, roll, notes)
        : naturalDaysBefore(day, -span.amount, calendar, notes);
    case 'wh':
      return forward
        ? workingTimeAfter(at, millisecondsOf(span), calendar, stops, notes)
        : workingTimeBefore(at, -millisecondsOf(span), calendar, notes);
    case 'h':
    case 'min':
      return forward
        ? clockTimeAfter(at, millisecondsOf(span), stops, notes)
        : clockTimeBefore(at, -millisecondsOf(span), notes);
  }
}

function noteStartDay(at: number, day: EpochDay, forward: boolean, calendar: WorkingCalendar, notes?: Notes): void {
  if (!notes) return;
  const { start, end } = calendar.day(day);
  if (forward) notes.skipped(at, end, 'start-day');
  else notes.skipped(start, at, 'start-day');
}
