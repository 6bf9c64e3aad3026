import { type HandOverProblem } from '#domain';
import { type HandOverItem, type HandOverRecord, type Scope, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { instantOf } from '../case/facts-codec.js';
import { Parameters, scopeCondition } from '../case/scope-sql.js';
import { managerOf } from '../transactions.js';

export interface HandOverSheet {
  readonly id: string;
  readonly countyCode: string;
  readonly at: Temporal.Instant;
  readonly state: HandOverRecord['state'];
  readonly problem: HandOverProblem | null;
  readonly finishedAt: Temporal.Instant | null;
  readonly person: { readonly id: string; readonly name: string };
  readonly enteredBy: { readonly id: string; readonly name: string };
  /** How much went to whom, by kind. */
  readonly counts: readonly {
    readonly kind: HandOverItem['kind'];
    readonly successor: { readonly id: string; readonly name: string } | null;
    readonly count: number;
  }[];
}

/** A line of the sheet: what it is, to whom it went; of a case its number, and how it stood then. */
export interface SheetItem {
  readonly kind: HandOverItem['kind'];
  /** About a case that the reader does not see: that one went over is all that is told of it. */
  readonly isHidden: boolean;
  readonly what: string | null;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
  readonly caseTypeCode: string | null;
  readonly state: string | null;
  readonly dueAt: Temporal.Instant | null;
  readonly successorName: string | null;
}

/** Who asks for a sheet: an office sees all of its county, everybody else those given or taken; of cases what the scope holds. */
export interface SheetReader {
  readonly countyCode: string;
  readonly personId: string | null;
  readonly scope: Scope;
}

/** Hand-over sheets (交接单): what was handed over, from whom to whom, when. */
export class HandOverSheets {
  async list(tx: Tx, reader: SheetReader, after: string | null, limit: number): Promise<HandOverSheet[]> {
    return this.where(tx, reader, '$3::uuid IS NULL OR h.id < $3', after, limit);
  }

  async one(tx: Tx, reader: SheetReader, id: string): Promise<HandOverSheet | null> {
    const [sheet] = await this.where(tx, reader, 'h.id = $3', id, 1);
    return sheet ?? null;
  }

  /** The lines of a sheet in their order, behind the first `passed`: a mark that held an id would tell it of every case. */
  async items(
    tx: Tx,
    { scope }: SheetReader,
    sheet: HandOverSheet,
    passed: number,
    limit: number,
  ): Promise<SheetItem[]> {
    const parameters = new Parameters();
    const seen = scopeCondition(scope, parameters);
    const rows = (await managerOf(tx).query(
      `SELECT i.kind, c.id AS case_id, i.case_id IS NOT NULL AND c.id IS NULL AS hidden, s.name AS successor_name, c.number, c.type_code,
              CASE WHEN c.id IS NOT NULL THEN i.state END AS state, CASE WHEN c.id IS NOT NULL THEN i.due_at END AS due_at,
              CASE i.kind WHEN 'posting' THEN (SELECT o.name || ' · ' || g.role FROM posting g JOIN organisation o ON o.id = g.organisation_id WHERE g.id = i.item_id)
                          WHEN 'link' THEN (SELECT (SELECT r.name FROM region r WHERE r.code = l.village_code ORDER BY r.valid_from DESC LIMIT 1) || ' · ' || l.role FROM link l WHERE l.id = i.item_id)
                          WHEN 'order' THEN (SELECT COALESCE(v.number, v.colour) FROM supervision_order v WHERE v.id = i.item_id AND v.case_id = c.id) END AS what
         FROM hand_over_item i LEFT JOIN cases c ON c.id = i.case_id AND ${seen} LEFT JOIN person s ON s.id = i.successor_id
        WHERE i.hand_over_id = ${parameters.add(sheet.id)}
        ORDER BY i.kind, i.item_id OFFSET ${parameters.add(passed)} LIMIT ${parameters.add(limit)}`,
      parameters.values,
    )) as StoredItem[];
    return rows.map((row) => ({
      ...{ kind: row.kind, isHidden: row.hidden, what: row.what, caseId: row.case_id, state: row.state },
      ...{ caseNumber: row.number, caseTypeCode: row.type_code, successorName: row.successor_name },
      dueAt: instantOf(row.due_at),
    }));
  }

  private async where(
    tx: Tx,
    { countyCode, personId }: SheetReader,
    condition: string,
    mark: string | null,
    limit: number,
  ): Promise<HandOverSheet[]> {
    const rows = (await managerOf(tx).query(
      `SELECT h.id, h.county_code, h.at, h.state, h.problem, h.finished_at, h.person_id, p.name AS person_name,
              h.entered_by, e.name AS entered_by_name,
              (SELECT COALESCE(jsonb_agg(jsonb_build_object('kind', t.kind, 'count', t.count, 'successor',
                        CASE WHEN t.successor_id IS NULL THEN NULL ELSE jsonb_build_object('id', t.successor_id, 'name', t.name) END)
                        ORDER BY t.kind, t.successor_id), '[]')
                 FROM (SELECT i.kind, i.successor_id, s.name, count(*)::int AS count FROM hand_over_item i
                         LEFT JOIN person s ON s.id = i.successor_id
                        WHERE i.hand_over_id = h.id GROUP BY 1, 2, 3) AS t) AS counts
         FROM hand_over h JOIN person p ON p.id = h.person_id JOIN person e ON e.id = h.entered_by
        WHERE h.county_code = $1 AND ($2::uuid IS NULL OR h.person_id = $2 OR EXISTS (
              SELECT FROM hand_over_item i WHERE i.hand_over_id = h.id AND i.successor_id = $2)) AND (${condition})
        ORDER BY h.id DESC LIMIT $4`,
      [countyCode, personId, mark, limit],
    )) as StoredSheet[];
    return rows.map((row) => ({
      ...{ id: row.id, countyCode: row.county_code, at: instantOf(row.at), state: row.state, problem: row.problem },
      finishedAt: instantOf(row.finished_at),
      person: { id: row.person_id, name: row.person_name },
      enteredBy: { id: row.entered_by, name: row.entered_by_name },
      counts: row.counts,
    }));
  }
}

interface StoredSheet {
  id: string;
  county_code: string;
  at: Date;
  state: HandOverRecord['state'];
  problem: HandOverProblem | null;
  finished_at: Date | null;
  person_id: string;
  person_name: string;
  entered_by: string;
  entered_by_name: string;
  counts: HandOverSheet['counts'];
}

interface StoredItem {
  kind: HandOverItem['kind'];
  hidden: boolean;
  case_id: string | null;
  state: string | null;
  due_at: Date | null;
  successor_name: string | null;
  number: string | null;
  type_code: string | null;
  what: string | null;
}
