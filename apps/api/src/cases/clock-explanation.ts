import { type ClockState, deadlineOf, explanationOf, formatInstant, formatSpan, keyOf } from '#domain';
import { type CaseRecord, type Definition } from '#engine';

/** Why a clock is due when it is: what was counted and skipped of its span, or where its date comes from. */
export function explainClock(clock: ClockState, record: CaseRecord, { type, calendar }: Definition) {
  const told = { clock: keyOf(clock), span: clock.span && formatSpan(clock.span), status: clock.status };
  if (!clock.span) {
    const due = formatInstant(clock.due, calendar.timeZone);
    const date = { set: dateOf(clock, record), headline: type.headline };
    return { ...told, due, provisional: clock.provisional, intervals: [], date };
  }
  const closed = clock.pauses.filter(([, to]) => to !== null);
  const deadline = deadlineOf(clock.startedAt, clock.span, calendar, { pauses: closed });
  if (!deadline.ok) throw new Error(`${keyOf(clock)} of ${record.id} cannot be explained: ${deadline.problem.code}`);
  return { ...told, ...explanationOf(deadline, calendar.timeZone) };
}

/** A co-handler's date is set at dispatch, or follows from the headline clock (time.md §4). */
function dateOf({ subject, due }: ClockState, { facts }: CaseRecord): 'at-dispatch' | 'from-headline' {
  const by = facts.coHandlers.find(({ organisationId }) => organisationId === subject)?.by;
  return by?.epochMilliseconds === due.epochMilliseconds ? 'at-dispatch' : 'from-headline';
}
