import { type Tx } from '#engine';
import { type Temporal } from 'temporal-polyfill';
import { instantOf } from '../case/facts-codec.js';
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
  /** What the system did after `from` and up to now, in order; all of it counted, the first `limit` named. */
  async since(
    tx: Tx,
    countyCode: string,
    from: Temporal.Instant,
    limit: number,
  ): Promise<{ count: number; items: SystemEvent[] }> {
    const done = `FROM case_event e JOIN cases c ON c.id = e.case_id
      WHERE c.county_code = $1 AND e.actor_kind = 'system' AND e.at > $2 AND e.at <= $3`;
    const parameters = [countyCode, from.toString(), tx.now.toString()];
    const [{ count }] = (await managerOf(tx).query(`SELECT count(*)::int AS count ${done}`, parameters)) as [
      { count: number },
    ];
    const rows = (await managerOf(tx).query(
      `SELECT c.number, e.at, COALESCE(e.data->>'rung', e.kind) AS kind, e.data->>'clock' AS clock, e.data->>'step' AS step,
              COALESCE(jsonb_array_length(e.data->'told'), 0) AS told ${done} ORDER BY e.id LIMIT $4`,
      [...parameters, limit],
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
