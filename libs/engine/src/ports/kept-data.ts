import { type KeptThing, type Period } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Tx } from './transactions.js';

/** What was taken away: how much, and of what was overwritten, which. */
export interface Taken {
  readonly count: number;
  readonly subjects: readonly { readonly kind: 'case' | 'person'; readonly id: string }[];
}

/** How long a thing is kept of the cases of a type. */
export interface PeriodOfType {
  readonly typeCode: string;
  readonly thing: KeptThing;
  readonly period: Period;
}

/** Data whose time is over, of one county; of the cases of one type where it names one. */
export interface KeptData {
  /** How much there is, without changing anything. */
  count(tx: Tx, countyCode: string, thing: KeptThing, before: Temporal.Instant, typeCode?: string): Promise<number>;
  /**
   * Takes the next few away: overwrites what a case holds of people and the name of a resident, deletes the rest. Nothing
   * of a case that is open, not yet at rest, or under an application or objection.
   */
  take(
    tx: Tx,
    countyCode: string,
    thing: KeptThing,
    before: Temporal.Instant,
    limit: number,
    typeCode?: string,
  ): Promise<Taken>;
  /** The periods of case types that have their own. */
  ofTypes(tx: Tx, countyCode: string): Promise<readonly PeriodOfType[]>;
  counties(tx: Tx): Promise<readonly string[]>;
}
