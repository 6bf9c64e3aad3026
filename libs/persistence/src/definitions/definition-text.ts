import { parse, stringify, YAMLParseError } from 'yaml';

export type DefinitionValue =
  | { readonly ok: true; readonly value: unknown }
  /** `line`: of YAML that cannot be read. */
  | { readonly ok: false; readonly code: 'not-yaml' | 'too-deep'; readonly line?: number; readonly reason?: string };

/** Levels of a definition; a form inside an action of a case type needs a dozen. */
const levels = 40;

/** What a YAML text says, as the plain value that a version holds: no anchors, nothing but what JSON knows. */
export function readDefinitionText(text: string): DefinitionValue {
  try {
    return plainDefinition(parse(text));
  } catch (error) {
    if (error instanceof YAMLParseError)
      return { ok: false, code: 'not-yaml', line: error.linePos?.[0].line, reason: error.code };
    // too many aliases, or nested beyond all measure
    return { ok: false, code: 'too-deep' };
  }
}

/** A value as a version holds it. */
export function plainDefinition(value: unknown): DefinitionValue {
  try {
    const plain = JSON.parse(JSON.stringify(value ?? null)) as unknown;
    return isWithin(plain, levels) ? { ok: true, value: plain } : { ok: false, code: 'too-deep' };
  } catch {
    // it contains itself, or is nested beyond all measure
    return { ok: false, code: 'too-deep' };
  }
}

/** The text of a file that says the same: read again, it has the same hash. Keys stand in their order. */
export function writeDefinitionText(body: unknown): string {
  return stringify(body, { lineWidth: 0, aliasDuplicateObjects: false });
}

function isWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((one) => isWithin(one, depth - 1));
}
