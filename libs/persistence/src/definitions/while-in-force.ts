import { type Tx } from '#engine';
import { Temporal } from 'temporal-polyfill';
import { countyVersions, managerOf } from '../transactions.js';
import { tables } from './tables.js';

interface Kept<T> {
  /** The county's counter of definitions when this was looked up. */
  readonly version: number;
  readonly from: Temporal.Instant;
  /** When a version that already waits comes into force. */
  readonly until: Temporal.Instant;
  readonly found: T;
}

/** What is in force in a county, kept in memory until the county's definitions change or a waiting version comes into force. */
export class WhileInForce<T> {
  private readonly kept = new Map<string, Kept<T>>();

  async of(tx: Tx, countyCode: string, code: string, look: () => Promise<T>): Promise<T> {
    const version = countyVersions(tx, countyCode)?.definitions;
    const key = `${countyCode}/${code}`;
    const kept = this.kept.get(key);
    if (kept && kept.version === version && holdsAt(kept, tx.now)) return kept.found;
    const found = await look();
    if (version !== undefined) {
      this.kept.set(key, { version, from: tx.now, until: await nextActivation(tx, countyCode), found });
    }
    return found;
  }
}

function holdsAt({ from, until }: Kept<unknown>, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(from, now) <= 0 && Temporal.Instant.compare(now, until) < 0;
}

/** When a version that is already there comes into force; far off where none waits. */
async function nextActivation(tx: Tx, countyCode: string): Promise<Temporal.Instant> {
  const later = Object.values(tables).map(
    ({ activations }) =>
      `SELECT from_at FROM ${activations} WHERE county_code = $1 AND from_at > $2 AND withdrawn_at IS NULL`,
  );
  const [{ next }] = (await managerOf(tx).query(
    `SELECT min(from_at) AS next FROM (${later.join(' UNION ALL ')}) AS waiting`,
    [countyCode, tx.now.toString()],
  )) as [{ next: Date | null }];
  return next ? Temporal.Instant.fromEpochMilliseconds(next.getTime()) : tx.now.add({ hours: 24 * 365 });
}
