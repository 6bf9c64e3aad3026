import { type Tx } from './transactions.js';

/** Fields of a ledger that are free text; they stand in `case_text` and are referenced by id. */
export const statedTexts = ['result', 'progress', 'measures', 'satisfaction', 'leadUnit'] as const;
export type StatedText = (typeof statedTexts)[number];

/** What the last ledger said of a case, by codes and by ids of texts. */
export interface LedgerStatement {
  readonly caseId: string;
  readonly countyCode: string;
  readonly completedOn: string | null;
  readonly urgency: string;
  readonly category: string;
  /** The unit that its lead was recognised as; where it was not, its name is one of the texts. */
  readonly leadOrganisationId: string | null;
  readonly texts: Readonly<Record<StatedText, string | null>>;
}

/** The same with its texts read, and where the case stands now. */
export interface ReadStatement extends LedgerStatement {
  readonly state: string;
  readonly bodies: Readonly<Record<StatedText, string | null>>;
  /** The recognised unit's name. */
  readonly leadOrganisation: string | null;
}

/**
 * What ledgers said of the cases that came from them. A row sent again is compared with this, not with what became of
 * the case here: the ledger does not know of a transfer, and says the same every month.
 */
export interface LedgerStatements {
  /** By fingerprint; without locks, so that a dry run waits for nobody. */
  of(tx: Tx, countyCode: string, fingerprints: readonly string[]): Promise<Map<string, ReadStatement>>;
  save(tx: Tx, statements: readonly LedgerStatement[]): Promise<void>;
}
