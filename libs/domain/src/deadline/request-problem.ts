/** Why a request for a deadline is refused; `field` is the path to it, with dots: `pauses.0.1`, `calendar.week.mon.0.1`. */
export interface RequestProblem {
  readonly field: string;
  readonly code: string;
  readonly value?: unknown;
  readonly expected?: string;
}
