import { createHash } from 'node:crypto';

/**
 * The hash of what a definition says: remarks and layout do not count. The order of its entries does, because
 * alternatives are read from top to bottom; so neither here nor in the column (`json`, not `jsonb`) are keys sorted.
 */
export function contentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
