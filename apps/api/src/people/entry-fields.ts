import { instantField } from '../http/instant-field.js';
import { Problem } from '../http/problem.js';

/** The instants of a term as a body gives them. */
export interface WrittenTerm {
  readonly from?: string | null;
  readonly to?: string | null;
}

/** A beginning in epoch milliseconds; of old where nothing is said. */
export function beginning(from: string | null | undefined): number {
  return from ? instantField('from', from).epochMilliseconds : -Infinity;
}

/** An end in epoch milliseconds; open where nothing is said. */
export function end(to: string | null | undefined): number {
  return to ? instantField('to', to).epochMilliseconds : Infinity;
}

/**
 * What a correction changes: fields that the body does not name stay as they are, `null` empties one that may be empty
 * and is refused of the others.
 */
export function changesOf<Entry>(body: object, mayBeEmpty: readonly string[]): Partial<Entry> {
  const given = Object.entries(body as Record<string, unknown>).filter(([, value]) => value !== undefined);
  const emptied = given.filter(([field, value]) => value === null && !mayBeEmpty.includes(field));
  if (emptied.length > 0) {
    throw new Problem(422, 'bad-fields', { fields: emptied.map(([field]) => ({ field, rule: 'required' })) });
  }
  const { from, to, ...changes } = Object.fromEntries(given) as WrittenTerm & Record<string, unknown>;
  return {
    ...changes,
    ...(from !== undefined && { from: beginning(from) }),
    ...(to !== undefined && { to: end(to) }),
  } as Partial<Entry>;
}
