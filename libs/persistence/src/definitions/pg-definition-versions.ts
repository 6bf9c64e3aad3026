import { type Activated } from '#domain';
import {
  type DefinitionActivation,
  type DefinitionKind,
  type DefinitionName,
  type DefinitionVersion,
  type DefinitionVersions,
  type NewVersion,
  type Tx,
} from '#engine';
import { v7 } from 'uuid';
import { instantOf } from '../case/facts-codec.js';
import { managerOf } from '../transactions.js';
import { contentHash } from './content-hash.js';
import { tables } from './tables.js';

/** The versions of a county's definitions, and what comes into force when. */
export class PgDefinitionVersions implements DefinitionVersions {
  async takeTurn(tx: Tx, countyCode: string): Promise<void> {
    await managerOf(tx).query('SELECT 1 FROM county WHERE code = $1 FOR UPDATE', [countyCode]);
  }

  async enter(tx: Tx, { countyCode, kind, code, body, personId }: NewVersion) {
    const text = JSON.stringify(body);
    const hash = contentHash(text);
    const inserted = (await managerOf(tx).query(
      `INSERT INTO ${tables[kind].versions} (id, county_code, code, hash, body, entered_at, entered_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (county_code, code, hash) DO NOTHING RETURNING id`,
      [v7(), countyCode, code, hash, text, tx.now.toString(), personId],
    )) as unknown[];
    const [version] = await this.where(tx, { countyCode, kind, code }, 'AND hash = $3', hash);
    return { version: version!, isNew: inserted.length > 0 };
  }

  async one(tx: Tx, name: DefinitionName, id: string): Promise<DefinitionVersion | null> {
    const [version] = await this.where(tx, name, 'AND id = $3', id);
    return version ?? null;
  }

  all(tx: Tx, name: DefinitionName): Promise<DefinitionVersion[]> {
    return this.where(tx, name, '');
  }

  async codes(tx: Tx, countyCode: string, kind: DefinitionKind): Promise<string[]> {
    const rows = (await managerOf(tx).query(
      `SELECT DISTINCT code FROM ${tables[kind].versions} WHERE county_code = $1 ORDER BY code`,
      [countyCode],
    )) as { code: string }[];
    return rows.map(({ code }) => code);
  }

  async activations(tx: Tx, { countyCode, kind, code }: DefinitionName): Promise<DefinitionActivation[]> {
    const rows = (await managerOf(tx).query(
      `SELECT id, version_id, from_at, entered_at, entered_by FROM ${tables[kind].activations}
        WHERE county_code = $1 AND code = $2 AND withdrawn_at IS NULL ORDER BY from_at, id`,
      [countyCode, code],
    )) as { id: string; version_id: string; from_at: Date; entered_at: Date; entered_by: string | null }[];
    return rows.map((row) => ({
      ...{ id: row.id, versionId: row.version_id, from: instantOf(row.from_at) },
      ...{ enteredAt: instantOf(row.entered_at), enteredBy: row.entered_by },
    }));
  }

  async activate(tx: Tx, name: DefinitionName, { versionId, from }: Activated, personId: string | null): Promise<void> {
    const { countyCode, kind, code } = name;
    await managerOf(tx).query(
      `INSERT INTO ${tables[kind].activations} (county_code, code, version_id, from_at, entered_at, entered_by)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [countyCode, code, versionId, from.toString(), tx.now.toString(), personId],
    );
  }

  async withdraw(tx: Tx, { countyCode, kind }: DefinitionName, id: string, personId: string | null): Promise<void> {
    await managerOf(tx).query(
      `UPDATE ${tables[kind].activations} SET withdrawn_at = $3, withdrawn_by = $4 WHERE county_code = $1 AND id = $2`,
      [countyCode, id, tx.now.toString(), personId],
    );
  }

  async openCases(tx: Tx, countyCode: string, typeCode: string): Promise<ReadonlyMap<string, number>> {
    const rows = (await managerOf(tx).query(
      `SELECT type_version_id AS id, count(*)::int AS count FROM cases
        WHERE county_code = $1 AND type_code = $2 AND open GROUP BY 1`,
      [countyCode, typeCode],
    )) as { id: string; count: number }[];
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  private async where(
    tx: Tx,
    { countyCode, kind, code }: DefinitionName,
    condition: string,
    ...values: string[]
  ): Promise<DefinitionVersion[]> {
    const rows = (await managerOf(tx).query(
      `SELECT id, hash, body, entered_at, entered_by FROM ${tables[kind].versions}
        WHERE county_code = $1 AND code = $2 ${condition} ORDER BY id`,
      [countyCode, code, ...values],
    )) as { id: string; hash: string; body: unknown; entered_at: Date | null; entered_by: string | null }[];
    return rows.map((row) => ({
      ...{ countyCode, kind, code, id: row.id, hash: row.hash, body: row.body },
      ...{ enteredAt: row.entered_at && instantOf(row.entered_at), enteredBy: row.entered_by },
    }));
  }
}
