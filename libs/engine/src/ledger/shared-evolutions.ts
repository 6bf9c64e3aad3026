import {
  applyEvent,
  type CaseEvent,
  type CaseSnapshot,
  conditionsOf,
  type DecisionContext,
  evolve,
  type Evolution,
} from '#domain';

/**
 * Rows of a ledger share their days: what opening a case does to its clocks and timers is worked out once for all rows
 * that are alike in day, urgency, kind and tier. For one import and one instant: both go into the plans.
 */
export class SharedEvolutions {
  private readonly known = new Map<string, Evolution>();

  readonly evolve = (before: CaseSnapshot | null, event: CaseEvent, context: DecisionContext): Evolution => {
    if (before) return evolve(before, event, context);
    const facts = applyEvent(context.type, null, event);
    const conditions = [...conditionsOf(facts, event.at)].join();
    const key = `${event.kind}|${event.at.epochMilliseconds}|${String(event.data.contacted)}|${conditions}`;
    const alike = this.known.get(key);
    if (alike) return { ...alike, facts };
    const evolution = evolve(null, event, context);
    // who is told hangs on the case itself
    if (evolution.tell.length === 0) this.known.set(key, evolution);
    return evolution;
  };
}
