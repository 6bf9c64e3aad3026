import { revealsAnHour } from '#domain';
import { type Temporal } from 'temporal-polyfill';
import { type PersonalReads } from '../ports/personal-data.js';
import { type Tx } from '../ports/transactions.js';

const hour = { hours: 1 };

/** When a person who has read as many requesters as an hour allows may read the next one; null where it is now. */
export async function fullUntil(tx: Tx, reads: PersonalReads, personId: string): Promise<Temporal.Instant | null> {
  const earlier = await reads.since(tx, personId, tx.now.subtract(hour));
  return earlier.length >= revealsAnHour ? earlier.at(-revealsAnHour)!.add(hour) : null;
}
