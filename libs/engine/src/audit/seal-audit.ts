import { sealedSources, sealRows, type SealedSource, type Sha256 } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type AuditSeals } from '../ports/audit-seals.js';
import { type Transactions, type Tx } from '../ports/transactions.js';
import { Settling } from './settling.js';

/** Rows a transaction: large enough for set-based writes, small enough for little memory. */
export const rowsAtOnce = 5_000;

/** What was still to be looked through when a pass began, of one table. */
interface Window {
  readonly behind: string;
  readonly settledTo: string;
}

/**
 * The sealer: chains rows of the audit that other transactions have committed; those wait for nothing. Any number of
 * processes may run it, one at a time seals. Rows are chained in the order in which they are found, late ones too.
 */
export class SealAudit {
  private readonly settling: Readonly<Record<SealedSource, Settling>> = {
    audit_log: new Settling(),
    case_event: new Settling(),
  };

  constructor(
    private readonly transactions: Transactions,
    private readonly seals: AuditSeals,
    private readonly sha256: Sha256,
    private readonly machineTime: () => Temporal.Instant,
    private readonly batch: number = rowsAtOnce,
  ) {}

  /** Seals everything that was committed when it began. Returns how many rows; 0 as well where another sealer is at it. */
  async untilAllIsSealed(): Promise<number> {
    const passedAt = this.machineTime();
    let total = 0;
    for (const source of sealedSources) {
      const window = await this.inTurn((tx) => this.window(tx, source));
      if (window === null) return total;
      for (let behind = window.behind; ;) {
        const sealed = await this.inTurn((tx) => this.sealNext(tx, source, behind));
        if (sealed === null) return total;
        total += sealed.count;
        if (sealed.count < this.batch) break;
        behind = sealed.lastId;
      }
      const settled = await this.inTurn((tx) => this.seals.settle(tx, source, window.settledTo, passedAt));
      if (settled === null) return total;
    }
    return total;
  }

  private async window(tx: Tx, source: SealedSource): Promise<Window> {
    const frontier = await this.seals.frontier(tx, source);
    return { behind: frontier.settledTo, settledTo: this.settling[source].settledTo(frontier) };
  }

  private async sealNext(tx: Tx, source: SealedSource, behind: string) {
    const end = await this.seals.end(tx);
    const rows = await this.seals.unsealed(tx, source, behind, this.batch);
    await this.seals.append(tx, sealRows(end, rows, this.sha256));
    return { count: rows.length, lastId: rows.at(-1)?.id ?? behind };
  }

  /** Null where another sealer has the turn. */
  private inTurn<T>(work: (tx: Tx) => Promise<T>): Promise<T | null> {
    return this.transactions.run(async (tx) => ((await this.seals.takeTurn(tx)) ? work(tx) : null));
  }
}
