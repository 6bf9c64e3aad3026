import { type Scope } from './scope.js';
import { type Tx } from './transactions.js';

/** The free text of a ledger row beside title and text, by field; fields without words are absent. */
export type LedgerWords = Readonly<
  Partial<
    Record<
      'measures' | 'progress' | 'result' | 'satisfaction' | 'group' | 'coUnits' | 'number' | 'remarks' | 'leadUnit',
      string
    >
  >
>;

/** What the last ledger said of a case, by codes and by the id of its words (`case_text`, kind `ledger`). */
export interface LedgerStatement {
  readonly caseId: string;
  readonly countyCode: string;
  readonly completedOn: string | null;
  readonly urgency: string;
  readonly category: string;
  /** The unit that its lead was recognised as; where it was not, its name is among the words. */
  readonly leadOrganisationId: string | null;
  readonly wordsId: string;
}

/** The same with its words, and where the case stands now. */
export interface ReadStatement extends LedgerStatement {
  readonly words: LedgerWords;
  /** The recognised unit's name. */
  readonly leadOrganisation: string | null;
  readonly state: string;
}

/**
 * What ledgers said of the cases that came from them. A row sent again is compared with this, not with what became of
 * the case here: the ledger does not know of a transfer, and says the same every month.
 */
export interface LedgerStatements {
  /**
   * By fingerprint; without locks, so that a dry run waits for nobody. Null of a case that is outside the scope or not read
   * whole there: that the matter is known is all that its importer may learn.
   */
  of(tx: Tx, scope: Scope, fingerprints: readonly string[]): Promise<Map<string, ReadStatement | null>>;
  save(tx: Tx, statements: readonly LedgerStatement[]): Promise<void>;
}
