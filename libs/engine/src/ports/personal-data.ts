import { type DisclosureBasis, type DisclosureCategory, type RevealFacts } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type CaseRecord, type RequesterIdentity } from './case-store.js';
import { type Scope } from './scope.js';
import { type Tx } from './transactions.js';

/** A case with its requester and words, for reading. */
export interface ReadableCases {
  /** Null where there is none inside the scope. */
  record(tx: Tx, scope: Scope, id: string): Promise<CaseRecord | null>;
  /** Its words by id, and whether this reader reads all of them; `forHandlers` are kinds that handlers read anyway. */
  texts(
    tx: Tx,
    scope: Scope,
    record: CaseRecord,
    forHandlers: readonly string[],
  ): Promise<{
    readonly reads: 'whole' | 'summary' | 'own';
    readonly texts: ReadonlyMap<string, { readonly body: string | null }>;
  }>;
}

export interface Requesters {
  read(tx: Tx, countyCode: string, requesterId: string): Promise<RequesterIdentity | null>;
}

/** Finds cases by who asked, without opening anything. */
export interface CasesByPhone {
  /** Those inside the scope that are read whole there and whose requester has this number (digits alone), the latest first. */
  asking(tx: Tx, scope: Scope, phone: string): Promise<readonly (RevealFacts & { readonly id: string })[]>;
}

/** Who has read personal data whole, and when. */
export interface PersonalReads {
  /** The instants of a person's readings since then, the earliest first; others of the same person wait for this one. */
  since(tx: Tx, personId: string, since: Temporal.Instant): Promise<readonly Temporal.Instant[]>;
}

/** Personal data that was handed to others (对外提供). */
export interface Disclosure {
  readonly id: string;
  readonly countyCode: string;
  readonly recordedBy: string;
  /** ISO day. */
  readonly disclosedOn: string;
  readonly caseId: string | null;
  /** The organisation that received it. */
  readonly recipient: string;
  readonly basis: DisclosureBasis;
  readonly categories: readonly DisclosureCategory[];
  readonly purpose: string;
}

export interface Disclosures {
  enter(tx: Tx, disclosure: Disclosure): Promise<void>;
}
