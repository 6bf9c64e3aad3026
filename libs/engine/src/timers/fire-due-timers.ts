import { type CaseStore, type DueTimer } from '../ports/case-store.js';
import { type Definitions, type Directories } from '../ports/definitions.js';
import { type Numbering } from '../ports/numbering.js';
import { type Transactions, type Tx } from '../ports/transactions.js';
import { type FiredStep, FiringCase, type Ground } from './firing-case.js';

export interface SweepSize {
  /** Timers a transaction: large enough for set-based writes, small enough to lock nobody out for long. */
  readonly batch: number;
  /** Batches at a time, once one was full: while the database writes one, the next is being decided. */
  readonly lanes: number;
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
    private readonly size: SweepSize = { batch: 2_000, lanes: 1 },
  ) {}

  /** Batches until one is not full. Returns how many timers were decided; `seen` is shown each step that fired. */
  async untilNoneAreDue(seen: (step: FiredStep) => void = () => {}): Promise<number> {
    const first = await this.next(seen);
    if (first < this.size.batch) return first;
    const lanes = Array.from({ length: this.size.lanes }, () => this.lane(seen));
    return (await Promise.all(lanes)).reduce((sum, fired) => sum + fired, first);
  }

  private async lane(seen: (step: FiredStep) => void): Promise<number> {
    for (let total = 0; ;) {
      const fired = await this.next(seen);
      total += fired;
      if (fired < this.size.batch) return total;
    }
  }

  /** One batch in one transaction; what fired is shown once it is committed. */
  private async next(seen: (step: FiredStep) => void): Promise<number> {
    const { claimed, steps } = await this.transactions.run((tx) => this.batch(tx));
    steps.forEach(seen);
    return claimed;
  }

  private async batch(tx: Tx): Promise<{ claimed: number; steps: readonly FiredStep[] }> {
    const due = await this.cases.claimDue(tx, this.size.batch);
    if (due.length === 0) return { claimed: 0, steps: [] };
    const firing = await this.gather(tx, due);
    const steps: FiredStep[] = [];
    const decided = due.map((timer) => firing.get(timer.record.id)!.fire(timer, (step) => steps.push(step)));
    // first what fired, then what the actions taken cancel: a timer is decided once
    await this.cases.decideTimers(tx, decided);
    const changes = [...firing.values()].map(({ change }) => change);
    await this.cases.save(
      tx,
      changes.filter((change) => change !== null),
    );
    return { claimed: due.length, steps };
  }

  /** The cases of the claimed timers; with all their clocks where those matter. */
  private async gather(tx: Tx, due: readonly DueTimer[]): Promise<Map<string, FiringCase>> {
    const grounds = new Map<string, Ground>();
    const firing = new Map<string, FiringCase>();
    const moving = new Map<string, DueTimer>();
    for (const timer of due) {
      const { id, countyCode, typeVersionId } = timer.record;
      let ground = grounds.get(typeVersionId);
      if (!ground) grounds.set(typeVersionId, (ground = await this.ground(tx, countyCode, typeVersionId)));
      const one = new FiringCase(tx, timer.record, ground, this.numbering);
      // of several timers the first may move what the next is decided by
      if (firing.has(id) || one.movesClocks(timer)) moving.set(id, timer);
      else firing.set(id, one);
    }
    if (moving.size === 0) return firing;
    const whole = await this.cases.withAllClocks(
      tx,
      [...moving.values()].map(({ record }) => record),
    );
    for (const [id, record] of whole) {
      firing.set(id, new FiringCase(tx, record, grounds.get(record.typeVersionId)!, this.numbering));
    }
    return firing;
  }

  private async ground(tx: Tx, countyCode: string, typeVersionId: string): Promise<Ground> {
    return {
      definition: await this.definitions.ofVersion(tx, countyCode, typeVersionId),
      directory: await this.directories.of(tx, countyCode),
    };
  }
}
