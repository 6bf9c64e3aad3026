import { type ActionDefinition, type EventData } from '#domain';
import { type CaseText } from '../ports/case-store.js';
import { type Numbering } from '../ports/numbering.js';

/** Splits a form into codes for the event and free text for `case_text`; the event keeps the texts' ids (design §8). */
export function separateTexts(
  action: ActionDefinition,
  fields: Readonly<Record<string, unknown>>,
  textFields: readonly string[],
  numbering: Numbering,
): { codes: EventData; texts: readonly CaseText[] } {
  const codes: Record<string, unknown> = { ...fields };
  const texts: CaseText[] = [];
  for (const field of textFields) {
    const body = fields[field];
    if (typeof body !== 'string') continue;
    const id = numbering.newId();
    codes[field] = id;
    texts.push({ id, kind: action.name === 'open' ? field : `${action.name}.${field}`, body });
  }
  return { codes, texts };
}
