import {
  type CaseEvent,
  decideAction,
  decideStep,
  type DecisionContext,
  type Directory,
  keyOf,
  type StepDecision,
  system,
  theSystem,
} from '#domain';
import { Unfolding } from '../cases/unfolding.js';
import { type CaseChange, type CaseRecord, type DecidedTimer, type DueTimer } from '../ports/case-store.js';
import { type Definition } from '../ports/definitions.js';
import { type Numbering } from '../ports/numbering.js';
import { type Tx } from '../ports/transactions.js';

/** What the timers of a county and type are decided on. */
export interface Ground {
  readonly definition: Definition;
  readonly directory: Directory;
}

/** A claimed case while its due timers fire, in their order. */
export class FiringCase {
  private readonly unfolding: Unfolding;
  /** Decided before anything fired, and so good for the first timer. */
  private first: { timer: DueTimer; decision: StepDecision } | null = null;

  constructor(
    private readonly tx: Tx,
    record: CaseRecord,
    { definition, directory }: Ground,
    private readonly numbering: Numbering,
  ) {
    this.unfolding = new Unfolding(record, record, definition, directory);
  }

  /** Whether the timer, as the case stands, does more than tell people: then all clocks of the case are needed. */
  movesClocks(timer: DueTimer): boolean {
    const decision = this.decide(timer, this.unfolding.context(this.tx.now));
    this.first = { timer, decision };
    return decision.kind === 'act' || (decision.kind === 'escalate' && decision.draft !== null);
  }

  /** Decides one due timer and lets follow what follows from it. */
  fire(timer: DueTimer): DecidedTimer {
    const { clock, step, version, record } = timer;
    return { caseId: record.id, clock, step, version, decision: this.carryOut(timer) };
  }

  /** Everything that follows, to be saved; null where nothing does. */
  get change(): CaseChange | null {
    const { change } = this.unfolding;
    return change.events.length > 0 ? change : null;
  }

  /** `fired`, or why there was nothing to do. */
  private carryOut(timer: DueTimer): string {
    const { clock, step, version } = timer;
    const context = this.unfolding.context(this.tx.now);
    const decision = this.first?.timer === timer ? this.first.decision : this.decide(timer, context);
    switch (decision.kind) {
      case 'stale':
        return decision.because === 'collapsed' ? 'skipped: collapsed' : `cancelled: ${decision.because}`;
      case 'act': {
        const [, part] = clock.split(':');
        const fields = part === undefined ? {} : { part };
        const wish = { action: decision.action, actor: system, fields, newId: () => this.numbering.newId() };
        const action = decideAction(wish, this.unfolding.record.facts, context);
        if (!action.ok) return `skipped: ${action.refusal.code}`;
        this.unfolding.append(action.event);
        return 'fired';
      }
      case 'remind':
      case 'escalate': {
        this.unfolding.append(this.eventOf(timer, decision));
        this.unfolding.tell(decision.tell, { clock, step, version, kind: decision.kind });
        this.unfolding.plan(decision.next);
        return 'fired';
      }
    }
  }

  private decide(timer: DueTimer, context: DecisionContext): StepDecision {
    const { facts, clocks, number } = this.unfolding.record;
    const state = context.type.states.get(facts.state);
    if (!state) throw new Error(`case ${number} is in an unknown state ${facts.state}`);
    const clock = clocks.find((one) => keyOf(one) === timer.clock);
    return decideStep(timer, clock, facts, { ...context, state }, context);
  }

  private eventOf(
    { clock, step, version }: DueTimer,
    decision: Extract<StepDecision, { kind: 'remind' | 'escalate' }>,
  ): CaseEvent {
    const { state, order } = this.unfolding.record.facts;
    const told = decision.tell.map(({ personId }) => personId);
    const escalation =
      decision.kind === 'escalate'
        ? {
            ...(decision.level && { level: decision.level }),
            ...(decision.draft && { draft: decision.draft, order: order?.id ?? this.numbering.newId() }),
            ...(decision.propose && { propose: decision.propose }),
          }
        : {};
    const data = { clock, step, version, rung: decision.kind, told, ...escalation };
    return { kind: 'step', at: this.tx.now, actor: theSystem, from: state, to: state, data };
  }
}
