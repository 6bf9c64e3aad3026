import { type EpochDay } from './epoch-day.js';

/** Why a date works (the first three) or is off. `presumed-holiday`: its year is not published. */
export type DayKind =
  'working-day' | 'make-up-day' | 'open-date' | 'weekend' | 'off-day' | 'holiday' | 'presumed-holiday' | 'closed';

/** One local date of a calendar, compiled to epoch milliseconds. */
export interface CalendarDay {
  readonly day: EpochDay;
  readonly kind: DayKind;
  /** Name of the statutory holiday that gives or takes the day. */
  readonly name?: string;
  readonly working: boolean;
  /** Its year has no published calendar: whoever consulted it has a provisional result. */
  readonly provisional: boolean;
  /** 0:00 and 24:00. */
  readonly start: number;
  readonly end: number;
  /** First opening and last closing; 0:00 on a day off, as a bare date means its opening or else 0:00. */
  readonly opening: number;
  readonly closing: number;
  /** Open time: from, to, from, to, … */
  readonly open: readonly number[];
}
