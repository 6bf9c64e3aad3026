import { Temporal } from 'temporal-polyfill';
import { type AttachmentStore } from '../ports/attachment-store.js';
import { type Attachments } from '../ports/attachments.js';
import { type Transactions } from '../ports/transactions.js';

/** As long as content may lie there before its row is written: several times as long as sending it takes. */
const patience = { hours: 6 };
const batch = 500;

/**
 * Takes away content that no row wants: of an upload that broke off, of a file that was removed, or whose time is over.
 * Run twice, or by two at once, it takes nothing else.
 */
export class ClearContent {
  constructor(
    private readonly transactions: Transactions,
    private readonly attachments: Attachments,
    private readonly store: AttachmentStore,
  ) {}

  /** `machineNow` is the host's time: how long something has lain there is the store's to say. How many were taken away. */
  async execute(machineNow: Temporal.Instant): Promise<number> {
    const before = machineNow.subtract(patience);
    let cleared = 0;
    let old: string[] = [];
    for await (const { id, since } of this.store.all()) {
      if (Temporal.Instant.compare(since, before) < 0) old.push(id);
      if (old.length < batch) continue;
      cleared += await this.clear(old);
      old = [];
    }
    return cleared + (await this.clear(old));
  }

  private async clear(ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return 0;
    const wanted = await this.transactions.run((tx) => this.attachments.wanted(tx, ids));
    const unwanted = ids.filter((id) => !wanted.has(id));
    for (const id of unwanted) await this.store.remove(id);
    return unwanted.length;
  }
}
