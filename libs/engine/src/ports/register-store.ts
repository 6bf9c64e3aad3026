import { type RegisterEntries, type RegisterName, type RegisterSurroundings } from '#domain';
import { type Tx } from './transactions.js';

/** An entry that a register holds, with the version that a writer must have seen. */
export interface RegisterRecord<Name extends RegisterName> {
  readonly id: string;
  readonly version: number;
  readonly entry: RegisterEntries[Name];
}

/** The registers of people and links of a county: organisations, persons, postings, links, the duty roster. */
export interface RegisterStore {
  /** Until the end of the transaction nobody else writes into the county's registers, so that what is judged stays true. */
  lock(tx: Tx, countyCode: string): Promise<void>;
  find<Name extends RegisterName>(
    tx: Tx,
    register: Name,
    countyCode: string,
    id: string,
  ): Promise<RegisterRecord<Name> | null>;
  /** Whatever these entries name, and whatever could collide with them; `ownId` of the one that is changed. */
  surroundings<Name extends RegisterName>(
    tx: Tx,
    register: Name,
    countyCode: string,
    entries: readonly RegisterEntries[Name][],
    ownId?: string | null,
  ): Promise<RegisterSurroundings>;
  add<Name extends RegisterName>(
    tx: Tx,
    register: Name,
    countyCode: string,
    records: readonly RegisterRecord<Name>[],
  ): Promise<void>;
  replace<Name extends RegisterName>(
    tx: Tx,
    register: Name,
    countyCode: string,
    record: RegisterRecord<Name>,
  ): Promise<void>;
  /** Takes out what has not begun; what has begun is history and stays. */
  withdraw(tx: Tx, register: RegisterName, countyCode: string, id: string): Promise<void>;
}
