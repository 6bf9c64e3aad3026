/** Why a calendar is refused. `field` is the path to it in the definition, with dots: `week.mon.0.1`. */
export interface CalendarProblem {
  readonly field: string;
  readonly code: CalendarProblemCode;
  readonly value?: unknown;
  readonly expected?: string;
}

export type CalendarProblemCode =
  | 'missing'
  | 'wrong-type'
  | 'unknown-field'
  | 'bad-time-zone'
  | 'bad-time'
  | 'hours-backwards'
  | 'hours-overlap'
  | 'bad-date'
  | 'open-date-without-hours'
  | 'unknown-statutory-calendar'
  | 'statutory-year-twice'
  | 'no-working-time';
