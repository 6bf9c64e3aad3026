import { type Activated } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type Tx } from './transactions.js';

/** The three kinds of definition that a county runs on; each has immutable versions. */
export const definitionKinds = ['calendar', 'case-type', 'policy'] as const;
export type DefinitionKind = (typeof definitionKinds)[number];

/** Which definition of a county: of a policy the code is that of the type it measures. */
export interface DefinitionName {
  readonly countyCode: string;
  readonly kind: DefinitionKind;
  readonly code: string;
}

/** Who changes a county's definitions: an administrator, or somebody by command, whose person may not be named. */
export interface OnWhoseWord {
  readonly countyCode: string;
  readonly personId: string | null;
  readonly accountId: string | null;
}

/** What a definition said at one time, known by the hash of its content. */
export interface DefinitionVersion extends DefinitionName {
  readonly id: string;
  readonly hash: string;
  readonly body: unknown;
  /** Null of what was there before this was kept. */
  readonly enteredAt: Temporal.Instant | null;
  /** Null: from a file, by the system. */
  readonly enteredBy: string | null;
}

/** That a version comes into force at an instant, by whose word. */
export interface DefinitionActivation extends Activated {
  readonly id: string;
  readonly enteredAt: Temporal.Instant;
  readonly enteredBy: string | null;
}

export interface NewVersion extends DefinitionName {
  readonly body: unknown;
  readonly personId: string | null;
}

export interface DefinitionVersions {
  /** Held until the transaction ends: what comes into force in a county is changed by one at a time. */
  takeTurn(tx: Tx, countyCode: string): Promise<void>;
  /** Puts a version in; the one that is there where it says the same. */
  enter(tx: Tx, version: NewVersion): Promise<{ readonly version: DefinitionVersion; readonly isNew: boolean }>;
  one(tx: Tx, name: DefinitionName, id: string): Promise<DefinitionVersion | null>;
  /** Every version, the oldest first. */
  all(tx: Tx, name: DefinitionName): Promise<DefinitionVersion[]>;
  /** Codes of which the county has a version. */
  codes(tx: Tx, countyCode: string, kind: DefinitionKind): Promise<string[]>;
  /** What has come into force and what waits for it, in the order in which they do; nothing that was withdrawn. */
  activations(tx: Tx, name: DefinitionName): Promise<DefinitionActivation[]>;
  activate(tx: Tx, name: DefinitionName, activated: Activated, personId: string | null): Promise<void>;
  /** Takes back one that waits. */
  withdraw(tx: Tx, name: DefinitionName, activationId: string, personId: string | null): Promise<void>;
  /** How many open cases are on each version of a type, by the version's id. */
  openCases(tx: Tx, countyCode: string, typeCode: string): Promise<ReadonlyMap<string, number>>;
}
