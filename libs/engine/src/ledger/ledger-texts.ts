import { type LedgerEntry } from '#domain';
import { type CaseText } from '../ports/case-store.js';
import { type Numbering } from '../ports/numbering.js';

/** Fields of a row that are free text. Title and text are the case's own; the rest stands beside them as the ledger's words. */
const fields = ['title', 'text', 'measures', 'progress', 'result', 'satisfaction', 'group', 'coUnits', 'number', 'remarks'] as const; // prettier-ignore
export type TextField = (typeof fields)[number] | 'leadUnit';

export interface LedgerTexts {
  readonly texts: readonly CaseText[];
  /** Field → id of its text; fields without words are absent. */
  readonly ids: Readonly<Partial<Record<TextField, string>>>;
}

/** The free texts of a row under ids of their own, for the event to name; a unit that nobody knows is kept as text too. */
export function textsOf(entry: LedgerEntry, numbering: Pick<Numbering, 'newId'>): LedgerTexts {
  const words: [TextField, string | null][] = fields.map((field) => [field, entry[field]]);
  if (entry.leadUnit && entry.leadUnit.organisationId === null) words.push(['leadUnit', entry.leadUnit.text]);
  return written(words, numbering);
}

/** Only some of the fields, as they changed. */
export function textsOfChanges(
  changes: readonly { readonly field: string; readonly to: string }[],
  numbering: Pick<Numbering, 'newId'>,
): LedgerTexts {
  const changed = changes.filter(({ field }) => isTextField(field));
  return written(
    changed.map(({ field, to }) => [field as TextField, to]),
    numbering,
  );
}

function isTextField(field: string): field is TextField {
  return field === 'leadUnit' || (fields as readonly string[]).includes(field);
}

function written(words: readonly (readonly [TextField, string | null])[], numbering: Pick<Numbering, 'newId'>) {
  const ids: Partial<Record<TextField, string>> = {};
  const texts: CaseText[] = [];
  for (const [field, body] of words) {
    if (!body) continue;
    const id = numbering.newId();
    ids[field] = id;
    texts.push({ id, kind: field === 'title' || field === 'text' ? field : `ledger.${field}`, body });
  }
  return { ids, texts };
}
