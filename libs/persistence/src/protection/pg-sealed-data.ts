import { fingerprintOf } from '#domain';
import { type RequesterIdentity, type RotatingCipher, type SealedData, type Tx } from '#engine';
import { type EntityManager } from 'typeorm';
import { phoneIndex } from '../case/requester-vault.js';
import { managerOf } from '../transactions.js';
import { type SealedTable, sealedTables } from './sealed-columns.js';

/** Fingerprints at a time. */
const fingerprintBatch = 500;

/** What is sealed, brought under the current key a few rows at a time; rows that are under it already are passed over. */
export class PgSealedData implements SealedData {
  readonly kinds = sealedTables.map(({ table }) => table);

  constructor(private readonly cipher: RotatingCipher) {}

  async sealAnew(tx: Tx, kind: string, after: string | null) {
    const one = sealedTables.find(({ table }) => table === kind);
    if (!one) throw new Error(`nothing is sealed in ${kind}`);
    const rows = await this.next(managerOf(tx), one, after);
    for (const row of rows) await this.reseal(managerOf(tx), one, row);
    const last = rows.length < one.batch ? undefined : rows.at(-1);
    return { count: rows.length, after: last ? JSON.stringify(Object.keys(one.key).map((name) => last[name])) : null };
  }

  async remaining(tx: Tx, locked: boolean): Promise<number> {
    const manager = managerOf(tx);
    if (locked) {
      await manager.query(`LOCK TABLE ${sealedTables.map(({ table }) => table).join(', ')} IN SHARE MODE`);
    }
    let remaining = 0;
    for (const { table, columns } of sealedTables) {
      const [row] = (await manager.query(`SELECT count(*)::int AS n FROM ${table} t WHERE ${isOther(columns, '$1')}`, [
        this.header,
      ])) as { n: number }[];
      remaining += row!.n;
    }
    return remaining;
  }

  async fingerprintAnew(tx: Tx, after: string | null) {
    const manager = managerOf(tx);
    const [county, from] = after === null ? [null, null] : (JSON.parse(after) as [string, string | null]);
    const code = county ?? (await nextCounty(manager, ''));
    if (code === null) return { count: 0, lost: 0, after: null };
    // an import looks fingerprints up and writes them in one turn of the county: not while they change
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('ledger import'), hashtext($1))`, [code]);
    const rows = (await manager.query(fingerprints, [code, from, fingerprintBatch])) as StoredFingerprint[];
    const judged = rows.map((row) => ({ id: row.id, ...this.underCurrentKey(row) }));
    const moved = judged.filter(({ digest }) => digest !== null);
    await manager.query(
      'UPDATE cases c SET fingerprint = v.digest FROM unnest($1::uuid[], $2::bytea[]) AS v(id, digest) WHERE c.id = v.id',
      [moved.map(({ id }) => id), moved.map(({ digest }) => digest)],
    );
    const lost = judged.filter(({ isKnown }) => !isKnown).length;
    const last = rows.length < fingerprintBatch ? undefined : rows.at(-1)!.id;
    if (last) return { count: moved.length, lost, after: JSON.stringify([code, last]) };
    const next = await nextCounty(manager, code);
    return { count: moved.length, lost, after: next && JSON.stringify([next, null]) };
  }

  /** The digest to write; null where it stands under the current key already, or under none that is known. */
  private underCurrentKey(row: StoredFingerprint): { digest: Buffer | null; isKnown: boolean } {
    const requester = row.identity
      ? (JSON.parse(this.cipher.open(row.identity, row.key_id!)) as RequesterIdentity)
      : null;
    const matter = fingerprintOf({
      villageCode: row.village_code,
      registeredOn: row.registered_on,
      requesterName: requester?.name ?? null,
      title: row.title ?? '',
    });
    const [current, ...older] = this.cipher.blindIndexes(matter).map((digest) => Buffer.from(digest));
    if (row.fingerprint.equals(current!)) return { digest: null, isKnown: true };
    const isKnown = older.some((digest) => row.fingerprint.equals(digest));
    return { digest: isKnown ? current! : null, isKnown };
  }

  private async next(manager: EntityManager, one: SealedTable, after: string | null): Promise<SealedRow[]> {
    const { table, key, columns, keyIdOf = 'NULL', batch } = one;
    const names = Object.keys(key);
    const values: unknown[] = [this.header, batch];
    const beyond =
      after === null
        ? ''
        : `AND (${names.join(', ')}) > (${(JSON.parse(after) as unknown[]).map((value, i) => `$${values.push(value)}::${key[names[i]!]}`).join(', ')})`;
    return manager.query(
      `SELECT ${[...names, ...columns].map((name) => `t.${name}`).join(', ')}, ${keyIdOf} AS key_id_of_row
         FROM ${table} t WHERE (${isOther(columns, '$1')}) ${beyond} ORDER BY ${names.join(', ')} LIMIT $2 FOR UPDATE OF t`,
      values,
    ) as Promise<SealedRow[]>;
  }

  private async reseal(manager: EntityManager, { table, key, columns, keyColumn }: SealedTable, row: SealedRow) {
    const values: unknown[] = [];
    const add = (value: unknown) => `$${values.push(value)}`;
    const keyId = (row['key_id_of_row'] as string | null) ?? '';
    const sets = columns.flatMap((column) => {
      const sealed = row[column] as Buffer | null;
      if (sealed === null) return [];
      const plain = this.cipher.openBytes(sealed, keyId);
      return [
        `${column} = ${add(Buffer.from(this.cipher.sealBytes(plain)))}`,
        ...(table === 'requester' ? [`phone_index = ${add(phoneIndex(this.cipher, identityIn(plain)))}`] : []),
      ];
    });
    if (keyColumn) sets.push(`${keyColumn} = ${add(this.cipher.keyId)}`);
    const match = Object.keys(key).map((name) => `${name} = ${add(row[name])}`);
    await manager.query(`UPDATE ${table} SET ${sets.join(', ')} WHERE ${match.join(' AND ')}`, values);
  }

  private get header(): Buffer {
    return Buffer.from(this.cipher.header);
  }
}

type SealedRow = Readonly<Record<string, unknown>>;

function isOther(columns: readonly string[], header: string): string {
  return columns.map((name) => `substring(t.${name} from 1 for length(${header}::bytea)) <> ${header}`).join(' OR ');
}

function identityIn(plain: Uint8Array): RequesterIdentity {
  return JSON.parse(Buffer.from(plain).toString('utf8')) as RequesterIdentity;
}

async function nextCounty(manager: EntityManager, after: string): Promise<string | null> {
  const [row] = (await manager.query('SELECT code FROM county WHERE code > $1 ORDER BY code LIMIT 1', [after])) as {
    code: string;
  }[];
  return row?.code ?? null;
}

interface StoredFingerprint {
  id: string;
  fingerprint: Buffer;
  village_code: string;
  registered_on: string;
  title: string | null;
  identity: Buffer | null;
  key_id: string | null;
}

/** What a fingerprint was made of, as the case still tells it: its first event has the village, whatever became of that. */
const fingerprints = `
  SELECT c.id, c.fingerprint, opening.data->>'villageCode' AS village_code,
         to_char(c.opened_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS registered_on,
         title.body AS title, r.identity, r.key_id
    FROM cases c
    JOIN LATERAL (SELECT e.data FROM case_event e WHERE e.case_id = c.id ORDER BY e.id LIMIT 1) opening ON true
    LEFT JOIN case_text title ON title.case_id = c.id AND title.kind = 'title'
    LEFT JOIN requester r ON r.id = c.requester_id
   WHERE c.county_code = $1 AND c.fingerprint IS NOT NULL AND ($2::uuid IS NULL OR c.id > $2)
   ORDER BY c.id LIMIT $3 FOR UPDATE OF c`;
