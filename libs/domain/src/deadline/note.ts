import { Temporal } from 'temporal-polyfill';
import { type CalendarDay, type DayKind } from '../calendar/calendar-day.js';

/**
 * Why an interval counted or did not: the kind of the day, or what the clock did in it. `roll`: after the last natural
 * day, on the way to a working day.
 */
export type Reason =
  DayKind | 'start-day' | 'natural-day' | 'working-time' | 'outside-hours' | 'clock-time' | 'paused' | 'roll';

/** One stretch of an explanation. Together they lie end to end between the start and the due instant, in order. */
export interface CountedInterval {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly counted: boolean;
  readonly reason: Reason;
  /** Where days are counted: which one of them this is, from 1. */
  readonly ordinal?: number;
  /** The holiday's name, where the statutory calendar gives it. */
  readonly name?: string;
  readonly provisional?: true;
}

/** Takes notes while a count runs; counting without notes costs nothing. */
export class Notes {
  private readonly taken: CountedInterval[] = [];

  counted(from: number, to: number, reason: Reason, day?: CalendarDay, ordinal?: number): void {
    this.take(from, to, true, reason, day, ordinal);
  }

  skipped(from: number, to: number, reason: Reason, day?: CalendarDay): void {
    this.take(from, to, false, reason, day);
  }

  /** In the order of time, also when the count ran backwards. */
  inOrder(): readonly CountedInterval[] {
    const [first, second] = this.taken;
    const backwards = first && second && Temporal.Instant.compare(first.from, second.from) > 0;
    return backwards ? this.taken.toReversed() : this.taken;
  }

  private take(from: number, to: number, counted: boolean, reason: Reason, day?: CalendarDay, ordinal?: number): void {
    if (from >= to) return;
    this.taken.push({
      from: Temporal.Instant.fromEpochMilliseconds(from),
      to: Temporal.Instant.fromEpochMilliseconds(to),
      counted,
      reason,
      ...(ordinal ? { ordinal } : {}),
      ...(day?.name ? { name: day.name } : {}),
      ...(day?.provisional ? { provisional: true as const } : {}),
    });
  }
}
