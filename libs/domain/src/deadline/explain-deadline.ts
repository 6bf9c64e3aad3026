import { formatInstant } from '../calendar/format-instant.js';
import { deadlineOf, type DeadlineProblem, type Due } from './deadline.js';
import { readDeadlineRequest } from './deadline-request.js';
import { type Reason } from './note.js';
import { type NamedCalendars } from './request-calendar.js';
import { type RequestProblem } from './request-problem.js';

/** An explanation as the API and the command line give it: instants in ISO 8601 with the calendar zone's offset. */
export interface Explanation {
  readonly due: string;
  readonly provisional: boolean;
  readonly intervals: readonly ExplainedInterval[];
}

export interface ExplainedInterval {
  readonly from: string;
  readonly to: string;
  readonly counted: boolean;
  readonly reason: Reason;
  readonly ordinal?: number;
  readonly name?: string;
  readonly provisional?: true;
}

export type ExplainedDeadline =
  | { readonly ok: true; readonly explanation: Explanation }
  | { readonly ok: false; readonly problems: readonly RequestProblem[] };

/**
 * Answers one request `{from, span, pauses?, roll?, calendar?}` as it came from outside: the whole of
 * `POST /api/v1/deadlines` and of `guacun deadline` but their transport. Fields that it does not know are left to the
 * caller (a line number, a remark).
 */
export function explainDeadline(request: unknown, calendars: NamedCalendars): ExplainedDeadline {
  const read = readDeadlineRequest(request, calendars);
  if (!read.ok) return read;
  const { start, startProvisional, span, pauses, roll, calendar } = read.request;
  const deadline = deadlineOf(start, span, calendar, { pauses, roll });
  if (!deadline.ok) return { ok: false, problems: [requestProblem(deadline.problem, calendar.timeZone)] };
  const explanation = explanationOf(deadline, calendar.timeZone);
  return { ok: true, explanation: { ...explanation, provisional: explanation.provisional || startProvisional } };
}

/** A deadline with its reasons, written out for a reader in `timeZone`. */
export function explanationOf(deadline: Due, timeZone: string): Explanation {
  return {
    due: formatInstant(deadline.due, timeZone),
    provisional: deadline.provisional,
    intervals: deadline.intervals().map((interval) => ({
      ...interval,
      from: formatInstant(interval.from, timeZone),
      to: formatInstant(interval.to, timeZone),
    })),
  };
}

function requestProblem(problem: DeadlineProblem, timeZone: string): RequestProblem {
  switch (problem.code) {
    case 'beyond-bound':
      return { field: 'span', code: problem.code, expected: `within ${problem.years} years of the start` };
    case 'paused':
      return { field: 'pauses', code: problem.code, value: formatInstant(problem.since, timeZone) };
    case 'pause-backwards':
      return { field: `pauses.${problem.index}`, code: problem.code };
  }
}
