import { Temporal } from 'temporal-polyfill';
import { type Listing } from './listings.js';

/** The place behind the last row of a page: what the list is ordered by, then the id. */
export interface ListPlace {
  readonly key: string;
  readonly id: string;
}

export function writeCursor({ key, id }: ListPlace): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/** The place that a cursor names; null where it is none of ours, or nothing that the database can compare. */
export function readCursor(cursor: string, order: Listing['order']): ListPlace | null {
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    const isId = typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
    return isId && typeof key === 'string' && (order === 'name' ? isText(key) : isInstant(key)) ? { key, id } : null;
  } catch {
    return null;
  }
}

function isText(key: string): boolean {
  return !key.includes('\0') && !/\p{Surrogate}/u.test(key);
}

/** `Temporal.Instant` throws where it is none at all. */
function isInstant(key: string): boolean {
  const { year } = Temporal.Instant.from(key).toZonedDateTimeISO('UTC');
  return year > 1900 && year < 3000;
}
