import { type ActionDefinition, type CaseType, type JsonObject, type JsonValue } from '#domain';
import { type FormProblem, type Forms, type SoundForms } from '#engine';
import { type ErrorObject, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** Action forms as JSON Schema 2020-12, compiled once for each version of a case type. */
export class AjvForms implements Forms, SoundForms {
  private readonly ajv = formats.default(
    new Ajv2020({ allErrors: true, strict: false, validateFormats: true }) as never,
  ) as unknown as Ajv2020;
  private readonly compiled = new WeakMap<ActionDefinition, ValidateFunction>();
  private readonly forHandlers = new WeakMap<CaseType, readonly string[]>();
  private readonly cases = new WeakMap<ActionDefinition, readonly string[]>();
  private readonly texts = new WeakMap<ActionDefinition, readonly string[]>();

  check(type: CaseType, action: ActionDefinition, fields: Readonly<Record<string, unknown>>): readonly FormProblem[] {
    let validate = this.compiled.get(action);
    if (!validate) this.compiled.set(action, (validate = this.ajv.compile(resolve(action.form, type.forms) as object)));
    return validate(fields) ? [] : (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map(problemOf);
  }

  brokenForms(type: CaseType): readonly string[] {
    return [...type.actions.values()].filter((action) => !this.isSound(type, action)).map(({ name }) => name);
  }

  textFields(type: CaseType, action: ActionDefinition): readonly string[] {
    let names = this.texts.get(action);
    if (!names) this.texts.set(action, (names = textFieldsOf(resolve(action.form, type.forms))));
    return names;
  }

  caseFields(type: CaseType, action: ActionDefinition): readonly string[] {
    let names = this.cases.get(action);
    if (!names) this.cases.set(action, (names = caseFieldsOf(resolve(action.form, type.forms))));
    return names;
  }

  /** Kinds of the texts that are written for those who handle a case (`x-for: handlers`). */
  wordsForHandlers(type: CaseType): readonly string[] {
    let kinds = this.forHandlers.get(type);
    if (!kinds)
      this.forHandlers.set(type, (kinds = [...type.actions.values()].flatMap((one) => kindsForHandlers(one, type))));
    return kinds;
  }

  schema(type: CaseType, action: ActionDefinition, language: 'zh' | 'en'): JsonObject {
    return localise(resolve(action.form, type.forms), language) as JsonObject;
  }

  /** A piece that refers to itself has no end; a schema that is none does not compile. */
  private isSound(type: CaseType, action: ActionDefinition): boolean {
    try {
      this.check(type, action, {});
      return true;
    } catch {
      return false;
    }
  }
}

/** The schema with its `$ref`s into the type's shared pieces put in place; what stands beside a `$ref` overrides it. */
export function resolve(schema: JsonValue, shared: JsonObject): JsonValue {
  if (Array.isArray(schema)) return schema.map((one: JsonValue) => resolve(one, shared));
  if (!isObject(schema)) return schema;
  const { $ref, ...rest } = schema;
  const base = typeof $ref === 'string' ? resolve(shared[$ref.replace('#/$defs/', '')] ?? {}, shared) : {};
  const own = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, resolve(value, shared)]));
  return { ...(base as JsonObject), ...own };
}

/** `x-label` becomes `title`, `x-enum` becomes one `oneOf` entry with a title for each value, in the reader's language. */
function localise(schema: JsonValue, language: 'zh' | 'en'): JsonValue {
  if (Array.isArray(schema)) return schema.map((one: JsonValue) => localise(one, language));
  if (!isObject(schema)) return schema;
  const { 'x-label': label, 'x-enum': labels, 'x-text': text, 'x-for': _readers, ...rest } = schema;
  const own = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, localise(value, language)]));
  return {
    ...own,
    ...(isObject(label) && { title: label[language] }),
    ...(text === true && { 'x-multiline': true }),
    ...(isObject(labels) && {
      oneOf: Object.entries(labels).map(([value, names]) => ({
        const: value,
        title: isObject(names) ? names[language] : value,
      })),
    }),
  } as JsonObject;
}

/** The paths of free text: `title`, and within a list of groups `parts.*.title`. */
function textFieldsOf(schema: JsonValue, path = ''): string[] {
  return Object.entries(propertiesOf(schema)).flatMap(([name, field]) => {
    if (!isObject(field)) return [];
    const own = `${path}${name}`;
    if (field['x-text'] === true) return [own];
    return isObject(field.items) ? textFieldsOf(field.items, `${own}.*.`) : [];
  });
}

function caseFieldsOf(schema: JsonValue): string[] {
  return Object.entries(propertiesOf(schema)).flatMap(([name, field]) =>
    isObject(field) && field['x-from'] === 'cases' ? [name] : [],
  );
}

/** As `separateTexts` names them. */
function kindsForHandlers({ name, from, form }: ActionDefinition, { forms }: CaseType): string[] {
  return Object.entries(propertiesOf(resolve(form, forms))).flatMap(([field, schema]) =>
    isObject(schema) && schema['x-for'] === 'handlers' ? [from.length === 0 ? field : `${name}.${field}`] : [],
  );
}

function propertiesOf(schema: JsonValue): JsonObject {
  return isObject(schema) && isObject(schema.properties) ? schema.properties : {};
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function problemOf({ keyword, instancePath, params }: ErrorObject): FormProblem {
  const inside = instancePath.split('/').slice(1);
  const own =
    keyword === 'required'
      ? params.missingProperty
      : keyword === 'additionalProperties'
        ? params.additionalProperty
        : null;
  const path = typeof own === 'string' ? [...inside, own] : inside;
  return { field: path.join('.'), rule: keyword, data: params };
}
