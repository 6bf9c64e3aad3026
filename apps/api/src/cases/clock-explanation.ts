import { type CaseType, type ClockState, deadlineOf, explanationOf, formatInstant, formatSpan, keyOf } from '#domain';
import { type CaseRecord, type Definition } from '#engine';

/** Why a clock is due when it is: what was counted and skipped of its span, or where its date comes from. */
export function explainClock(clock: ClockState, record: CaseRecord, { type, calendar }: Definition) {
  const told = { clock: keyOf(clock), span: clock.span && formatSpan(clock.span), status: clock.status };
  if (!clock.span) {
    const due = formatInstant(clock.due, calendar.timeZone);
    const date = { set: dateOf(clock, record, type), headline: type.headline };
    return { ...told, due, provisional: clock.provisional, intervals: [], date };
  }
  const closed = clock.pauses.filter(([, to]) => to !== null);
  const deadline = deadlineOf(clock.startedAt, clock.span, calendar, { pauses: closed });
  if (!deadline.ok) throw new Error(`${keyOf(clock)} of ${record.id} cannot be explained: ${deadline.problem.code}`);
  const explanation = explanationOf(deadline, calendar.timeZone);
  // a rise in urgency left more time than the span by itself
  const isHeld = clock.notBefore && clock.notBefore.epochMilliseconds > deadline.due.epochMilliseconds;
  if (!isHeld) return { ...told, ...explanation };
  const due = formatInstant(clock.due, calendar.timeZone);
  return { ...told, ...explanation, due, bySpan: explanation.due, date: { set: 'by-raised-urgency' as const } };
}

/** By a form (a review date, a milestone); a co-handler's at dispatch, or as it follows from the headline clock (time.md §4). */
function dateOf(
  { name, subject, due }: ClockState,
  { facts }: CaseRecord,
  { clocks }: CaseType,
): 'by-form' | 'at-dispatch' | 'from-headline' {
  if (clocks.get(name)?.of !== 'assignment') return 'by-form';
  const by = facts.coHandlers.find(({ organisationId }) => organisationId === subject)?.by;
  return by?.epochMilliseconds === due.epochMilliseconds ? 'at-dispatch' : 'from-headline';
}
