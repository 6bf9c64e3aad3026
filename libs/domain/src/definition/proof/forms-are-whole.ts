import { type ActionDefinition, type CaseType, type JsonObject, type JsonValue } from '../../case/case-type.js';
import { nearestTo } from '../../ledger/near.js';
import { type Found } from '../violation.js';
import { fieldsOfEffects, fieldsOfGuards } from './fields-read.js';
import { isObject, pieceNamed, piecesNamedIn, resolved } from './pieces.js';
import { isByPeople } from './vocabulary.js';

/**
 * Property 6, of forms: pieces that a form names exist and are used, inputs and their values have labels in both
 * languages, what is required can be filled in, and effects and guards find the fields that they read.
 */
export function formsAreWhole(type: CaseType): Found[] {
  const { forms, actions } = type;
  const places = [
    ...[...actions.values()].map(({ name, form }) => ({ path: `actions.${name}.form`, schema: form })),
    ...Object.entries(forms).map(([name, schema]) => ({ path: `$defs.${name}`, schema })),
  ];
  return [
    ...places.flatMap(({ path, schema }) => unknownPieces(schema, path, forms)),
    ...places.flatMap(({ path, schema }) => [
      ...(isObject(schema) ? unknownRequired(schema, path, forms, []) : []),
      ...unlabelled(schema, path, forms),
    ]),
    ...[...actions.values()].flatMap((action) => unreadFields(action, type)),
    ...unusedPieces(type).map((name): Found => ({ code: 'unused-piece', in: 'case-type', path: `$defs.${name}` })),
  ];
}

function unknownPieces(schema: JsonValue, path: string, forms: JsonObject): Found[] {
  return piecesNamedIn(schema)
    .filter((ref) => !(pieceNamed(ref) in forms))
    .map((ref) => ({
      ...{ code: 'unknown-piece', in: 'case-type', path, value: ref },
      suggestion: nearestTo(pieceNamed(ref), Object.keys(forms), 1)[0],
    }));
}

/** What is required in a form that takes no other fields, or in its branches, has to be one of its fields. */
function unknownRequired(schema: JsonObject, path: string, forms: JsonObject, outer: readonly string[]): Found[] {
  const own = isObject(schema.properties) ? schema.properties : {};
  const fields = [...outer, ...Object.keys(own)];
  const required = Array.isArray(schema.required) ? (schema.required as readonly JsonValue[]) : [];
  const closed = schema.additionalProperties === false || outer.length > 0;
  return [
    ...(closed ? required : [])
      .filter((name) => !fields.includes(String(name)))
      .map((name): Found => ({
        ...{ code: 'unknown-field', in: 'case-type', path: `${path}.required`, value: String(name) },
        suggestion: nearestTo(String(name), fields, 1)[0],
      })),
    ...(['if', 'then', 'else'] as const).flatMap((branch) => {
      const inside = schema[branch];
      return isObject(inside) ? unknownRequired(inside, `${path}.${branch}`, forms, closed ? fields : []) : [];
    }),
  ];
}

/** Inputs of a form without their label, or with a value that has none; a shared piece is told where it stands. */
function unlabelled(schema: JsonValue, path: string, forms: JsonObject): Found[] {
  if (!isObject(schema)) return [];
  const own = isObject(schema.properties) ? schema.properties : {};
  const inside = ['items', 'then', 'else'].flatMap((part) =>
    unlabelled(schema[part] ?? null, `${path}.${part}`, forms),
  );
  return [
    ...(path.startsWith('$defs.') || path.includes('.properties.') ? unlabelledValues(schema, path) : []),
    ...Object.entries(own).flatMap(([name, input]) => [
      ...withoutLabel(input, `${path}.properties.${name}`, forms),
      ...unlabelled(input, `${path}.properties.${name}`, forms),
    ]),
    ...inside,
  ];
}

function withoutLabel(input: JsonValue, path: string, forms: JsonObject): Found[] {
  // a piece that does not exist is told as that
  if (piecesNamedIn(input).some((ref) => !(pieceNamed(ref) in forms))) return [];
  return unlabelledIn(resolved(input, forms)['x-label'], `${path}.x-label`);
}

function unlabelledValues(input: JsonObject, path: string): Found[] {
  const values = Array.isArray(input.enum) ? input.enum.map(String) : null;
  if (values === null) return [];
  const labels = isObject(input['x-enum']) ? input['x-enum'] : {};
  return [
    ...values.flatMap((value) => unlabelledIn(labels[value], `${path}.x-enum.${value}`)),
    ...Object.keys(labels)
      .filter((value) => !values.includes(value))
      .map((value): Found => ({
        ...{ code: 'unknown-value', in: 'case-type', path: `${path}.x-enum`, value },
        suggestion: nearestTo(value, values, 1)[0],
      })),
  ];
}

function unlabelledIn(label: JsonValue | undefined, path: string): Found[] {
  const given = isObject(label) ? label : {};
  const missing = ['zh', 'en'].filter((language) => typeof given[language] !== 'string' || given[language] === '');
  return missing.length === 0 ? [] : [{ code: 'label-missing', in: 'case-type', path, value: missing.join(', ') }];
}

/** Effects and guards read fields by name. An import brings what it needs without a form. */
function unreadFields(action: ActionDefinition, type: CaseType): Found[] {
  const path = `actions.${action.name}`;
  const opens = action.from !== 'any-open' && action.from.length === 0;
  if (opens && !action.effects.includes('register'))
    return [{ code: 'not-registered', in: 'case-type', path: `${path}.effects`, value: 'register' }];
  if (!isByPeople(action)) return [];
  const { required, properties } = resolved(action.form, type.forms);
  const demanded = Array.isArray(required) ? (required as readonly JsonValue[]) : [];
  const offered = isObject(properties) ? Object.keys(properties) : [];
  const readers = [
    ...action.effects.map((name) => ({ name, ...fieldsOfEffects[name] })),
    ...action.guards.map((name) => ({ name, ...fieldsOfGuards[name] })),
  ];
  const missing = (part: 'required' | 'properties', read: 'needs' | 'takes', there: readonly JsonValue[]): Found[] => {
    const fields = new Set(readers.flatMap((reader) => reader[read] ?? []));
    return [...fields]
      .filter((field) => isTold(field, type) && !there.includes(field))
      .map((field) => {
        const by = readers.flatMap((reader) => (reader[read]?.includes(field) ? [reader.name] : []));
        const value = `${field} (${by.join(', ')})`;
        return { code: 'field-missing', in: 'case-type', path: `${path}.form.${part}`, value };
      });
  };
  return [...missing('required', 'needs', demanded), ...missing('properties', 'takes', offered)];
}

/** A type whose cases do not differ in urgency or outcome need not ask for it. */
function isTold(field: string, { urgencies, outcomes }: CaseType): boolean {
  return !(field === 'urgency' && urgencies.length === 0) && !(field === 'outcome' && outcomes.length === 0);
}

function unusedPieces({ forms, actions }: CaseType): readonly string[] {
  const used = new Set([...actions.values()].flatMap(({ form }) => piecesNamedIn(form)).map(pieceNamed));
  // a set that grows while it is walked through is walked through to its end
  for (const name of used) for (const ref of piecesNamedIn(forms[name] ?? null)) used.add(pieceNamed(ref));
  return Object.keys(forms).filter((name) => !used.has(name));
}
