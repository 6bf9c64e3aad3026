import {
  type CaseEvent,
  type CaseFacts,
  conditionsOf,
  decideAction,
  decideStep,
  keyOf,
  system,
  theSystem,
  type StepDecision,
  type Surroundings,
} from '#domain';
import { Unfolding } from '../cases/unfolding.js';
import { type CaseRecord, type CaseStore, type DecidedTimer, type DueTimer } from '../ports/case-store.js';
import { type Definitions, type Directories } from '../ports/definitions.js';
import { type Numbering } from '../ports/numbering.js';
import { type Transactions, type Tx } from '../ports/transactions.js';

/** A step that fired, for whoever wants to see what time did. */
export interface FiredStep {
  readonly caseNumber: string;
  readonly clock: string;
  readonly step: string;
  readonly kind: StepDecision['kind'];
  readonly told: number;
}

/**
 * The sweep: claims due timers with their cases, decides each, and writes what follows, all of a batch in one
 * transaction. It skips what others hold, so any number of sweeps may run (design §7).
 */
export class FireDueTimers {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: CaseStore,
    private readonly definitions: Definitions,
    private readonly directories: Directories,
    private readonly numbering: Numbering,
    /** Timers a transaction: large enough for set-based writes, small enough to lock nobody out for long. */
    private readonly batchSize = 2_000,
  ) {}

  /** Batches until one is not full. Returns how many timers were decided; `seen` is shown each step that fired. */
  async untilNoneAreDue(seen: (step: FiredStep) => void = () => {}): Promise<number> {
    let total = 0;
    for (;;) {
      const steps: FiredStep[] = [];
      const claimed = await this.transactions.run((tx) => {
        steps.length = 0;
        return this.batch(tx, (step) => steps.push(step));
      });
      steps.forEach(seen);
      total += claimed;
      if (claimed < this.batchSize) return total;
    }
  }

  private async batch(tx: Tx, seen: (step: FiredStep) => void): Promise<number> {
    const due = await this.cases.claimDue(tx, this.batchSize);
    if (due.length === 0) return 0;
    const unfoldings = new Map<string, Unfolding>();
    const decided: DecidedTimer[] = [];
    for (const timer of due) {
      const unfolding = unfoldings.get(timer.record.id) ?? (await this.unfold(tx, timer.record));
      unfoldings.set(timer.record.id, unfolding);
      decided.push(this.fire(tx, timer, unfolding, seen));
    }
    // first what fired, then what the actions taken cancel: a timer is decided once
    await this.cases.decideTimers(tx, decided);
    const changes = [...unfoldings.values()].map((one) => one.change).filter(({ events }) => events.length > 0);
    await this.cases.save(tx, changes);
    return due.length;
  }

  private async unfold(tx: Tx, record: CaseRecord): Promise<Unfolding> {
    const definition = await this.definitions.ofVersion(tx, record.countyCode, record.typeVersionId);
    return new Unfolding(record, record, definition, await this.directories.of(tx, record.countyCode));
  }

  private fire(tx: Tx, timer: DueTimer, unfolding: Unfolding, seen: (step: FiredStep) => void): DecidedTimer {
    const { clock, step, version } = timer;
    const decided = (decision: string): DecidedTimer => ({ caseId: timer.record.id, clock, step, version, decision });
    const context = unfolding.context(tx.now);
    const { facts, clocks, number } = unfolding.record;
    const state = context.type.states.get(facts.state);
    if (!state) throw new Error(`case ${number} is in an unknown state ${facts.state}`);
    const around: Surroundings = {
      directory: context.directory,
      state,
      conditions: conditionsOf(facts, tx.now),
      now: tx.now,
    };
    const decision = decideStep(
      timer,
      clocks.find((one) => keyOf(one) === clock),
      facts,
      around,
      context,
    );

    switch (decision.kind) {
      case 'stale':
        return decided(`cancelled: ${decision.because}`);
      case 'act': {
        const wish = { action: decision.action, actor: system, fields: {}, applicationId: '' };
        const action = decideAction(wish, facts, context);
        if (!action.ok) return decided(`skipped: ${action.refusal.code}`);
        unfolding.append(action.event);
        seen({ caseNumber: number, clock, step, kind: 'act', told: 0 });
        return decided('fired');
      }
      case 'remind':
      case 'escalate': {
        unfolding.append(stepEvent(tx, timer, facts, decision, this.numbering));
        unfolding.tell(decision.tell, { clock, step, version, kind: decision.kind });
        unfolding.plan(decision.next);
        seen({ caseNumber: number, clock, step, kind: decision.kind, told: decision.tell.length });
        return decided('fired');
      }
    }
  }
}

function stepEvent(
  tx: Tx,
  { clock, step, version }: DueTimer,
  { state, order }: CaseFacts,
  decision: Extract<StepDecision, { kind: 'remind' | 'escalate' }>,
  numbering: Numbering,
): CaseEvent {
  const told = decision.tell.map(({ personId }) => personId);
  const escalation =
    decision.kind === 'escalate'
      ? {
          ...(decision.level && { level: decision.level }),
          ...(decision.draft && { draft: decision.draft, order: order?.id ?? numbering.newId() }),
          ...(decision.propose && { propose: decision.propose }),
        }
      : {};
  return {
    kind: 'step',
    at: tx.now,
    actor: theSystem,
    from: state,
    to: state,
    data: { clock, step, version, told, ...escalation },
  };
}
