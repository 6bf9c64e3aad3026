import { type Cipher, type RegisterImport, type RegisterImports, type Tx } from '#engine';
import { managerOf } from '../transactions.js';

/** Imports of registers with their rows, sealed because they quote cells. */
export class PgRegisterImports implements RegisterImports {
  constructor(private readonly cipher: Cipher) {}

  async create(tx: Tx, one: RegisterImport): Promise<void> {
    const count = (status: string) => one.rows.filter((row) => row.status === status).length;
    const details: Details = { frame: one.frame, rows: one.rows };
    await managerOf(tx).query(
      `INSERT INTO register_import (id, county_code, person_id, kind, file_name, dry_run, sheet, mapping, accepted, rejected,
                                    duplicates, skipped, details, key_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        ...[one.id, one.countyCode, one.personId, one.kind, one.fileName, one.dryRun, one.sheet],
        ...[JSON.stringify(one.mapping), count('accepted'), count('rejected'), count('duplicate'), one.skipped],
        ...[Buffer.from(this.cipher.seal(JSON.stringify(details))), this.cipher.keyId, tx.now.toString()],
      ],
    );
  }

  /** An import of this person; null where there is none. */
  async one(tx: Tx, countyCode: string, personId: string, id: string): Promise<RegisterImport | null> {
    const [row] = (await managerOf(tx).query(
      `SELECT kind, file_name, dry_run, sheet, mapping, skipped, details, key_id FROM register_import
        WHERE county_code = $1 AND person_id = $2 AND id = $3`,
      [countyCode, personId, id],
    )) as StoredImport[];
    if (!row) return null;
    const { frame, rows } = JSON.parse(this.cipher.open(row.details, row.key_id)) as Details;
    return {
      ...{ id, countyCode, personId, kind: row.kind, fileName: row.file_name, dryRun: row.dry_run, sheet: row.sheet },
      ...{ mapping: row.mapping, skipped: row.skipped, frame, rows },
    };
  }
}

type Details = Pick<RegisterImport, 'frame' | 'rows'>;

interface StoredImport {
  kind: RegisterImport['kind'];
  file_name: string;
  dry_run: boolean;
  sheet: string;
  mapping: RegisterImport['mapping'];
  skipped: number;
  details: Buffer;
  key_id: string;
}
