import { withClient } from '../server/with-client.js';

/** Every table that firing writes, without what a database gives by itself (ids of messages and events). */
const written: Readonly<Record<string, string>> = {
  timer: 't',
  cases: 't',
  clock: 't',
  supervision_order: 't',
  case_event: `to_jsonb(t) - 'id'`,
  notification: `to_jsonb(t) - 'id'`,
};

/**
 * Throws unless both databases hold the same rows: every timer decided once, every event and message there, none twice.
 * Both began as copies of one, so that even the ids of cases agree.
 */
export async function assertSameRows(one: string, other: string): Promise<void> {
  const [a, b] = [await digests(one), await digests(other)];
  const differing = Object.keys(written).filter((table) => a[table] !== b[table]);
  if (differing.length > 0)
    throw new Error(`product and reference have not written the same rows: ${differing.join(', ')}`);
}

/** A digest of each table that does not depend on the order of its rows. */
function digests(url: string): Promise<Record<string, string>> {
  return withClient(url, async (client) => {
    const found: Record<string, string> = {};
    for (const [table, row] of Object.entries(written)) {
      const { rows } = await client.query<{ digest: string }>(
        `SELECT count(*) || ':' || COALESCE(sum(hashtextextended((${row})::text, 0)::numeric), 0) AS digest FROM ${table} t`,
      );
      found[table] = rows[0]!.digest;
    }
    return found;
  });
}
