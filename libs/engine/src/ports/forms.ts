import { type ActionDefinition, type CaseType, type JsonObject } from '#domain';

/** What is wrong with one field of an action's form. */
export interface FormProblem {
  readonly field: string;
  readonly rule: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Checks a filled-in form against the action's JSON Schema (2020-12). */
export interface Forms {
  check(type: CaseType, action: ActionDefinition, fields: Readonly<Record<string, unknown>>): readonly FormProblem[];
  /** The fields that name another case. */
  caseFields(type: CaseType, action: ActionDefinition): readonly string[];
  /** The fields that hold free text and therefore go to `case_text`; within lists as `parts.*.title`. */
  textFields(type: CaseType, action: ActionDefinition): readonly string[];
  /** The form as a self-contained JSON Schema with labels in one language. */
  schema(type: CaseType, action: ActionDefinition, language: 'zh' | 'en'): JsonObject;
}

/** Says whether forms hold, before anybody has to fill one in. */
export interface SoundForms {
  /** Names of actions whose form is no schema that anything could be checked against. */
  brokenForms(type: CaseType): readonly string[];
}
