import { type CaseStore, type DueTimer } from '../ports/case-store.js';
import { type Definitions, type Directories } from '../ports/definitions.js';
import { type Numbering } from '../ports/numbering.js';
import { type Transactions, type Tx } from '../ports/transactions.js';
import { FiringCase, type Ground } from './firing-case.js';

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

  /**
   * Batches until one is not full. Returns how many timers were decided. A case that cannot be decided or written holds
   * up no other: what is left is fired one by one without it, and only then does it throw.
   */
  async untilNoneAreDue(): Promise<number> {
    try {
      const first = await this.next();
      if (first < this.size.batch) return first;
      const lanes = Array.from({ length: this.size.lanes }, () => this.lane());
      return (await Promise.all(lanes)).reduce((sum, fired) => sum + fired, first);
    } catch {
      return this.oneByOne();
    }
  }

  private async lane(): Promise<number> {
    for (let total = 0; ;) {
      const fired = await this.next();
      total += fired;
      if (fired < this.size.batch) return total;
    }
  }

  private async oneByOne(): Promise<number> {
    const failed = new Map<string, unknown>();
    for (let total = 0; ;) {
      const claimed: string[] = [];
      try {
        const fired = await this.transactions.run((tx) => this.batch(tx, 1, [...failed.keys()], claimed));
        total += fired;
        if (fired > 0) continue;
      } catch (error) {
        const [caseId] = claimed.splice(-1);
        if (caseId === undefined) throw error;
        failed.set(caseId, error);
        continue;
      }
      if (failed.size === 0) return total;
      throw new AggregateError(
        failed.values(),
        `timers of ${failed.size} cases cannot fire: ${[...failed.keys()].join(', ')}`,
      );
    }
  }

  private next(): Promise<number> {
    return this.transactions.run((tx) => this.batch(tx, this.size.batch, [], []));
  }

  /** One batch; the cases that it claims are noted in `claimed` before anything is decided about them. */
  private async batch(tx: Tx, limit: number, except: readonly string[], claimed: string[]): Promise<number> {
    const due = await this.cases.claimDue(tx, limit, except);
    if (due.length === 0) return 0;
    claimed.push(...due.map(({ record }) => record.id));
    const firing = await this.gather(tx, due);
    const decided = due.map((timer) => firing.get(timer.record.id)!.fire(timer));
    // first what fired, then what the actions taken cancel: a timer is decided once
    await this.cases.decideTimers(tx, decided);
    const changes = [...firing.values()].map(({ change }) => change);
    await this.cases.save(
      tx,
      changes.filter((change) => change !== null),
    );
    return due.length;
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
