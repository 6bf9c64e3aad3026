import { type Temporal } from 'temporal-polyfill';
import { type Tx } from './transactions.js';

/** An absence as it is kept: never why, only that, and who stands in. */
export interface AbsenceRecord {
  readonly id: string;
  readonly countyCode: string;
  readonly personId: string;
  readonly standInId: string | null;
  readonly from: Temporal.Instant;
  /** The same as `from` where it was withdrawn before it began. */
  readonly to: Temporal.Instant;
}

export interface Absences {
  /** Those of a county that are not over at the instant. */
  notOver(tx: Tx, countyCode: string, at: Temporal.Instant): Promise<readonly AbsenceRecord[]>;
  one(tx: Tx, countyCode: string, id: string): Promise<AbsenceRecord | null>;
  add(tx: Tx, record: AbsenceRecord, enteredBy: string): Promise<void>;
  endAt(tx: Tx, id: string, to: Temporal.Instant): Promise<void>;
}
