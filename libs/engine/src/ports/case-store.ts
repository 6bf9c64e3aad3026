import { type Temporal } from 'temporal-polyfill';
import {
  type CaseEvent,
  type CaseSnapshot,
  type ClockState,
  type Evolution,
  type Recipient,
  type TimerPlan,
} from '#domain';
import { type Scope } from './scope.js';
import { type Tx } from './transactions.js';

/** A case as it is stored: its identity, its version, and the snapshot that its events fold to. */
export interface CaseRecord extends CaseSnapshot {
  readonly id: string;
  readonly countyCode: string;
  readonly number: string;
  readonly typeCode: string;
  readonly typeVersionId: string;
  /** Counts actions, not reminders: what `If-Match` is about. */
  readonly version: number;
  readonly requesterId: string | null;
  /** Of a case that came from a ledger: recognises the same row when it is sent again. */
  readonly fingerprint: string | null;
}

/** Free text of an event, stored apart so that it can be anonymised. */
export interface CaseText {
  readonly id: string;
  readonly kind: string;
  readonly body: string;
  /** What it is found by, where that is not the body as it stands. */
  readonly searched?: string;
}

/** A message for the inbox; unique by (case, clock, step, version, person). */
export interface Notice {
  readonly clock: string;
  readonly step: string;
  readonly version: number;
  readonly kind: string;
  readonly recipient: Recipient;
}

export interface RequesterIdentity {
  readonly name?: string;
  readonly phone?: string;
}

/** All that one use case changes of one case. A batch of them is written set-based, in one transaction. */
export interface CaseChange {
  readonly before: CaseRecord | null;
  readonly after: CaseRecord;
  readonly definitionIds: { readonly policyVersionId: string; readonly calendarVersionId: string };
  readonly events: readonly CaseEvent[];
  readonly texts: readonly CaseText[];
  readonly clocks: readonly ClockState[];
  readonly timers: readonly TimerPlan[];
  readonly cancelled: Evolution['cancelled'];
  readonly notices: readonly Notice[];
  readonly requester: RequesterIdentity | null;
}

/** A due timer with its case, claimed for this transaction. Of the case's clocks the record holds the timer's own. */
export interface DueTimer {
  readonly clock: string;
  readonly step: string;
  readonly version: number;
  readonly fireAt: Temporal.Instant;
  readonly record: CaseRecord;
}

export interface DecidedTimer {
  readonly caseId: string;
  readonly clock: string;
  readonly step: string;
  readonly version: number;
  readonly decision: string;
}

export interface CaseStore {
  /**
   * Locks, of the cases that the fields name, or the application that they decide, those that have to be locked before
   * this one: of its own type in the order of ids, of another type always. So none waits for one that waits for it.
   */
  lockBefore(tx: Tx, id: string, fields: CaseEvent['data'], scope: Scope): Promise<void>;
  /** Locks one case that is inside the scope; null where there is none (or none that the reader may see). */
  lock(tx: Tx, id: string, scope: Scope): Promise<CaseRecord | null>;
  /** Those of the ids that are texts of this case, with their bodies. */
  textsOf(tx: Tx, caseId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Whether a case of that region (a code prefix), opened since, was completed on the spot. */
  anyOnTheSpot(tx: Tx, countyCode: string, regionCode: string, since: Temporal.Instant): Promise<boolean>;
  /** Those of the cases that are inside the scope, by id; locked in the order of their ids where it says so. */
  many(
    tx: Tx,
    ids: readonly string[],
    scope: Scope,
    how: { readonly locked: boolean },
  ): Promise<ReadonlyMap<string, CaseRecord>>;
  /** The cases that carry one of these fingerprints and are read whole inside the scope, locked. */
  lockByFingerprint(tx: Tx, scope: Scope, fingerprints: readonly string[]): Promise<Map<string, CaseRecord>>;
  /**
   * Up to `limit` open cases of a county that name this person (as handler, leader, decliner or applicant), locked in the
   * order of their ids, behind `after`.
   */
  lockNaming(tx: Tx, countyCode: string, personId: string, after: string | null, limit: number): Promise<CaseRecord[]>;
  /**
   * Claims up to `limit` timers due at the transaction's instant, but of the cases in `except`. Skips what others hold:
   * it never waits.
   */
  claimDue(tx: Tx, limit: number, except: readonly string[]): Promise<DueTimer[]>;
  /** Claimed cases with all their clocks, by id: for decisions that move more than the timer's own. */
  withAllClocks(tx: Tx, claimed: readonly CaseRecord[]): Promise<Map<string, CaseRecord>>;
  save(tx: Tx, changes: readonly CaseChange[]): Promise<void>;
  decideTimers(tx: Tx, decided: readonly DecidedTimer[]): Promise<void>;
  /** The instant of the earliest timer that nothing has decided; null where there is none. */
  nextDue(tx: Tx): Promise<Temporal.Instant | null>;
}
