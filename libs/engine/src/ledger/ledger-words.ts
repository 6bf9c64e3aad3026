import { type LedgerEntry } from '#domain';
import { type CaseText } from '../ports/case-store.js';
import { type LedgerWords } from '../ports/ledger-statements.js';

const fields = ['measures', 'progress', 'result', 'satisfaction', 'group', 'coUnits', 'number', 'remarks'] as const;

/** What a row says of the handling, beside title and text. A unit that nobody knows is kept by its name. */
export function wordsOf(entry: LedgerEntry): LedgerWords {
  const words: Record<string, string> = {};
  for (const field of fields) if (entry[field]) words[field] = entry[field];
  if (entry.leadUnit && entry.leadUnit.organisationId === null) words.leadUnit = entry.leadUnit.text;
  return words;
}

/** One text a row, so that it is found, shown and anonymised as one. */
export function textOfWords(id: string, words: LedgerWords): CaseText {
  return { id, kind: 'ledger', body: JSON.stringify(words), searched: Object.values(words).join(' ') };
}
