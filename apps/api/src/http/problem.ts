import { type Language } from './language.js';
import { fieldMessages, problemMessages, type ProblemCode } from './messages.js';

/** One wrong field: which, the rule it breaks, and what to write instead. */
export interface FieldProblem {
  readonly field: string;
  readonly rule: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Where the sentence was already made in the reader's language. */
  readonly message?: string;
}

/**
 * An answer that is a refusal (RFC 9457). Doors throw it; the filter writes it in the reader's language with a stable
 * code and what to do next.
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: ProblemCode,
    readonly more: {
      readonly data?: Readonly<Record<string, unknown>>;
      readonly fields?: readonly FieldProblem[];
      /** Members that the answer carries besides, such as the actions that are open. */
      readonly members?: Readonly<Record<string, unknown>>;
      /** When trying again makes sense, in seconds from now (`Retry-After`). */
      readonly retryAfter?: number;
    } = {},
  ) {
    super(code);
  }
}

/** The problem document of `application/problem+json`. */
export function documentOf(
  { status, code, more }: Problem,
  language: Language,
  instance: string,
): Record<string, unknown> {
  const { title, next } = problemMessages[code];
  const data = more.data ?? {};
  return {
    type: `urn:guacun:problem:${code}`,
    title: title[language](data),
    status,
    code,
    detail: next[language](data),
    instance,
    ...(more.fields && { errors: more.fields.map((one) => fieldOf(one, language)) }),
    ...more.members,
  };
}

/** One wrong field as answers tell it: by its rule, with a sentence in the reader's language. */
export function fieldOf({ field, rule, data, message }: FieldProblem, language: Language) {
  const say = fieldMessages[rule] ?? fieldMessages.invalid!;
  return { field, code: rule, message: message ?? say[language](data ?? {}) };
}
