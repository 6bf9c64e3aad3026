import { type ActionDefinition, type EventData } from '#domain';
import { type CaseText } from '../ports/case-store.js';
import { type Numbering } from '../ports/numbering.js';

/**
 * Splits a form into codes for the event and free text for `case_text`; the event keeps the texts' ids (design §8).
 * `textFields` are paths: `title`, and within a list `parts.*.title`.
 */
export function separateTexts(
  action: ActionDefinition,
  fields: Readonly<Record<string, unknown>>,
  textFields: readonly string[],
  numbering: Numbering,
): { codes: EventData; texts: readonly CaseText[] } {
  const texts: CaseText[] = [];
  const separated = (value: unknown, path: readonly string[], field: string): unknown => {
    const [step, ...rest] = path;
    if (step === undefined) {
      if (typeof value !== 'string') return value;
      const id = numbering.newId();
      texts.push({ id, kind: opens(action) ? field : `${action.name}.${field}`, body: value });
      return id;
    }
    if (step === '*') return Array.isArray(value) ? value.map((one: unknown) => separated(one, rest, field)) : value;
    if (typeof value !== 'object' || value === null || !(step in value)) return value;
    return { ...value, [step]: separated((value as Record<string, unknown>)[step], rest, field) };
  };
  const codes = textFields.reduce<unknown>((so, path) => separated(so, path.split('.'), path), fields);
  return { codes: codes as EventData, texts };
}

/** What a case is opened with is its own title and text; whatever comes later is said by an action. */
function opens({ from }: ActionDefinition): boolean {
  return from !== 'any-open' && from.length === 0;
}
