/** Working days (wd): counted at their closing, the day of the start never. Whole; negative: before the start. */
export interface WorkingDays {
  readonly unit: 'wd';
  readonly amount: number;
}

/** Natural days (nd): counted at 24:00. Whole; negative: before the start. */
export interface NaturalDays {
  readonly unit: 'nd';
  readonly amount: number;
}

/** Working hours (wh): open time. May be a fraction. */
export interface WorkingTime {
  readonly unit: 'wh';
  readonly amount: number;
}

/** Hours or minutes (h, min) on the wall, day and night. May be a fraction. */
export interface ClockTime {
  readonly unit: 'h' | 'min';
  readonly amount: number;
}

/** A promise's length. The units are types that never convert into each other (time.md §3). */
export type Span = WorkingDays | NaturalDays | WorkingTime | ClockTime;
export type SpanUnit = Span['unit'];

/** Milliseconds of a span that is counted in time and not in days; rounded to the millisecond, the finest grain kept. */
export function millisecondsOf(span: WorkingTime | ClockTime): number {
  return Math.round(span.amount * (span.unit === 'min' ? 60_000 : 3_600_000));
}

/** Whether a span counts days (wd, nd), which have no halves. */
export function countsDays(span: Span): span is WorkingDays | NaturalDays {
  return span.unit === 'wd' || span.unit === 'nd';
}

/** A span of the same unit and another amount, free of binary dust (0.1 + 0.2). */
export function withAmount<S extends Span>(span: S, amount: number): S {
  return { ...span, amount: Number(amount.toFixed(6)) };
}
