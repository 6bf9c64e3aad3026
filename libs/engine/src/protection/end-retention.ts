import { keptSince, type KeptThing, keptThings, type Retention } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type AuditLog } from '../ports/audit-log.js';
import { type KeptData } from '../ports/kept-data.js';
import { type Transactions } from '../ports/transactions.js';

/** What was taken away in a county, or would be. */
export interface RetentionCount {
  readonly county: string;
  readonly thing: KeptThing;
  /** What began before this instant. */
  readonly before: string;
  readonly count: number;
  /** Of the cases of this type only, which has a period of its own. */
  readonly typeCode?: string;
}

/** Cases, or rows, at a time: small enough that nobody waits behind a batch. */
const batchSize = 200;
const timeZone = 'Asia/Shanghai';

/** What ages by the host's time. */
const ofTheHost: ReadonlySet<KeptThing> = new Set<KeptThing>(['session', 'kept-answer']);

/**
 * Ends the keeping of what has been kept long enough. Each batch is a transaction of its own with its entries in the
 * audit, so that an interrupted run has lost nothing and the next one goes on.
 */
export class EndRetention {
  constructor(
    private readonly transactions: Transactions,
    private readonly kept: KeptData,
    private readonly audit: AuditLog,
    private readonly retention: Retention,
  ) {}

  /** `machineNow` is the host's time: sessions and kept answers are about this host, not about the county's business. */
  async execute(machineNow: Temporal.Instant, { dryRun = false } = {}): Promise<RetentionCount[]> {
    const { now, counties } = await this.transactions.run(async (tx) => ({
      now: tx.now,
      counties: await this.kept.counties(tx),
    }));
    const counts: RetentionCount[] = [];
    for (const county of counties) {
      const ofCounty = keptThings.map((thing) => ({ thing, period: this.retention[thing], typeCode: undefined }));
      const ofTypes = await this.transactions.run((tx) => this.kept.ofTypes(tx, county));
      for (const { thing, period, typeCode } of [...ofCounty, ...ofTypes]) {
        const before = keptSince(period, ofTheHost.has(thing) ? machineNow : now, timeZone);
        // append-only: what is old is told, and left to people
        const isTaken = !dryRun && thing !== 'audit-log';
        const count = isTaken
          ? await this.takeAll(county, thing, before, typeCode)
          : await this.transactions.run((tx) => this.kept.count(tx, county, thing, before, typeCode));
        counts.push({ county, thing, before: before.toString(), count, ...(typeCode !== undefined && { typeCode }) });
      }
    }
    return counts;
  }

  private async takeAll(
    county: string,
    thing: KeptThing,
    before: Temporal.Instant,
    typeCode?: string,
  ): Promise<number> {
    let taken = 0;
    for (;;) {
      const { count } = await this.transactions.run(async (tx) => {
        const batch = await this.kept.take(tx, county, thing, before, batchSize, typeCode);
        const { subjects } = batch;
        const entry = { countyCode: county, kind: 'personal-data-anonymised', personId: null } as const;
        await this.audit.record(
          tx,
          ...subjects.map((subject) => ({ ...entry, subject, data: { thing } })),
          ...(subjects.length === 0 && batch.count > 0 ? [{ ...entry, data: { thing, count: batch.count } }] : []),
        );
        return batch;
      });
      taken += count;
      if (count === 0) return taken;
    }
  }
}
