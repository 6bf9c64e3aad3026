import { type Absences, type AbsenceRecord, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { instantOf } from '../case/facts-codec.js';
import { managerOf } from '../transactions.js';

const columns = 'a.id, a.county_code, a.person_id, a.stand_in_id, a.from_at, a.to_at';

/** An absence with the names that a reader wants beside the ids. */
export interface ReadAbsence extends AbsenceRecord {
  readonly personName: string;
  readonly standInName: string | null;
}

export interface AbsencePageRequest {
  readonly personId?: string;
  /** Those in force at this instant; without it those that are not over. */
  readonly at?: Temporal.Instant;
  readonly after?: string;
  readonly limit: number;
}

export class PgAbsences implements Absences {
  async notOver(tx: Tx, countyCode: string, at: Temporal.Instant): Promise<AbsenceRecord[]> {
    const rows = (await managerOf(tx).query(
      `SELECT ${columns} FROM absence a WHERE a.county_code = $1 AND a.to_at > $2 AND a.to_at > a.from_at ORDER BY a.id`,
      [countyCode, at.toString()],
    )) as StoredAbsence[];
    return rows.map(recordOf);
  }

  async one(tx: Tx, countyCode: string, id: string): Promise<AbsenceRecord | null> {
    const [row] = (await managerOf(tx).query(
      `SELECT ${columns} FROM absence a WHERE a.county_code = $1 AND a.id = $2 FOR UPDATE`,
      [countyCode, id],
    )) as StoredAbsence[];
    return row ? recordOf(row) : null;
  }

  async add(tx: Tx, one: AbsenceRecord, enteredBy: string): Promise<void> {
    await managerOf(tx).query(
      'INSERT INTO absence (id, county_code, person_id, stand_in_id, from_at, to_at, entered_by) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [one.id, one.countyCode, one.personId, one.standInId, one.from.toString(), one.to.toString(), enteredBy],
    );
  }

  async endAt(tx: Tx, id: string, to: Temporal.Instant): Promise<void> {
    await managerOf(tx).query('UPDATE absence SET to_at = $2 WHERE id = $1', [id, to.toString()]);
  }

  /** Absences of a county in the order of their ids, one more than asked for where there are more. */
  async page(
    tx: Tx,
    countyCode: string,
    { personId, at, after, limit }: AbsencePageRequest,
  ): Promise<{ items: ReadAbsence[]; nextCursor: string | null }> {
    const rows = (await managerOf(tx).query(
      `SELECT ${columns}, p.name AS person_name, s.name AS stand_in_name
         FROM absence a JOIN person p ON p.id = a.person_id LEFT JOIN person s ON s.id = a.stand_in_id
        WHERE a.county_code = $1 AND a.to_at > a.from_at AND a.to_at > $2 AND ($3 = false OR a.from_at <= $2)
          AND ($4::uuid IS NULL OR a.person_id = $4 OR a.stand_in_id = $4) AND ($5::uuid IS NULL OR a.id > $5)
        ORDER BY a.id LIMIT $6`,
      [countyCode, (at ?? tx.now).toString(), at !== undefined, personId ?? null, after ?? null, limit + 1],
    )) as (StoredAbsence & { person_name: string; stand_in_name: string | null })[];
    const items = rows.slice(0, limit).map((row) => ({
      ...recordOf(row),
      personName: row.person_name,
      standInName: row.stand_in_name,
    }));
    return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
  }
}

interface StoredAbsence {
  id: string;
  county_code: string;
  person_id: string;
  stand_in_id: string | null;
  from_at: Date;
  to_at: Date;
}

function recordOf(row: StoredAbsence): AbsenceRecord {
  return {
    id: row.id,
    countyCode: row.county_code,
    personId: row.person_id,
    standInId: row.stand_in_id,
    from: instantOf(row.from_at),
    to: instantOf(row.to_at),
  };
}
