import { Temporal } from 'temporal-polyfill';

/** What an event's data says under a name, in its expected kind; something else is as if it were not there. */
export function text(value: unknown, fallback = ''): string {
  return typeof value === 'string' ? value : fallback;
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function instantOrNull(value: unknown): Temporal.Instant | null {
  return typeof value === 'string' ? Temporal.Instant.from(value) : null;
}
