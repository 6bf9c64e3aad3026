import { type LedgerKnowledge } from '#domain';
import { type Tx } from './transactions.js';

/** What a county knows, that a ledger's words are held against: places, units, categories, and its local day. */
export interface LedgerKnowledgeSource {
  of(tx: Tx, countyCode: string, today: string): Promise<LedgerKnowledge>;
}
