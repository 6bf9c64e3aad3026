import { type Tx } from '#engine';
import { managerOf } from './transactions.js';

/** Counters that tell whether what is kept in memory of a county is still true. */
export interface CountyVersions {
  readonly directory: string;
  readonly definitions: string;
}

const asked = new WeakMap<Tx, Map<string, Promise<CountyVersions>>>();

/** The county's counters, read once a transaction. */
export function countyVersions(tx: Tx, countyCode: string): Promise<CountyVersions> {
  let ofTx = asked.get(tx);
  if (!ofTx) asked.set(tx, (ofTx = new Map()));
  let versions = ofTx.get(countyCode);
  if (!versions) ofTx.set(countyCode, (versions = read(tx, countyCode)));
  return versions;
}

async function read(tx: Tx, countyCode: string): Promise<CountyVersions> {
  const [row] = (await managerOf(tx).query(
    'SELECT directory_version AS directory, definitions_version AS definitions FROM county WHERE code = $1',
    [countyCode],
  )) as CountyVersions[];
  return row ?? { directory: 'none', definitions: 'none' };
}
