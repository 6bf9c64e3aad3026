import { type Tx } from '#engine';
import { managerOf } from '../transactions.js';

/** The person behind an account's name, with the county; null where there is no such account, or it is closed. */
export async function holderOf(tx: Tx, accountName: string): Promise<{ personId: string; countyCode: string } | null> {
  const [row] = (await managerOf(tx).query(
    'SELECT person_id AS "personId", county_code AS "countyCode" FROM account WHERE name = $1 AND disabled_at IS NULL',
    [accountName],
  )) as { personId: string; countyCode: string }[];
  return row ?? null;
}
