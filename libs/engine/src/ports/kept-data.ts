import { type KeptThing } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Tx } from './transactions.js';

/** What was taken away: how much, and of what was overwritten, which. */
export interface Taken {
  readonly count: number;
  readonly subjects: readonly { readonly kind: 'case' | 'person'; readonly id: string }[];
}

/** Data whose time is over, of one county. */
export interface KeptData {
  /** How much there is, without changing anything. */
  count(tx: Tx, countyCode: string, thing: KeptThing, before: Temporal.Instant): Promise<number>;
  /**
   * Takes the next few away: overwrites what a case holds of people and the name of a resident, deletes the rest. Nothing
   * of a case that is open, not yet at rest, or under an application or objection.
   */
  take(tx: Tx, countyCode: string, thing: KeptThing, before: Temporal.Instant, limit: number): Promise<Taken>;
  counties(tx: Tx): Promise<readonly string[]>;
}
