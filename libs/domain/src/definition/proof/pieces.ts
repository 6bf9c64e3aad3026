import { type JsonObject, type JsonValue } from '../../case/case-type.js';

/** Every `$ref` in a schema, at any depth. */
export function piecesNamedIn(schema: JsonValue): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap((one: JsonValue) => piecesNamedIn(one));
  if (!isObject(schema)) return [];
  const { $ref } = schema;
  return [...(typeof $ref === 'string' ? [$ref] : []), ...Object.values(schema).flatMap((one) => piecesNamedIn(one))];
}

/** The shared piece that a `$ref` means. */
export function pieceNamed(ref: string): string {
  return ref.replace('#/$defs/', '');
}

/** Pieces that contain themselves: putting them in place would never end. */
export function circularPieces(forms: JsonObject): readonly string[] {
  return Object.keys(forms).filter((name) => {
    const within = new Set(piecesNamedIn(forms[name]!).map(pieceNamed));
    // a set that grows while it is walked through is walked through to its end
    for (const one of within) for (const ref of piecesNamedIn(forms[one] ?? null)) within.add(pieceNamed(ref));
    return within.has(name);
  });
}

/** A piece of a form with its `$ref` put in place; what stands beside it overrides. */
export function resolved(written: JsonValue, forms: JsonObject): JsonObject {
  if (!isObject(written)) return {};
  const { $ref, ...own } = written;
  return typeof $ref === 'string' ? { ...resolved(forms[pieceNamed($ref)] ?? null, forms), ...own } : own;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
