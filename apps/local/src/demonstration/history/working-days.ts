import { type CalendarDay, type WorkingCalendar } from '#domain';
import { Temporal } from 'temporal-polyfill';

const minute = 60_000;

/** Working days counted from the present: −1 is the last one before today, −2 the one before. */
export class WorkingDays {
  private readonly before: CalendarDay[] = [];

  constructor(
    private readonly calendar: WorkingCalendar,
    private readonly present: Temporal.Instant,
  ) {}

  /** The `index`-th working day, `index` below 0. */
  day(index: number): CalendarDay {
    if (index >= 0) throw new RangeError('only days before today have happened');
    let next = (this.before.at(-1)?.day ?? this.calendar.dayAt(this.present.epochMilliseconds)) - 1;
    while (this.before.length < -index) {
      const day = this.calendar.day(next--);
      if (day.working) this.before.push(day);
    }
    return this.before[-index - 1]!;
  }

  /** The instant at which the office of that day has been open for so many minutes; at most its closing. */
  afterOpening(index: number, minutes: number): Temporal.Instant {
    const { open, closing } = this.day(index);
    let left = minutes * minute;
    for (let i = 0; i < open.length; i += 2) {
      const length = open[i + 1]! - open[i]!;
      if (left < length) return instant(open[i]! + left);
      left -= length;
    }
    return instant(closing);
  }

  /** How many minutes the office of that day had been open at an instant; 0 before its opening. */
  minutesOpen(index: number, at: Temporal.Instant): number {
    const { open } = this.day(index);
    let total = 0;
    for (let i = 0; i < open.length; i += 2) {
      total += Math.max(0, Math.min(at.epochMilliseconds, open[i + 1]!) - open[i]!);
    }
    return total / minute;
  }
}

function instant(ms: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(ms);
}
