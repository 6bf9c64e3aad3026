import { type KeptThing } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Tx } from './transactions.js';

/** Data whose time is over, of one county. */
export interface KeptData {
  /** How much there is, without changing anything. */
  count(tx: Tx, countyCode: string, thing: KeptThing, before: Temporal.Instant): Promise<number>;
  /**
   * Takes the next few away: overwrites what a case holds of people, deletes the rest. Returns what it took; of cases
   * their ids. Nothing of a case that is open, not yet at rest, or under an application or objection.
   */
  take(
    tx: Tx,
    countyCode: string,
    thing: KeptThing,
    before: Temporal.Instant,
    limit: number,
  ): Promise<{ readonly count: number; readonly caseIds: readonly string[] }>;
  counties(tx: Tx): Promise<readonly string[]>;
}
