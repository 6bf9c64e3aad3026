import { type Scope, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { instantOf } from '../case/facts-codec.js';
import { Parameters, scopeCondition } from '../case/scope-sql.js';
import { titleOf } from '../case/title-sql.js';
import { managerOf } from '../transactions.js';

export const orderStates = ['draft', 'issued', 'dropped', 'ended'] as const;
export type OrderState = (typeof orderStates)[number];

export interface ReadOrder {
  readonly id: string;
  readonly number: string | null;
  readonly state: OrderState;
  readonly colour: string;
  readonly raiseTo: string | null;
  readonly draftedAt: Temporal.Instant;
  readonly decidedAt: Temporal.Instant | null;
  readonly decidedBy: string | null;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly caseVersion: number;
  readonly title: string;
  readonly leadOrganisation: string | null;
  readonly dueAt: Temporal.Instant | null;
}

export class SupervisionOrders {
  /** Orders on the cases inside the scope, the oldest draft first. */
  async list(tx: Tx, scope: Scope, { state, limit }: { state?: OrderState; limit: number }): Promise<ReadOrder[]> {
    const parameters = new Parameters();
    const condition = scopeCondition(scope, parameters);
    const title = titleOf(scope, parameters);
    const wanted = state ? `AND o.state = ${parameters.add(state)}` : '';
    const rows = (await managerOf(tx).query(
      `SELECT o.id, o.number, o.state, o.colour, o.raise_to, o.drafted_at, o.decided_at, decider.name AS decided_by,
              c.id AS case_id, c.number AS case_number, c.version AS case_version, c.due_at, ${title.column} AS title, unit.name AS unit
         FROM supervision_order o JOIN cases c ON c.id = o.case_id
         ${title.join}
         LEFT JOIN organisation unit ON unit.id = c.lead_organisation_id
         LEFT JOIN person decider ON decider.id = o.decided_by
        WHERE (${condition}) ${wanted} ORDER BY o.drafted_at, o.id LIMIT ${parameters.add(limit)}`,
      parameters.values,
    )) as StoredOrder[];
    return rows.map((row) => ({
      id: row.id,
      number: row.number,
      state: row.state,
      colour: row.colour,
      raiseTo: row.raise_to,
      draftedAt: instantOf(row.drafted_at),
      decidedAt: instantOf(row.decided_at),
      decidedBy: row.decided_by,
      caseId: row.case_id,
      caseNumber: row.case_number,
      caseVersion: row.case_version,
      title: row.title ?? '',
      leadOrganisation: row.unit,
      dueAt: instantOf(row.due_at),
    }));
  }
}

interface StoredOrder {
  id: string;
  number: string | null;
  state: OrderState;
  colour: string;
  raise_to: string | null;
  drafted_at: Date;
  decided_at: Date | null;
  decided_by: string | null;
  case_id: string;
  case_number: string;
  case_version: number;
  due_at: Date | number;
  title: string | null;
  unit: string | null;
}
