import { type PrivacyNotice } from '#domain';
import {
  ActOnCase,
  AdvanceBusinessClock,
  type Cipher,
  type Directories,
  FireDueTimers,
  type Forms,
  OpenCase,
  type Places,
} from '#engine';
import {
  CaseWriter,
  type HistoryTransaction,
  PgCaseStore,
  PgDefinitions,
  PgDirectories,
  PgNumbering,
  RequesterVault,
} from '#persistence';
import { type EntityManager } from 'typeorm';
import { orderNumbersBy } from '../../../../composition/src/order-numbers.js';

/** The use cases as everybody uses them, on the one transaction in which the history is written. */
export interface HistoryEngine {
  readonly openCase: OpenCase;
  readonly actOnCase: ActOnCase;
  readonly advance: AdvanceBusinessClock;
  readonly cases: PgCaseStore;
  readonly definitions: PgDefinitions;
  readonly directories: Directories;
}

/**
 * Puts the engine together anew, so that nothing it keeps in memory outlives the transaction, should that be undone.
 * Serials are taken in the transaction too: the county is not there yet for anybody else.
 */
export function historyEngine(
  manager: EntityManager,
  transaction: HistoryTransaction,
  {
    forms,
    places,
    cipher,
    notices,
  }: { forms: Forms; places: Places; cipher: Cipher; notices: readonly PrivacyNotice[] },
): HistoryEngine {
  const numbering = new PgNumbering(manager);
  const definitions = new PgDefinitions();
  const directories = new PgDirectories();
  const writer = new CaseWriter(
    definitions,
    new RequesterVault(cipher, notices),
    () => numbering.newId(),
    orderNumbersBy(numbering),
  );
  const cases = new PgCaseStore(writer);
  const parts = [cases, definitions, directories, places, forms, numbering] as const;
  const fireDueTimers = new FireDueTimers(transaction, cases, definitions, directories, numbering);
  return {
    openCase: new OpenCase(...parts),
    actOnCase: new ActOnCase(...parts),
    advance: new AdvanceBusinessClock(transaction, cases, transaction, fireDueTimers),
    cases,
    definitions,
    directories,
  };
}
