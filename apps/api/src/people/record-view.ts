import { formatInstant } from '#domain';
import { Temporal } from 'temporal-polyfill';

/** An edge of a term in epoch milliseconds as an answer writes it; null where it is open. */
export function edgeView(ms: number, zone: string): string | null {
  return Number.isFinite(ms) ? formatInstant(Temporal.Instant.fromEpochMilliseconds(ms), zone) : null;
}

/** Ids that stand in the answer with the name beside them. */
const named = new Set(['personId', 'organisationId', 'parentId', 'orderKey']);

/** An entry of a register as it is answered: who and where by id and name, its term as instants. */
export function recordView<Item extends object>(item: Item, zone: string): Record<string, unknown> {
  const fields = Object.entries(item).filter(([field]) => !named.has(field));
  return Object.fromEntries(
    fields.map(([field, value]: [string, unknown]) => [
      field,
      (field === 'from' || field === 'to') && typeof value === 'number' ? edgeView(value, zone) : value,
    ]),
  );
}
