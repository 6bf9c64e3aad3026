import { instantOfStart, type WorkingCalendar } from '#domain';
import { type Temporal } from 'temporal-polyfill';

/**
 * Reads the dates of a ledger's rows. A bare date means the opening of that day (time.md §3). Rows of a ledger share
 * their days, so each is looked up once.
 */
export class ToldInstants {
  private readonly known = new Map<string, Temporal.Instant>();

  constructor(private readonly calendar: WorkingCalendar) {}

  /** Kept between the bounds: a ledger that is handed in at seven may name the opening of the same morning. */
  at(
    day: string,
    time: string | null,
    notBefore: Temporal.Instant | null,
    notAfter: Temporal.Instant,
  ): Temporal.Instant {
    const at = this.read(time === null ? day : `${day}T${time}`);
    if (at.epochMilliseconds > notAfter.epochMilliseconds) return notAfter;
    return notBefore && at.epochMilliseconds < notBefore.epochMilliseconds ? notBefore : at;
  }

  private read(text: string): Temporal.Instant {
    const known = this.known.get(text);
    if (known) return known;
    const start = instantOfStart(text, this.calendar);
    // the judge has read the date already: one that cannot be counted from is a bug there
    if (!start.ok) throw new Error(`a judged date is no instant: ${start.problem.code}`);
    this.known.set(text, start.at);
    return start.at;
  }
}
