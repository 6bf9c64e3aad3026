import { type KeyRegister, type RotatingCipher, type Tx } from '#engine';
import pg from 'pg';
import { type Temporal } from 'temporal-polyfill';
import { type DataSource } from 'typeorm';
import { instantOf } from '../case/facts-codec.js';
import { managerOf } from '../transactions.js';

/** What each key seals at its first use: a word that only the right key opens. */
export const checkWord = 'guacun';

export type KeysFound = { readonly ok: true } | { readonly ok: false; readonly missing: readonly string[] };

/** The keys that this database is sealed with. */
export class PgKeyRegister implements KeyRegister {
  private claiming: pg.Client | null = null;

  constructor(private readonly databaseUrl: string) {}

  async enter(tx: Tx, id: string, checkValue: Uint8Array, at: Temporal.Instant): Promise<void> {
    await managerOf(tx).query(enter, [id, Buffer.from(checkValue), at.toString()]);
  }

  async retire(tx: Tx, ids: readonly string[], at: Temporal.Instant): Promise<void> {
    await managerOf(tx).query('UPDATE encryption_key SET retired_at = $2 WHERE id = ANY($1) AND retired_at IS NULL', [
      ids,
      at.toString(),
    ]);
  }

  async enteredAt(tx: Tx, id: string): Promise<Temporal.Instant | null> {
    const [row] = (await managerOf(tx).query('SELECT made_at FROM encryption_key WHERE id = $1', [id])) as {
      made_at: Date;
    }[];
    return row ? instantOf(row.made_at) : null;
  }

  /** A lock of a session of its own: it goes with the process that held it. */
  async claim(): Promise<boolean> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [rotationLock]);
    if (rows[0]?.mine) this.claiming = client;
    else await client.end();
    return this.claiming !== null;
  }

  async release(): Promise<void> {
    await this.claiming?.end();
    this.claiming = null;
  }
}

/** Any number, as long as nothing else takes it. */
const rotationLock = 350_127;

const enter = 'INSERT INTO encryption_key (id, check_value, made_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING';

/**
 * Holds the keys of this process against those that the database is sealed with. The first start enters its key; after
 * that a key that is in use and not there, or that is another one than it is called, is named as missing.
 */
export async function confirmKeys(dataSource: DataSource, cipher: RotatingCipher): Promise<KeysFound> {
  return dataSource.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [confirming]);
    const known = (await manager.query('SELECT id, check_value, retired_at FROM encryption_key')) as StoredKey[];
    const used = known.length > 0 ? known.filter(({ retired_at }) => retired_at === null) : await usedBefore(manager);
    const missing = used.filter((key) => !isOpened(key, cipher)).map(({ id }) => id);
    if (missing.length > 0) return { ok: false, missing };
    if (known.length === 0) {
      await manager.query(enter, [cipher.keyId, Buffer.from(cipher.seal(checkWord)), new Date()]);
    } else if (!known.some(({ id }) => id === cipher.keyId)) {
      return { ok: false, missing: used.map(({ id }) => id) };
    }
    return { ok: true };
  });
}

const confirming = 350_128;

interface StoredKey {
  readonly id: string;
  /** Null of a key that was in use before keys were entered. */
  readonly check_value: Buffer | null;
  readonly retired_at: Date | null;
}

async function usedBefore(manager: { query(sql: string): Promise<unknown> }): Promise<StoredKey[]> {
  const rows = (await manager.query(
    'SELECT DISTINCT key_id AS id FROM requester UNION SELECT DISTINCT key_id FROM ledger_import',
  )) as { id: string }[];
  return rows.map(({ id }) => ({ id, check_value: null, retired_at: null }));
}

function isOpened({ id, check_value }: StoredKey, cipher: RotatingCipher): boolean {
  if (!cipher.keyIds.includes(id)) return false;
  try {
    return check_value === null || cipher.open(check_value, id) === checkWord;
  } catch {
    return false;
  }
}

/** Whether anything in this database hangs on a key already: then a missing key file is a lost one. */
export async function isSealed(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const table of ['encryption_key', 'requester', 'ledger_import']) {
      const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [table]);
      if (!rows[0]?.there) continue;
      const { rows: some } = await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
      if (some.length > 0) return true;
    }
    return false;
  } finally {
    await client.end();
  }
}
