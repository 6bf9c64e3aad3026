import { type ActionDefinition, type CaseType, type JsonObject } from '#domain';
import { AjvForms } from '#platform';

const forms = new AjvForms();

/** What a schema alone does not tell: ids, days ahead, what only makes sense together. By action and field, or by field. */
export type Special = Readonly<Record<string, unknown>>;

/** The form filled in as its schema asks for it: all that is required, and what the special cases know of it. */
export function fillForm(type: CaseType, action: ActionDefinition, special: Special): Record<string, unknown> {
  const schema = forms.schema(type, action, 'en');
  const properties = (schema.properties ?? {}) as Record<string, JsonObject>;
  const required = new Set((schema.required ?? []) as readonly string[]);
  const filled = Object.entries(properties).flatMap(([name, field]): [string, unknown][] => {
    const own = `${action.name}.${name}`;
    if (own in special) return [[name, special[own]]];
    if (!required.has(name)) return [];
    return [[name, name in special ? special[name] : valueOf(field, own)]];
  });
  return Object.fromEntries(filled);
}

function valueOf({ type, enum: values, minimum, ...rest }: JsonObject, name: string): unknown {
  if (Array.isArray(values)) return values[0];
  if (type === 'boolean') return true;
  if (type === 'integer') return minimum ?? 1;
  if (type === 'string' && rest['x-multiline'] === true) return '说明';
  throw new Error(`no value for ${name}: name it among the special cases`);
}
