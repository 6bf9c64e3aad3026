import {
  type CaseEvent,
  type CaseFacts,
  conditionsOf,
  type ClockState,
  type DecisionContext,
  type Directory,
  evolve,
  type Evolution,
  isQuiet,
  keyOf,
  type Recipient,
  type TimerPlan,
} from '#domain';
import {
  type CaseChange,
  type CaseRecord,
  type CaseText,
  type Notice,
  type RequesterIdentity,
} from '../ports/case-store.js';
import { type Definition } from '../ports/definitions.js';

/** Whose case it is, apart from what its events tell. */
export type CaseIdentity = Omit<CaseRecord, 'facts' | 'clocks' | 'version'>;

/**
 * A case while a use case works on it: events are appended, and what they change gathers until the store writes it
 * all at once.
 */
export class Unfolding {
  private current: CaseRecord | null;
  private readonly events: CaseEvent[] = [];
  private readonly texts: CaseText[] = [];
  private readonly timers: TimerPlan[] = [];
  private readonly cancelled: Evolution['cancelled'][number][] = [];
  private readonly notices: Notice[] = [];
  private requester: RequesterIdentity | null = null;

  constructor(
    private readonly identity: CaseIdentity,
    private readonly before: CaseRecord | null,
    private readonly definition: Definition,
    private readonly directory: Directory,
    /** What an event does to a case; a batch may work it out once for many. */
    private readonly evolution: typeof evolve = evolve,
  ) {
    this.current = before;
  }

  /** The case as it is now; a bug to ask before the first event. */
  get record(): CaseRecord {
    if (!this.current) throw new Error('a case has no facts before its first event');
    return this.current;
  }

  /** What a decision about the case at `now` is made from; `beside` the case itself, where the decision asks for more. */
  context(now: CaseEvent['at'], beside: Pick<DecisionContext, 'others' | 'sampling'> = {}): DecisionContext {
    const { type, policy, calendar } = this.definition;
    const conditions = this.current ? conditionsOf(this.current.facts, now) : new Set<string>();
    const clocks = this.current?.clocks ?? [];
    return { now, type, policy, calendar, directory: this.directory, conditions, clocks, ...beside };
  }

  append(event: CaseEvent): CaseFacts {
    const evolution = this.evolution(this.current, event, this.context(event.at));
    const version = (this.current?.version ?? 0) + (isQuiet(event) ? 0 : 1);
    this.current = { ...this.identity, facts: evolution.facts, clocks: evolution.clocks, version };
    this.events.push(event);
    this.forget(evolution.cancelled);
    this.timers.push(...evolution.timers);
    for (const recipient of evolution.tell) {
      this.notices.push({ clock: `action:${event.kind}`, step: '', version, kind: 'action', recipient });
    }
    return evolution.facts;
  }

  write(...texts: readonly CaseText[]): void {
    this.texts.push(...texts);
  }

  askedBy(requester: RequesterIdentity): void {
    this.requester = requester;
  }

  plan(timers: readonly TimerPlan[]): void {
    this.timers.push(...timers);
  }

  tell(recipients: readonly Recipient[], notice: Omit<Notice, 'recipient'>): void {
    for (const recipient of recipients) this.notices.push({ ...notice, recipient });
  }

  get change(): CaseChange {
    const { policyVersionId, calendarVersionId } = this.definition;
    return {
      before: this.before,
      after: this.record,
      definitionIds: { policyVersionId, calendarVersionId },
      events: this.events,
      texts: this.texts,
      clocks: this.record.clocks.filter((clock) => isChanged(clock, this.before?.clocks)),
      timers: this.timers,
      cancelled: this.cancelled,
      notices: this.notices,
      requester: this.requester,
    };
  }

  /** Timers planned a moment ago in this very transaction are void like those already stored. */
  private forget(cancelled: Evolution['cancelled']): void {
    for (const one of cancelled) {
      this.cancelled.push(one);
      for (let i = this.timers.length - 1; i >= 0; i--) {
        if (this.timers[i]!.clock === one.clock && !this.timers[i]!.skipped) this.timers.splice(i, 1);
      }
    }
  }
}

function isChanged(clock: ClockState, before: readonly ClockState[] | undefined): boolean {
  const was = before?.find((one) => keyOf(one) === keyOf(clock));
  return (
    !was ||
    was.version !== clock.version ||
    was.status !== clock.status ||
    was.pauses.length !== clock.pauses.length ||
    // measured anew while it stands still
    was.span !== clock.span ||
    was.notBefore !== clock.notBefore ||
    was.replan !== clock.replan
  );
}
