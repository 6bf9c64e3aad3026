import { Temporal } from 'temporal-polyfill';
import { type WorkingCalendar } from '../calendar/working-calendar.js';
import { offsetOf } from '../span/offset.js';
import { countsDays } from '../span/span.js';
import { offsetInstant, type ClockRun, type StepProblem } from './step-instant.js';

export type SubDeadline =
  | { readonly ok: true; readonly due: Temporal.Instant; readonly provisional: boolean }
  | { readonly ok: false; readonly problem: StepProblem };

const DAY_BEFORE = offsetOf('-1wd');
const FOUR_FIFTHS = offsetOf('80%');

/**
 * A co-handler's sub-deadline, the default and the latest one: a working day before the lead's due; of a span in hours
 * 80 % (time.md §4). Where that leaves the co-handler, who begins at `from`, no time at all, it is the lead's due.
 */
export function subDeadline(
  lead: ClockRun,
  calendar: WorkingCalendar,
  from: Temporal.Instant = lead.start,
): SubDeadline {
  const inHours = lead.span && !countsDays(lead.span);
  const step = offsetInstant(inHours ? FOUR_FIFTHS : DAY_BEFORE, lead, calendar);
  if (!step.ok) return step;
  if (Temporal.Instant.compare(step.at, from) <= 0) return { ok: true, due: lead.due, provisional: false };
  return { ok: true, due: step.at, provisional: step.kind === 'at' && step.provisional };
}
