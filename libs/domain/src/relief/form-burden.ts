import { type JsonObject, type JsonValue } from '../case/case-type.js';

/** What filling in a form asks of a person, computed from the form itself: nobody's time is measured. */
export interface FormBurden {
  /** Inputs that a person sees; each of a group counts. */
  readonly fields: number;
  /** Those that cannot be left blank. */
  readonly required: number;
  /** Estimated minutes, to a tenth. */
  readonly minutes: number;
}

/**
 * Seconds for one input, with reading its label: a guess that is the same for every form, so that forms can be compared
 * and a longer one is seen to be longer. One thumb types some thirty characters a minute.
 */
const seconds = { tick: 3, choose: 5, look: 10, date: 8, number: 8, line: 20, words: 75 };

/** An optional input is read, and left blank as often as not. */
const shareOfOptional = 0.5;

/** The longest list that is chosen from at a glance. */
const glance = 8;
/** Texts up to here fit one line. */
const oneLine = 60;

/** The burden of an action's form, `shared` being the type's `$defs`. */
export function formBurden(form: JsonObject, shared: JsonObject): FormBurden {
  const inputs = inputsOf(form, shared, true);
  const total = inputs.reduce((sum, { input, isRequired }) => {
    const own = secondsFor(input, shared);
    return sum + (isRequired ? own : own * shareOfOptional);
  }, 0);
  return {
    fields: inputs.length,
    required: inputs.filter(({ isRequired }) => isRequired).length,
    minutes: Math.round(total / 6) / 10,
  };
}

interface Input {
  readonly input: JsonObject;
  readonly isRequired: boolean;
}

/** The inputs of a form, those of groups among them. */
function inputsOf(form: JsonObject, shared: JsonObject, isRequired: boolean): Input[] {
  const required = Array.isArray(form.required) ? form.required : [];
  return Object.entries(asObject(form.properties)).flatMap(([name, written]) => {
    const input = resolved(written, shared);
    const isNeeded = isRequired && required.includes(name);
    return isGroup(input) ? inputsOf(input, shared, isNeeded) : [{ input, isRequired: isNeeded }];
  });
}

function secondsFor(input: JsonObject, shared: JsonObject): number {
  if (input.type === 'array') return secondsFor(resolved(input.items ?? {}, shared), shared);
  if (isGroup(input)) return inputsOf(input, shared, true).reduce((sum, one) => sum + secondsFor(one.input, shared), 0);
  if (input.type === 'boolean') return seconds.tick;
  if (Array.isArray(input.enum)) return input.enum.length <= glance ? seconds.choose : seconds.look;
  if (input['x-from'] !== undefined) return seconds.look;
  if (input.format === 'date' || input.format === 'date-time') return seconds.date;
  if (input.type === 'number' || input.type === 'integer') return seconds.number;
  return typeof input.maxLength === 'number' && input.maxLength <= oneLine ? seconds.line : seconds.words;
}

function isGroup(input: JsonObject): boolean {
  return input.type === 'object' || input.properties !== undefined;
}

/** A piece of a form with its `$ref` put in place; what stands beside it overrides. */
function resolved(written: JsonValue, shared: JsonObject): JsonObject {
  const { $ref, ...own } = asObject(written);
  return typeof $ref === 'string' ? { ...resolved(shared[$ref.replace('#/$defs/', '')] ?? {}, shared), ...own } : own;
}

function asObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
