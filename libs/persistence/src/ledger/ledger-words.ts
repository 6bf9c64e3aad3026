import { type LedgerWords } from '#engine';

/** A ledger's words as they are kept (JSON by field). What has been anonymised says nothing any more. */
export function ledgerWords(body: string): LedgerWords {
  return body.startsWith('{') ? (JSON.parse(body) as LedgerWords) : {};
}
