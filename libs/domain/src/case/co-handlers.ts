import { Temporal } from 'temporal-polyfill';

/** A unit that a dispatch asks to assist, with its sub-deadline where one was set. */
export interface NamedCoHandler {
  readonly organisationId: string;
  readonly by?: Temporal.Instant;
}

/**
 * The co-handlers that a form or an event names: a unit's id alone, or with the instant to answer by. What is neither has
 * its problem by the form's schema already. Instants to the millisecond, as clocks keep them.
 */
export function coHandlersIn(value: unknown): readonly NamedCoHandler[] {
  return Array.isArray(value) ? value.map(named) : [];
}

function named(value: unknown): NamedCoHandler {
  if (typeof value !== 'object' || value === null) return { organisationId: String(value) };
  const { organisation, by } = value as { readonly organisation?: unknown; readonly by?: unknown };
  const until = typeof by === 'string' ? instantOf(by) : null;
  return { organisationId: String(organisation), ...(until && { by: until }) };
}

function instantOf(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.fromEpochMilliseconds(Temporal.Instant.from(text).epochMilliseconds);
  } catch {
    return null;
  }
}
