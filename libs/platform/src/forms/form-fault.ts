import { type ActionDefinition, type CaseType } from '#domain';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { resolve } from './ajv-forms.js';

/** What the forms of case types say beside JSON Schema: labels, where values come from, who reads a text. */
const ownWords = ['x-label', 'x-enum', 'x-text', 'x-for', 'x-from', 'x-visit'];

/**
 * Why an action's form is no JSON Schema 2020-12; null where it is one. Stricter than the engine, which ignores what it
 * does not know: a misspelt keyword or format would judge nothing.
 */
export function formFault({ forms }: CaseType, { form }: ActionDefinition): string | null {
  const strict = new Ajv2020({ strictSchema: true, strictTypes: false, strictRequired: false, strictTuples: false });
  const ajv = formats.default(strict as never) as unknown as Ajv2020;
  ajv.addVocabulary(ownWords);
  try {
    ajv.compile(resolve(form, forms) as object);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
