import { canonicalContent, type SealedRow, type SealedSource } from './sealed-row.js';

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export type Sha256 = (text: string) => string;

/** Where a chain ends: the number and the hash of its last seal. */
export interface ChainEnd {
  readonly no: number;
  readonly hash: string;
}

/** One link: which row it seals, what that row said, and what came before. */
export interface Seal extends ChainEnd {
  readonly source: SealedSource;
  readonly rowId: string;
  readonly digest: string;
  readonly previous: string;
}

/** What the first seal follows. */
export const beforeTheFirst: ChainEnd = { no: 0, hash: '0'.repeat(64) };

/** The seals of these rows, in this order, behind the end of the chain so far. */
export function sealRows(end: ChainEnd, rows: readonly SealedRow[], sha256: Sha256): Seal[] {
  let last = end;
  return rows.map((row) => {
    const seal = {
      ...{ no: last.no + 1, source: row.source, rowId: row.id },
      ...{ digest: sha256(canonicalContent(row)), previous: last.hash },
    };
    const linked = { ...seal, hash: hashOf(seal, sha256) };
    last = linked;
    return linked;
  });
}

/** The hash of a seal: it covers its number, the row, what the row said, and the hash before. */
export function hashOf({ no, source, rowId, digest, previous }: Omit<Seal, 'hash'>, sha256: Sha256): string {
  return sha256(`${previous}\n${no}\n${source}\n${rowId}\n${digest}`);
}
