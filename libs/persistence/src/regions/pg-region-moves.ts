import { moveTerms, type PlacedTerm, type TermMoves, type TermPiece } from '#domain';
import { type MovedRegisters, type RegisterMoves, type Tx } from '#engine';
import { type EntityManager } from 'typeorm';
import { managerOf } from '../transactions.js';

/** A register of terms at places: which column is the place, and what tells two terms of one person there apart. */
interface TermTable {
  readonly table: 'link' | 'posting' | 'duty_roster';
  readonly place: 'village_code' | 'region_code';
  readonly key: string;
  readonly principal: string;
}

const tables: Readonly<Record<'links' | 'postings' | 'duties', TermTable>> = {
  links: { table: 'link', place: 'village_code', key: 't.role', principal: 't.principal' },
  postings: {
    table: 'posting',
    place: 'region_code',
    key: `t.organisation_id::text || '/' || t.role`,
    principal: 'false',
  },
  duties: {
    table: 'duty_roster',
    place: 'region_code',
    key: `COALESCE(t.organisation_id::text, '') || '/' || t.role`,
    principal: 'false',
  },
};

/** Moves terms and seats as `moveTerms` says: running ones end and go on, those to come begin elsewhere. */
export class PgRegionMoves implements RegisterMoves {
  constructor(private readonly newId: () => string) {}

  async execute(tx: Tx, countyCode: string, moves: ReadonlyMap<string, string>): Promise<MovedRegisters> {
    const manager = managerOf(tx);
    const links = await this.move(manager, tables.links, tx, countyCode, moves);
    const postings = await this.move(manager, tables.postings, tx, countyCode, moves);
    const duties = await this.move(manager, tables.duties, tx, countyCode, moves);
    const count = ({ ended, relocated }: TermMoves) => ended.length + relocated.length;
    return {
      ...{ links: count(links), postings: count(postings), duties: count(duties) },
      organisations: await moveOrganisations(manager, countyCode, moves),
      principalOpen: links.principalOpen,
    };
  }

  private async move(
    manager: EntityManager,
    { table, place, key, principal }: TermTable,
    tx: Tx,
    countyCode: string,
    moves: ReadonlyMap<string, string>,
  ): Promise<TermMoves> {
    const now = tx.now.toString();
    const terms = (await manager.query(
      `SELECT t.id, t.person_id AS "personId", t.${place} AS place, ${key} AS key, ${principal} AS principal,
              CASE WHEN t.from_at = '-infinity' THEN '-Infinity' ELSE (extract(epoch FROM t.from_at) * 1000)::float8 END AS "from",
              CASE WHEN t.to_at = 'infinity' THEN 'Infinity' ELSE (extract(epoch FROM t.to_at) * 1000)::float8 END AS "to"
         FROM ${table} t WHERE t.county_code = $1 AND t.${place} = ANY($2) AND t.to_at > $3 ORDER BY t.id FOR UPDATE`,
      [countyCode, [...new Set([...moves.keys(), ...moves.values()])], now],
    )) as PlacedTerm[];
    const planned = moveTerms(terms, moves, tx.now.epochMilliseconds);
    await manager.query(`UPDATE ${table} SET to_at = $2, version = version + 1 WHERE id = ANY($1)`, [
      planned.ended,
      now,
    ]);
    for (const piece of planned.relocated) await this.relocate(manager, table, place, piece);
    for (const piece of planned.begun) await this.begin(manager, table, place, piece);
    return planned;
  }

  private async relocate(manager: EntityManager, table: string, place: string, piece: TermPiece): Promise<void> {
    const principal = table === 'link' ? `, principal = ${piece.principal}` : '';
    await manager.query(
      `UPDATE ${table} SET ${place} = $2, from_at = $3, to_at = $4, version = version + 1${principal} WHERE id = $1`,
      [piece.of, piece.place, instant(piece.from), instant(piece.to)],
    );
  }

  /** A row like the one that it goes on from, whatever columns that has. */
  private async begin(manager: EntityManager, table: string, place: string, piece: TermPiece): Promise<void> {
    const other = {
      ...{ id: this.newId(), [place]: piece.place, version: 1 },
      ...{ from_at: instant(piece.from), to_at: instant(piece.to) },
      ...(table === 'link' && { principal: piece.principal }),
    };
    await manager.query(
      `INSERT INTO ${table} SELECT n.* FROM ${table} t, jsonb_populate_record(t, $2::jsonb) n WHERE t.id = $1`,
      [piece.of, JSON.stringify(other)],
    );
  }
}

/** Seats and served regions of organisations. Returns how many organisations it concerned. */
async function moveOrganisations(
  manager: EntityManager,
  countyCode: string,
  moves: ReadonlyMap<string, string>,
): Promise<number> {
  const [rows] = (await manager.query(
    `WITH moved AS (SELECT * FROM unnest($2::text[], $3::text[]) AS m(was, is_now))
     UPDATE organisation o
        SET region_code = COALESCE((SELECT is_now FROM moved WHERE was = o.region_code), o.region_code),
            serves = ARRAY(SELECT DISTINCT COALESCE(m.is_now, s.code)
                             FROM unnest(o.serves) AS s(code) LEFT JOIN moved m ON m.was = s.code ORDER BY 1),
            version = o.version + 1
      WHERE o.county_code = $1 AND (o.region_code = ANY($2) OR o.serves && $2) RETURNING o.id`,
    [countyCode, [...moves.keys()], [...moves.values()]],
  )) as [object[], number];
  return rows.length;
}

function instant(ms: number): string {
  if (ms === Infinity) return 'infinity';
  return ms === -Infinity ? '-infinity' : new Date(ms).toISOString();
}
