import { type Scope, type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { instantOf } from '../case/facts-codec.js';
import { Parameters, scopeCondition } from '../case/scope-sql.js';
import { managerOf } from '../transactions.js';

/** What time did to a case: a step of a ladder, or an action that the system took. */
export interface SystemEvent {
  readonly caseNumber: string;
  readonly at: Temporal.Instant;
  /** `remind` and `escalate` of a ladder; otherwise the name of the action. */
  readonly kind: string;
  readonly clock: string | null;
  readonly step: string | null;
  readonly told: number;
}

export class SystemEvents {
  /** What the system did to the cases inside the scope after `from` and up to now, in order; all counted, the first `limit` named. */
  async since(
    tx: Tx,
    scope: Scope,
    from: Temporal.Instant,
    limit: number,
  ): Promise<{ count: number; items: SystemEvent[] }> {
    const parameters = new Parameters();
    const done = `FROM case_event e JOIN cases c ON c.id = e.case_id
      WHERE ${scopeCondition(scope, parameters)} AND e.actor_kind = 'system'
        AND e.at > ${parameters.add(from.toString())} AND e.at <= ${parameters.add(tx.now.toString())}`;
    const [{ count }] = (await managerOf(tx).query(
      `SELECT count(*)::int AS count ${done}`,
      parameters.values.slice(),
    )) as [{ count: number }];
    const rows = (await managerOf(tx).query(
      `SELECT c.number, e.at, COALESCE(e.data->>'rung', e.kind) AS kind, e.data->>'clock' AS clock, e.data->>'step' AS step,
              COALESCE(jsonb_array_length(e.data->'told'), 0) AS told ${done} ORDER BY e.id LIMIT ${parameters.add(limit)}`,
      parameters.values,
    )) as StoredEvent[];
    return {
      count,
      items: rows.map(({ number, at, ...event }) => ({ ...event, caseNumber: number, at: instantOf(at) })),
    };
  }
}

interface StoredEvent {
  number: string;
  at: Date;
  kind: string;
  clock: string | null;
  step: string | null;
  told: number;
}
